create table estimate (
    quantity varchar not null,
    task varchar,
    corpus varchar,
    measure varchar,
    tokenizer varchar,
    encoder varchar,
    setting varchar,
    train_language varchar,
    test_language varchar,
    perturbation varchar,
    dose double,
    type varchar,
    estimate double,
    low double,
    high double,
    level double,
    p double,
    method varchar not null,
    n bigint not null,
    replicates bigint,
    seed integer
);

comment on table estimate is 'A resampled or modelled number; grouping columns that play no part are NULL.';
comment on column estimate.quantity is 'What is estimated';
comment on column estimate.task is 'ner or title';
comment on column estimate.corpus is 'Corpus';
comment on column estimate.measure is 'Overlap measure';
comment on column estimate.tokenizer is 'Tokenizer of the measure';
comment on column estimate.encoder is 'Encoder';
comment on column estimate.setting is 'native or cross_lingual';
comment on column estimate.train_language is 'Language trained on';
comment on column estimate.test_language is 'Language tested on';
comment on column estimate.perturbation is 'Perturbation';
comment on column estimate.dose is 'Dose of the perturbation';
comment on column estimate.type is 'Entity type';
comment on column estimate.estimate is 'The number; NULL where it is undefined';
comment on column estimate.low is 'Lower end of its interval';
comment on column estimate.high is 'Upper end of its interval';
comment on column estimate.level is 'Level of the interval';
comment on column estimate.p is 'p-value';
comment on column estimate.method is 'How it was made';
comment on column estimate.n is 'Observations';
comment on column estimate.replicates is 'Resamples; NULL for a model';
comment on column estimate.seed is 'Seed of the resampling; NULL for a model';
