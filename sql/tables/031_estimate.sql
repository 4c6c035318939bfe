create table estimate (
    quantity varchar not null,
    task varchar,
    corpus varchar,
    split varchar,
    subset varchar,
    outcome varchar,
    measure varchar,
    tokenizer varchar,
    moderator varchar,
    encoder varchar,
    configuration varchar,
    setting varchar,
    train_language varchar,
    test_language varchar,
    perturbation varchar,
    placebo varchar,
    perturbed_against varchar,
    embedding varchar,
    parameters varchar,
    dose double,
    type varchar,
    estimate double,
    low double,
    high double,
    level double,
    p double,
    p_corrected double,
    without_source_low double,
    without_source_high double,
    sd double,
    n_seeds bigint,
    method varchar not null,
    n bigint not null,
    replicates bigint,
    seed integer
);

comment on table estimate is 'A resampled or modelled number; grouping columns that play no part are NULL.';
comment on column estimate.quantity is 'What is estimated';
comment on column estimate.task is 'ner or title';
comment on column estimate.corpus is 'Corpus of the test set';
comment on column estimate.split is 'Split of the test set';
comment on column estimate.subset is 'Test sentences it is of: all, or leak_free';
comment on column estimate.outcome is 'What is compared or correlated: score_before, score_change or cost_per_edit';
comment on column estimate.measure is 'Overlap measure';
comment on column estimate.tokenizer is 'Tokenizer of the measure';
comment on column estimate.moderator is 'What a meta-regression regresses on; the other side of a model''s coefficient';
comment on column estimate.encoder is 'Encoder';
comment on column estimate.configuration is 'Hash of all that was set for the training';
comment on column estimate.setting is 'native or cross_lingual; NULL where the two are compared';
comment on column estimate.train_language is 'Language trained on; the source where native and cross-lingual are compared; NULL across pairs';
comment on column estimate.test_language is 'Language tested on; NULL across pairs';
comment on column estimate.perturbation is 'Perturbation; the treatment where it is compared with a placebo';
comment on column estimate.placebo is 'Perturbation that the treatment is compared with';
comment on column estimate.perturbed_against is 'Where native and cross-lingual are compared: whose training set the text was perturbed against (source, target, both or none)';
comment on column estimate.embedding is 'Word vectors or proposals that the perturbation was made with';
comment on column estimate.parameters is 'Further parameters of the perturbation, JSON';
comment on column estimate.dose is 'Dose of the perturbation';
comment on column estimate.type is 'Entity type';
comment on column estimate.estimate is 'The number; NULL where it is undefined';
comment on column estimate.low is 'Lower end of its interval';
comment on column estimate.high is 'Upper end of its interval';
comment on column estimate.level is 'Level of the interval';
comment on column estimate.p is 'Two-sided p-value';
comment on column estimate.p_corrected is 'The p-value, corrected for the others of its family';
comment on column estimate.without_source_low is 'Across pairs: the smallest estimate when one source language is left out';
comment on column estimate.without_source_high is 'Across pairs: the largest estimate when one source language is left out';
comment on column estimate.sd is 'Standard deviation over the seeds of the runs; NULL for one seed';
comment on column estimate.n_seeds is 'Seeds of the runs that are averaged';
comment on column estimate.method is 'How it was made';
comment on column estimate.n is 'Observations: clusters of sentences resampled, pairs, or mentions';
comment on column estimate.replicates is 'Resamples; NULL for a model';
comment on column estimate.seed is 'Seed of the resampling; NULL for a model';
