create or replace view correlation_point as
-- Joins go by number: of the study, of the pair within it, and of what was done to the text.
with cost as (
    select
        *,
        dense_rank() over (order by task, corpus, split, encoder, configuration, setting) as study,
        dense_rank() over (
            order by task, corpus, split, encoder, configuration, setting, train_language, train_set, test_set
        ) as pair,
        dense_rank() over (order by perturbation, dose, embedding, parameters) as treatment
    from pair_degradation
    where perturbation = 'none' or dose = 1
),

-- Nothing in a warehouse says how many seeds were meant: planned are as many as most pairs have, of equals the more.
n_seeds_of_study as (
    select
        study,
        treatment,
        n_seeds,
        count(*) as n_pairs
    from cost
    group by study, treatment, n_seeds
),

n_perturbation_seeds_of_study as (
    select
        study,
        treatment,
        n_perturbation_seeds,
        count(*) as n_pairs
    from cost
    group by study, treatment, n_perturbation_seeds
),

planned as (
    select
        run_seeds.study,
        run_seeds.treatment,
        first(run_seeds.n_seeds order by run_seeds.n_pairs desc, run_seeds.n_seeds desc) as n_seeds_planned,
        first(
            perturbation_seeds.n_perturbation_seeds
            order by perturbation_seeds.n_pairs desc, perturbation_seeds.n_perturbation_seeds desc
        ) as n_perturbation_seeds_planned
    from n_seeds_of_study as run_seeds
    inner join n_perturbation_seeds_of_study as perturbation_seeds
        on run_seeds.study = perturbation_seeds.study and run_seeds.treatment = perturbation_seeds.treatment
    group by run_seeds.study, run_seeds.treatment
),

pair as (
    select
        *,
        count(distinct train_language) filter (setting = 'cross_lingual') over target as n_sources,
        any_value(train_language) filter (setting = 'cross_lingual') over target as one_source
    from cost
    where perturbation = 'none'
    window target as (partition by task, corpus, split, encoder, configuration, test_language)
),

-- Every pair of a study is asked for each treatment, and by each measure, that any of its pairs has.
treated as (
    select distinct
        study,
        treatment,
        perturbation,
        dose,
        embedding,
        parameters
    from cost
),

measured as (
    select distinct
        pair.study,
        overlap.measure,
        overlap.tokenizer
    from pair
    inner join overlap on pair.train_set = overlap.train_set and pair.test_set = overlap.test_set
),

asked as (
    select
        pair.task,
        pair.corpus,
        pair.split,
        pair.encoder,
        pair.configuration,
        pair.setting,
        pair.train_language,
        pair.test_language,
        case
            when pair.setting = 'native' and pair.n_sources = 1 then pair.one_source else pair.train_language
        end as source,
        pair.train_set,
        pair.test_set,
        pair.study,
        treated.treatment,
        treated.perturbation,
        treated.dose,
        treated.embedding,
        treated.parameters,
        coalesce(cost.n_seeds, 0) as n_seeds,
        coalesce(cost.n_perturbation_seeds, 0) as n_perturbation_seeds,
        cost.pair is not null as is_treated,
        unnest(
            case
                when treated.perturbation = 'none' then [{ 'outcome': 'score_before', 'y': cost.score_before }]
                else [
                    { 'outcome': 'score_change', 'y': cost.score_change },
                    { 'outcome': 'cost_per_edit', 'y': cost.cost_per_edit }
                ]
            end
        ) as answer
    from pair
    inner join treated on pair.study = treated.study
    left join cost on pair.pair = cost.pair and treated.treatment = cost.treatment
),

judged as (
    select
        asked.*,
        measured.measure,
        measured.tokenizer,
        share(overlap.shared_test, overlap.n_test) as overlap,
        case
            when overlap.n_test is null then 'no overlap measured'
            when overlap.n_test = 0 then 'nothing to share'
            when not asked.is_treated then 'not perturbed'
            when asked.answer.y is null then 'no edit to estimate from'
            when
                asked.n_seeds < planned.n_seeds_planned
                or asked.n_perturbation_seeds < planned.n_perturbation_seeds_planned
                then 'seeds missing'
        end as why_not
    from asked
    inner join measured on asked.study = measured.study
    inner join planned on asked.study = planned.study and asked.treatment = planned.treatment
    left join overlap
        on
            asked.train_set = overlap.train_set
            and asked.test_set = overlap.test_set
            and measured.measure = overlap.measure
            and measured.tokenizer = overlap.tokenizer
)

select
    judged.task,
    judged.corpus,
    judged.split,
    judged.measure,
    judged.tokenizer,
    judged.answer.outcome,
    judged.perturbation,
    judged.dose,
    judged.embedding,
    judged.parameters,
    judged.encoder,
    judged.configuration,
    judged.setting,
    judged.train_language,
    judged.test_language,
    judged.source,
    judged.overlap,
    judged.answer.y,
    judged.n_seeds,
    judged.n_perturbation_seeds,
    judged.why_not is null as is_complete,
    judged.why_not,
    judged.train_set,
    judged.test_set,
    dense_rank() over (
        order by judged.study, judged.treatment, judged.answer.outcome, judged.measure, judged.tokenizer
    ) as sample
from judged;

comment on view correlation_point is 'What is correlated, and what is left out and why: one row a pair of a study, overlap measure, outcome and perturbation at full dose (the score before: on the unperturbed text sets). Every pair with an unperturbed score has its row for each perturbation and each measure that any pair of the same study and setting has. Complete are pairs with both numbers and as many seeds as planned: as many as most pairs of the study and setting have of that perturbation, of equals the more.';
comment on column correlation_point.task is 'ner or title';
comment on column correlation_point.corpus is 'Corpus of the test set';
comment on column correlation_point.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column correlation_point.measure is 'Overlap measure';
comment on column correlation_point.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column correlation_point.outcome is 'score_before, score_change or cost_per_edit';
comment on column correlation_point.perturbation is 'Name of the perturbation; none for an original';
comment on column correlation_point.dose is '1; NULL for the unperturbed scores';
comment on column correlation_point.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column correlation_point.parameters is 'Its further parameters, JSON; NULL for the unperturbed scores';
comment on column correlation_point.encoder is 'Encoder that was fine-tuned';
comment on column correlation_point.configuration is 'Hash of all that was set for the training, without versions';
comment on column correlation_point.setting is 'native where the two languages are one, else cross_lingual';
comment on column correlation_point.train_language is 'Language trained on';
comment on column correlation_point.test_language is 'Language tested on';
comment on column correlation_point.source is 'Source language, by which points are left out together: the language trained on. A native point goes with the source of the cross-lingual pair that is tested on its language in the same study, so that both settings lose the same targets; with itself where there is none or more than one';
comment on column correlation_point.overlap is 'Share of the test side that training has; NULL where it was not measured or the test side is empty';
comment on column correlation_point.y is 'The outcome, averaged over the seeds of the runs, then over those of the perturbation; NULL where there is none';
comment on column correlation_point.n_seeds is 'Seeds of the runs, in the perturbation seed that has fewest; 0 where the pair was not perturbed';
comment on column correlation_point.n_perturbation_seeds is 'Seeds of the perturbation; 0 for the unperturbed scores';
comment on column correlation_point.is_complete is 'Is it correlated?';
comment on column correlation_point.why_not is 'Why it is not: no overlap measured, nothing to share (an empty test side), not perturbed, no edit to estimate from, seeds missing; NULL where it is';
comment on column correlation_point.train_set is 'Text set trained on; NULL where the run has none here';
comment on column correlation_point.test_set is 'Original text set tested on';
comment on column correlation_point.sample is 'Number of the correlation that the point belongs to: points of one number are correlated with one another. Numbers change when points are added';
