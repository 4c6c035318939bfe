create or replace view pair_degradation as
with cost as (
    select
        run,
        perturbation_id,
        (sum(round(n_edited * recall_before)) - sum(round(n_edited * recall_after))) / sum(n_edited) as cost_per_edit
    from edit_effect
    group by run, perturbation_id
),

scored as (
    select
        run,
        text_set,
        perturbation_id,
        f1_conlleval as score
    from score
    union all
    select
        run,
        text_set,
        perturbation_id,
        accuracy as score
    from title_score
),

-- The rows of degradation, and those of the unperturbed text sets beside them: each score is worked out only once.
by_run as (
    select
        tested.task,
        tested.corpus,
        tested.train_set,
        tested.original as test_set,
        tested.train_language,
        tested.test_language,
        tested.setting,
        tested.split,
        tested.encoder,
        tested.configuration,
        tested.perturbation,
        tested.dose,
        tested.embedding,
        tested.parameters,
        tested.perturbation_seed,
        tested.seed,
        tested.n_edited,
        before.score as score_before,
        case when tested.n_edited > 0 then after.score - before.score end as score_change,
        cost.cost_per_edit
    from evaluation_setting as tested
    inner join scored as before
        on tested.run = before.run and tested.original = before.text_set and before.perturbation_id is null
    inner join scored as after
        on
            tested.run = after.run
            and tested.text_set = after.text_set
            and tested.perturbation_id is not distinct from after.perturbation_id
    left join cost on tested.run = cost.run and tested.perturbation_id = cost.perturbation_id
    where tested.is_own_perturbation and (tested.perturbation_id is not null or tested.perturbation = 'none')
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
    task,
    corpus,
    train_language,
    test_language,
    setting,
    encoder,
    perturbation,
    dose,
    n_seeds,
    n_perturbation_seeds,
    n_edited,
    score_before,
    score_change,
    cost_per_edit,
    train_set,
    test_set,
    configuration,
    split,
    embedding,
    parameters
from by_pair;

comment on view pair_degradation is 'What did a perturbation cost a pair? Averaged over the seeds of the runs, then over those of the perturbations; for test sets perturbed against the run''s own training set, or against none. The unperturbed scores stand under the perturbation none. Overlap has no part, so that pairs without any are here too.';
comment on column pair_degradation.task is 'ner or title';
comment on column pair_degradation.corpus is 'Corpus of the test set';
comment on column pair_degradation.train_language is 'Language trained on';
comment on column pair_degradation.test_language is 'Language tested on';
comment on column pair_degradation.setting is 'native where the two languages are one, else cross_lingual';
comment on column pair_degradation.encoder is 'Encoder that was fine-tuned';
comment on column pair_degradation.perturbation is 'Name of the perturbation; none for an original';
comment on column pair_degradation.dose is 'Share of eligible places touched; NULL for an original';
comment on column pair_degradation.n_seeds is 'Seeds of the runs, in the perturbation seed that has fewest';
comment on column pair_degradation.n_perturbation_seeds is 'Seeds of the perturbation; 0 for the unperturbed scores';
comment on column pair_degradation.n_edited is 'Edits made, on average over the seeds; 0 for the unperturbed scores';
comment on column pair_degradation.score_before is 'Score on the original: f1_conlleval for NER, accuracy for titles';
comment on column pair_degradation.score_change is 'Mean change of the score, negative where worse; NULL where nothing was edited';
comment on column pair_degradation.cost_per_edit is 'Recall lost on an edited mention: before minus after; NULL where nothing was edited';
comment on column pair_degradation.train_set is 'Text set trained on';
comment on column pair_degradation.test_set is 'Original text set tested on';
comment on column pair_degradation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column pair_degradation.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column pair_degradation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part: what was made with others is not averaged';
comment on column pair_degradation.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
