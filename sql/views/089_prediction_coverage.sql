create or replace view prediction_coverage as
select
    basis,
    task,
    corpus,
    split,
    encoder,
    configuration,
    setting,
    outcome,
    perturbation,
    dose,
    embedding,
    parameters,
    measure,
    tokenizer,
    count(*) filter (where is_left_out) as n_pairs,
    count(distinct source) filter (where is_left_out) as n_sources,
    count(is_within) as n_with_interval,
    count(*) filter (where is_within) as n_within,
    share(count(*) filter (where is_within), count(is_within)) as coverage,
    cast(0.95 as double) as level,
    avg(high - low) filter (where is_within is not null) as mean_width,
    avg(abs(observed - predicted)) as mean_absolute_error,
    count(*) filter (where is_left_out and is_extrapolated) as n_extrapolated,
    count(*) filter (where not is_left_out) as n_unobserved,
    count(predicted) filter (where not is_left_out) as n_unobserved_predicted,
    any_value(is_arithmetic) as is_arithmetic
from predicted_pair
group by
    basis, task, corpus, split, encoder, configuration, setting, outcome, perturbation, dose, embedding, parameters,
    measure, tokenizer;

comment on view prediction_coverage is 'Can the degradation of an unseen pair be predicted from its overlap? How many of the pairs lie in the 95 % interval that the pairs of all other sources give, and how wide it is.';
comment on column prediction_coverage.basis is 'published: the numbers of the paper''s repository (titles: F1 of option B); warehouse: the runs here';
comment on column prediction_coverage.task is 'ner or title';
comment on column prediction_coverage.corpus is 'Corpus of the test sets; NULL for published';
comment on column prediction_coverage.split is 'Split of the test sets; NULL for published';
comment on column prediction_coverage.encoder is 'Encoder that was fine-tuned; for published mbert or xlmr';
comment on column prediction_coverage.configuration is 'Hash of all that was set for the training; NULL for published';
comment on column prediction_coverage.setting is 'native where the two languages are one, else cross_lingual';
comment on column prediction_coverage.outcome is 'What is predicted: score_before, score_change or cost_per_edit';
comment on column prediction_coverage.perturbation is 'Perturbation; none for score_before';
comment on column prediction_coverage.dose is 'Share of eligible places touched: 1; NULL for score_before';
comment on column prediction_coverage.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column prediction_coverage.parameters is 'Its further parameters, JSON; NULL for score_before and for published';
comment on column prediction_coverage.measure is 'Overlap measure: the primary one of the task';
comment on column prediction_coverage.tokenizer is 'Its tokenizer; none where it has no part; NULL for published';
comment on column prediction_coverage.n_pairs is 'Pairs with all planned seeds, each predicted without its source';
comment on column prediction_coverage.n_sources is 'Their sources';
comment on column prediction_coverage.n_with_interval is 'Pairs of them that have an interval: at least three pairs of other sources, two of different overlap';
comment on column prediction_coverage.n_within is 'Pairs whose interval holds what was observed';
comment on column prediction_coverage.coverage is 'n_within / n_with_interval; of so few pairs it says little: 12 of 13 are .92, and 13 of 13 are 1';
comment on column prediction_coverage.level is 'Share that should: .95';
comment on column prediction_coverage.mean_width is 'Width of the intervals, on average, in units of the outcome';
comment on column prediction_coverage.mean_absolute_error is 'Mean of |observed - predicted|';
comment on column prediction_coverage.n_extrapolated is 'Pairs whose overlap lies outside that of the pairs fitted';
comment on column prediction_coverage.n_unobserved is 'Pairs of the same corpus and setting without a run, or without a number or all seeds';
comment on column prediction_coverage.n_unobserved_predicted is 'Those that have a prediction';
comment on column prediction_coverage.is_arithmetic is 'Whether overlap is the edited share by construction: the change of score under a perturbation that replaces what training has';
