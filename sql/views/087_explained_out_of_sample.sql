create or replace view explained_out_of_sample as
with named_point as materialized (
    select
        {
            'basis': 'warehouse', 'task': task, 'corpus': corpus, 'split': split, 'encoder': encoder,
            'configuration': configuration, 'setting': setting, 'outcome': outcome, 'perturbation': perturbation,
            'dose': dose, 'embedding': embedding, 'parameters': parameters
        } as cell,
        { 'predictor': 'overlap', 'name': measure, 'tokenizer': tokenizer } as predictor,
        train_set,
        test_set,
        encoder,
        train_language,
        test_language,
        source,
        overlap,
        y,
        is_complete
    from correlation_point
    union all by name
    select
        {
            'basis': 'published', 'task': task, 'encoder': model, 'setting': setting,
            'outcome': replace(outcome, 'f1_', 'score_'), 'perturbation': perturbation,
            'dose': case when perturbation <> 'none' then 1 end
        } as cell,
        { 'predictor': 'overlap', 'name': overlap_kind } as predictor,
        model as encoder,
        l1 as train_language,
        l2 as test_language,
        source,
        overlap,
        y,
        true as is_complete
    from published_point
),

named_covariate as materialized (
    select
        {
            'predictor': covariate, 'name': name, 'alignment_embedding': alignment_embedding, 'unit': unit,
            'lexicon': lexicon, 'spelling': spelling, 'sample_size': sample_size
        } as predictor,
        train_set,
        test_set,
        encoder,
        value
    from pair_covariate
    where value is not null
),

-- Groups of a number are found faster than groups of names, which join them at the end.
cell_number as materialized (
    select
        cell,
        row_number() over () as number
    from named_point
    group by cell
),

predictor_number as materialized (
    select
        predictor,
        row_number() over () as number
    from (
        select predictor from named_point
        union all by name
        select predictor from named_covariate
        union all by name
        select { 'predictor': 'language_distance', 'name': kind } as predictor from language_distance
    ) as named
    group by predictor
),

point as materialized (
    select
        cell_number.number as cell,
        predictor_number.number as predictor,
        named_point.* exclude (cell, predictor)
    from named_point
    inner join cell_number on named_point.cell = cell_number.cell
    inner join predictor_number on named_point.predictor = predictor_number.predictor
),

covariate as (
    select
        predictor_number.number as predictor,
        named_covariate.* exclude (predictor)
    from named_covariate
    inner join predictor_number on named_covariate.predictor = predictor_number.predictor
),

-- A pair that is complete by one measure has its number: whether another was counted is nothing to the covariates.
pair as materialized (
    select
        cell,
        train_set,
        test_set,
        encoder,
        train_language,
        test_language,
        any_value(source) as source,
        any_value(y) filter (where is_complete) as y
    from point
    group by cell, train_set, test_set, encoder, train_language, test_language
),

n_pairs_of_cell as (
    select
        cell,
        count(*) as n_pairs
    from pair
    group by cell
),

given_predictor as (
    select
        cell,
        predictor,
        source,
        overlap as x,
        y,
        is_complete
    from point
    union all
    select
        pair.cell,
        covariate.predictor,
        pair.source,
        covariate.value as x,
        pair.y,
        pair.y is not null as is_complete
    from pair
    inner join covariate
        on
            pair.train_set = covariate.train_set
            and pair.test_set = covariate.test_set
            and (covariate.encoder is null or pair.encoder = covariate.encoder)
    union all
    select
        pair.cell,
        predictor_number.number as predictor,
        pair.source,
        language_distance.distance as x,
        pair.y,
        true as is_complete
    from pair
    inner join language_distance
        on pair.train_language = language_distance.source and pair.test_language = language_distance.target
    inner join predictor_number
        on
            predictor_number.predictor.predictor = 'language_distance'
            and language_distance.kind = predictor_number.predictor.name
    where pair.train_set is null
),

answer as ( -- noqa: ST03
    select
        -- Two numbers in one.
        cell * 1000000 + predictor as sample,
        source,
        x,
        y,
        is_complete
    from given_predictor
),

told as (
    select
        sample // 1000000 as cell,
        sample % 1000000 as predictor,
        count(*) filter (where is_complete) as n,
        count(distinct source) filter (where is_complete) as n_sources,
        count(*) filter (where is_complete and predicted is null) as n_unpredicted,
        min(y) filter (where is_complete) < max(y) filter (where is_complete) as is_varied,
        sum((y - predicted) * (y - predicted)) filter (where is_complete) as left_by_line,
        sum((y - mean_fitted) * (y - mean_fitted)) filter (where is_complete and predicted is not null) as left_by_mean,
        avg(abs(y - predicted)) filter (where is_complete) as error_of_line,
        avg(abs(y - mean_fitted)) filter (where is_complete and predicted is not null) as error_of_mean
    from predicted_without_source('answer')
    group by sample
)

select
    cell_number.cell.basis,
    cell_number.cell.task,
    cell_number.cell.corpus,
    cell_number.cell.split,
    cell_number.cell.encoder,
    cell_number.cell.configuration,
    cell_number.cell.setting,
    cell_number.cell.outcome,
    cell_number.cell.perturbation,
    cell_number.cell.dose,
    cell_number.cell.embedding,
    cell_number.cell.parameters,
    predictor_number.predictor.predictor,
    predictor_number.predictor.name,
    predictor_number.predictor.tokenizer,
    predictor_number.predictor.alignment_embedding,
    predictor_number.predictor.unit,
    predictor_number.predictor.lexicon,
    predictor_number.predictor.spelling,
    predictor_number.predictor.sample_size,
    told.n,
    n_pairs_of_cell.n_pairs - told.n as n_incomplete,
    told.n_sources,
    told.n_unpredicted,
    case when told.is_varied then 1 - told.left_by_line / nullif(told.left_by_mean, 0) end as r2,
    told.error_of_line as mean_absolute_error,
    told.error_of_mean as mean_absolute_error_of_mean,
    predictor_number.predictor.predictor = 'overlap'
    and cell_number.cell.outcome = 'score_change'
    and is_arithmetic(cell_number.cell.perturbation) as is_arithmetic
from told
inner join n_pairs_of_cell on told.cell = n_pairs_of_cell.cell
inner join cell_number on told.cell = cell_number.number
inner join predictor_number on told.predictor = predictor_number.number;

comment on view explained_out_of_sample is 'Which explains more: overlap, how alike an encoder represents two languages, or how far they lie apart? Each predicts score or cost of the pairs of a source by the least-squares line through the pairs of all other sources; what it explains out of sample beside what their mean does. Only rows of the same pairs (equal n and n_incomplete) can be set against one another.';
comment on column explained_out_of_sample.basis is 'published: the numbers of the paper''s repository (titles: F1 of option B); warehouse: the runs here';
comment on column explained_out_of_sample.task is 'ner or title';
comment on column explained_out_of_sample.corpus is 'Corpus of the test sets; NULL for published';
comment on column explained_out_of_sample.split is 'Split of the test sets; NULL for published';
comment on column explained_out_of_sample.encoder is 'Encoder that was fine-tuned; for published mbert or xlmr';
comment on column explained_out_of_sample.configuration is 'Hash of all that was set for the training; NULL for published';
comment on column explained_out_of_sample.setting is 'native where the two languages are one, else cross_lingual';
comment on column explained_out_of_sample.outcome is 'What is predicted: score_before, score_change or cost_per_edit';
comment on column explained_out_of_sample.perturbation is 'Perturbation; none for score_before';
comment on column explained_out_of_sample.dose is 'Share of eligible places touched: 1; NULL for score_before';
comment on column explained_out_of_sample.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column explained_out_of_sample.parameters is 'Its further parameters, JSON; NULL for score_before and for published';
comment on column explained_out_of_sample.predictor is 'What it is predicted from: overlap, or a covariate as in pair_covariate (published: overlap and language_distance)';
comment on column explained_out_of_sample.name is 'Which of them: the overlap measure, the alignment measure, the kind of distance';
comment on column explained_out_of_sample.tokenizer is 'Tokenizer of the overlap measure; NULL else';
comment on column explained_out_of_sample.alignment_embedding is 'Word vectors that alignment was measured with; NULL else';
comment on column explained_out_of_sample.unit is 'Units of the alignment: word or entity; NULL else';
comment on column explained_out_of_sample.lexicon is 'Its lexicon; NULL else';
comment on column explained_out_of_sample.spelling is 'Spelling of its units; NULL else';
comment on column explained_out_of_sample.sample_size is 'Units drawn from either side at most; NULL else';
comment on column explained_out_of_sample.n is 'Pairs that have both numbers and all planned seeds';
comment on column explained_out_of_sample.n_incomplete is 'The other pairs of the study and setting, left out';
comment on column explained_out_of_sample.n_sources is 'Sources of the n pairs: each is left out once';
comment on column explained_out_of_sample.n_unpredicted is 'Pairs of n that have no prediction, because without their source less than two different predictors are left';
comment on column explained_out_of_sample.r2 is 'Out of sample R2: 1 - sum of squares (observed - predicted) / sum of squares (observed - mean of the pairs that were fitted); below 0 where that mean predicts better; NULL where it is undefined';
comment on column explained_out_of_sample.mean_absolute_error is 'Mean of |observed - predicted|';
comment on column explained_out_of_sample.mean_absolute_error_of_mean is 'The same where the mean of the fitted pairs is the prediction';
comment on column explained_out_of_sample.is_arithmetic is 'Whether the predictor is the edited share by construction: overlap, and the change of score under a perturbation that replaces what training has';
