create table overlap (
    measure varchar not null,
    train_set integer not null,
    test_set integer not null,
    tokenizer varchar not null,
    n_train bigint not null,
    n_test bigint not null,
    shared_train bigint not null,
    shared_test bigint not null,
    types_train bigint not null,
    types_test bigint not null,
    shared_types bigint not null,
    primary key (measure, train_set, test_set, tokenizer)
);

comment on table overlap is 'One measure of what a training set and a test set share, in counts.';
comment on column overlap.measure is 'Measure: what the units are';
comment on column overlap.train_set is 'Text set trained on';
comment on column overlap.test_set is 'Original text set tested on';
comment on column overlap.tokenizer is 'Tokenizer; none where it has no part';
comment on column overlap.n_train is 'Occurrences of units in the training set';
comment on column overlap.n_test is 'Occurrences of units in the test set';
comment on column overlap.shared_train is 'Occurrences in the training set of units that both have';
comment on column overlap.shared_test is 'Occurrences in the test set of units that both have';
comment on column overlap.types_train is 'Distinct units of the training set';
comment on column overlap.types_test is 'Distinct units of the test set';
comment on column overlap.shared_types is 'Distinct units that both have';
