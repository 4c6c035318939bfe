create or replace view predicted_pair as
with measured as materialized (
    select
        own.train_set,
        own.test_set,
        own.encoder,
        own.configuration,
        own.task,
        own.measure,
        own.tokenizer,
        own.overlap,
        test.corpus,
        test.split,
        train.split as train_split,
        train.language as train_language,
        test.language as test_language,
        case when train.language = test.language then 'native' else 'cross_lingual' end as setting
    from primary_overlap as own
    inner join text_set as train on own.train_set = train.text_set
    inner join text_set as test on own.test_set = test.text_set
    where train.perturbation = 'none'
),

asked as materialized (
    select
        {
            'basis': 'warehouse', 'task': task, 'corpus': corpus, 'split': split, 'encoder': encoder,
            'configuration': configuration, 'setting': setting, 'outcome': outcome, 'perturbation': perturbation,
            'dose': dose, 'embedding': embedding, 'parameters': parameters, 'measure': measure, 'tokenizer': tokenizer
        } as sample,
        train_set,
        test_set,
        train_language,
        test_language,
        source,
        overlap as x,
        y,
        is_complete,
        why_not
    from correlation_point
    where measure = primary_measure(task)
),

-- Of the tokenizers that a measure was counted with, the encoder's own one.
tried as materialized (
    select asked.*
    from asked
    where asked.sample.tokenizer = 'none'
    union all
    select asked.*
    from asked
    semi join measured
        on
            asked.sample.tokenizer = measured.tokenizer
            and asked.sample.encoder = measured.encoder
            and asked.sample.configuration = measured.configuration
),

-- Pairs whose overlap is known and that no run was tried on.
cell as (
    select distinct
        tried.sample,
        train.split as train_split
    from tried
    inner join text_set as train on tried.train_set = train.text_set
),

untried as (
    select
        cell.sample,
        measured.train_set,
        measured.test_set,
        measured.train_language,
        measured.test_language,
        measured.train_language as source,
        measured.overlap as x,
        cast(null as double) as y,
        false as is_complete,
        'no run' as why_not
    from cell
    inner join measured
        on
            cell.sample.task = measured.task
            and cell.sample.corpus = measured.corpus
            and cell.sample.split = measured.split
            and cell.sample.setting = measured.setting
            and cell.sample.measure = measured.measure
            and cell.sample.tokenizer = measured.tokenizer
            and cell.train_split = measured.train_split
            and (measured.encoder is null or cell.sample.encoder = measured.encoder)
            and (measured.configuration is null or cell.sample.configuration = measured.configuration)
    anti join tried
        on
            cell.sample = tried.sample
            and measured.train_set = tried.train_set
            and measured.test_set = tried.test_set
),

published as (
    select
        {
            'basis': 'published', 'task': task, 'corpus': null, 'split': null, 'encoder': model,
            'configuration': null, 'setting': setting, 'outcome': replace(outcome, 'f1_', 'score_'),
            'perturbation': perturbation, 'dose': case when perturbation <> 'none' then 1 end, 'embedding': null,
            'parameters': null, 'measure': overlap_kind, 'tokenizer': null
        } as sample,
        null as train_set,
        null as test_set,
        l1 as train_language,
        l2 as test_language,
        source,
        overlap as x,
        y,
        true as is_complete,
        null as why_not
    from published_point
    where overlap_kind in ('ner_entity_chunk', 'title_128_words')
),

answer as ( -- noqa: ST03
    from tried
    union all
    from untried
    union all
    from published
)

select
    sample.basis,
    sample.task,
    sample.corpus,
    sample.split,
    sample.encoder,
    sample.configuration,
    sample.setting,
    sample.outcome,
    sample.perturbation,
    sample.dose,
    sample.embedding,
    sample.parameters,
    sample.measure,
    sample.tokenizer,
    train_language,
    test_language,
    source,
    x as overlap,
    is_complete as is_left_out,
    n_fitted,
    n_sources_fitted,
    predicted,
    low,
    high,
    is_extrapolated,
    case when is_complete then y end as observed,
    case when is_complete then y between low and high end as is_within,
    why_not,
    sample.outcome = 'score_change' and is_arithmetic(sample.perturbation) as is_arithmetic,
    train_set,
    test_set
from predicted_without_source('answer');

comment on view predicted_pair is 'What score, and what loss, is to be expected of a pair of languages from its overlap? A pair with runs is predicted by the least-squares line through the pairs of all other sources, with Student''s 95 % prediction interval, and set beside what was observed; a pair whose overlap was measured and that has no run (or not all seeds) by the line through all pairs. Overlap by the primary measure, at full dose. The line knows of no bounds: an interval may reach beyond 0 and 1.';
comment on column predicted_pair.basis is 'published: the numbers of the paper''s repository (titles: F1 of option B); warehouse: the runs here';
comment on column predicted_pair.task is 'ner or title';
comment on column predicted_pair.corpus is 'Corpus of the test set; NULL for published';
comment on column predicted_pair.split is 'Split of the test set; NULL for published';
comment on column predicted_pair.encoder is 'Encoder that was, or would be, fine-tuned; for published mbert or xlmr';
comment on column predicted_pair.configuration is 'Hash of all that was set for the training; NULL for published';
comment on column predicted_pair.setting is 'native where the two languages are one, else cross_lingual';
comment on column predicted_pair.outcome is 'What is predicted: score_before, score_change or cost_per_edit';
comment on column predicted_pair.perturbation is 'Perturbation; none for score_before';
comment on column predicted_pair.dose is 'Share of eligible places touched: 1; NULL for score_before';
comment on column predicted_pair.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column predicted_pair.parameters is 'Its further parameters, JSON; NULL for score_before and for published';
comment on column predicted_pair.measure is 'Overlap measure: the primary one of the task';
comment on column predicted_pair.tokenizer is 'Its tokenizer: the encoder''s own one; none where it has no part; NULL for published';
comment on column predicted_pair.train_language is 'Language trained on';
comment on column predicted_pair.test_language is 'Language tested on';
comment on column predicted_pair.source is 'Source of the pair, whose other pairs have no part in the prediction either';
comment on column predicted_pair.overlap is 'Overlap of the pair; NULL where it is not known, and then nothing is predicted';
comment on column predicted_pair.is_left_out is 'Whether the pair is one of those with all planned seeds, predicted without its source; else by all of them';
comment on column predicted_pair.n_fitted is 'Pairs that the line was fitted to';
comment on column predicted_pair.n_sources_fitted is 'Their sources';
comment on column predicted_pair.predicted is 'Prediction; NULL without two pairs of different overlap';
comment on column predicted_pair.low is 'Lower bound of the 95 % prediction interval; NULL for less than three pairs';
comment on column predicted_pair.high is 'Upper bound';
comment on column predicted_pair.is_extrapolated is 'Whether the overlap lies outside that of the pairs fitted: of pairs unlike them nothing is known';
comment on column predicted_pair.observed is 'What was observed; NULL for a pair that is not left out';
comment on column predicted_pair.is_within is 'Whether the interval holds it; NULL without an interval';
comment on column predicted_pair.why_not is 'Why nothing was observed: no run, or as in correlation_point; NULL for a pair that is left out';
comment on column predicted_pair.is_arithmetic is 'Whether overlap is the edited share by construction: the change of score under a perturbation that replaces what training has';
comment on column predicted_pair.train_set is 'Text set trained on; NULL for published';
comment on column predicted_pair.test_set is 'Original text set tested on; NULL for published';
