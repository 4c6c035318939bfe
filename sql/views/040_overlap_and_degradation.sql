create or replace view overlap_and_degradation as
with cost as (
    select
        run,
        perturbation_id,
        (sum(round(n_edited * recall_before)) - sum(round(n_edited * recall_after))) / sum(n_edited) as cost_per_edit
    from edit_effect
    group by run, perturbation_id
),

unperturbed as (
    select
        run,
        text_set,
        f1_conlleval as score
    from score
    where perturbation = 'none'
    union all
    select
        run,
        text_set,
        accuracy as score
    from title_score
    where perturbation = 'none'
),

by_run as (
    select
        degradation.task,
        degradation.corpus,
        degradation.train_set,
        degradation.test_set,
        degradation.train_language,
        degradation.test_language,
        degradation.setting,
        degradation.split,
        degradation.encoder,
        degradation.configuration,
        degradation.perturbation,
        degradation.dose,
        degradation.embedding,
        degradation.parameters,
        degradation.perturbation_seed,
        degradation.seed,
        degradation.n_edited,
        degradation.score_before,
        degradation.score_change,
        cost.cost_per_edit
    from degradation
    left join cost on degradation.run = cost.run and degradation.perturbation_id = cost.perturbation_id
    union all
    select
        tested.task,
        tested.corpus,
        tested.train_set,
        tested.text_set as test_set,
        tested.train_language,
        tested.test_language,
        tested.setting,
        tested.split,
        tested.encoder,
        tested.configuration,
        'none' as perturbation,
        null as dose,
        null as embedding,
        null as parameters,
        null as perturbation_seed,
        tested.seed,
        0 as n_edited,
        unperturbed.score as score_before,
        null as score_change,
        null as cost_per_edit
    from evaluation_setting as tested
    inner join unperturbed on tested.run = unperturbed.run and tested.text_set = unperturbed.text_set
    where tested.perturbation_id is null
),

by_perturbation_seed as (
    select
        * exclude (seed, n_edited, score_before, score_change, cost_per_edit),
        count(distinct seed) as n_seeds,
        avg(n_edited) as n_edited,
        avg(score_before) as score_before,
        avg(score_change) as score_change,
        avg(cost_per_edit) as cost_per_edit
    from by_run
    group by all
),

by_pair as (
    select
        * exclude (perturbation_seed, n_seeds, n_edited, score_before, score_change, cost_per_edit),
        min(n_seeds) as n_seeds,
        count(distinct perturbation_seed) as n_perturbation_seeds,
        avg(n_edited) as n_edited,
        avg(score_before) as score_before,
        avg(score_change) as score_change,
        avg(cost_per_edit) as cost_per_edit
    from by_perturbation_seed
    group by all
)

select
    by_pair.task,
    by_pair.corpus,
    overlap.measure,
    overlap.tokenizer,
    share(overlap.shared_test, overlap.n_test) as overlap,
    by_pair.train_language,
    by_pair.test_language,
    by_pair.setting,
    by_pair.encoder,
    by_pair.perturbation,
    by_pair.dose,
    by_pair.n_seeds,
    by_pair.n_perturbation_seeds,
    by_pair.n_edited,
    by_pair.score_before,
    by_pair.score_change,
    by_pair.cost_per_edit,
    by_pair.train_set,
    by_pair.test_set,
    by_pair.configuration,
    by_pair.split,
    by_pair.embedding,
    by_pair.parameters
from by_pair
inner join overlap on by_pair.train_set = overlap.train_set and by_pair.test_set = overlap.test_set;

comment on view overlap_and_degradation is 'Overlap beside cost: a row per measure and pair, averaged over the seeds of the runs, then over those of the perturbations. The unperturbed scores stand under the perturbation none.';
comment on column overlap_and_degradation.task is 'ner or title';
comment on column overlap_and_degradation.corpus is 'Corpus of the test set';
comment on column overlap_and_degradation.measure is 'Overlap measure';
comment on column overlap_and_degradation.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column overlap_and_degradation.overlap is 'Share of the test side that training has: shared_test / n_test; NULL where the test side is empty';
comment on column overlap_and_degradation.train_language is 'Language trained on';
comment on column overlap_and_degradation.test_language is 'Language tested on';
comment on column overlap_and_degradation.setting is 'native where the two languages are one, else cross_lingual';
comment on column overlap_and_degradation.encoder is 'Encoder that was fine-tuned';
comment on column overlap_and_degradation.perturbation is 'Name of the perturbation; none for an original';
comment on column overlap_and_degradation.dose is 'Share of eligible places touched; NULL for an original';
comment on column overlap_and_degradation.n_seeds is 'Seeds of the runs, in the perturbation seed that has fewest';
comment on column overlap_and_degradation.n_perturbation_seeds is 'Seeds of the perturbation; 0 for the unperturbed scores';
comment on column overlap_and_degradation.n_edited is 'Edits made, on average over the seeds; 0 for the unperturbed scores';
comment on column overlap_and_degradation.score_before is 'Score on the original: f1_conlleval for NER, accuracy for titles';
comment on column overlap_and_degradation.score_change is 'Mean change of the score, negative where worse; NULL where nothing was edited';
comment on column overlap_and_degradation.cost_per_edit is 'Recall lost on an edited mention: before minus after; NULL where nothing was edited';
comment on column overlap_and_degradation.train_set is 'Text set trained on';
comment on column overlap_and_degradation.test_set is 'Original text set tested on';
comment on column overlap_and_degradation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column overlap_and_degradation.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column overlap_and_degradation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part: what was made with others is not averaged';
comment on column overlap_and_degradation.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
