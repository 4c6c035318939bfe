create table overlap_by_type (
    measure varchar not null,
    train_set integer not null,
    test_set integer not null,
    tokenizer varchar not null,
    type varchar not null,
    n_train bigint not null,
    n_test bigint not null,
    shared_train bigint not null,
    shared_test bigint not null,
    types_train bigint not null,
    types_test bigint not null,
    shared_types bigint not null,
    primary key (measure, train_set, test_set, tokenizer, type)
);

comment on table overlap_by_type is 'The same by entity type of the test side; the training side counts every type.';
comment on column overlap_by_type.measure is 'Measure: what the units are';
comment on column overlap_by_type.train_set is 'Text set trained on';
comment on column overlap_by_type.test_set is 'Original text set tested on';
comment on column overlap_by_type.tokenizer is 'Tokenizer; none where it has no part';
comment on column overlap_by_type.type is 'Entity type of the unit in the test set';
comment on column overlap_by_type.n_train is 'Occurrences of units in the training set';
comment on column overlap_by_type.n_test is 'Occurrences of units in the test set';
comment on column overlap_by_type.shared_train is 'Occurrences in the training set of units that both have';
comment on column overlap_by_type.shared_test is 'Occurrences in the test set of units that both have';
comment on column overlap_by_type.types_train is 'Distinct units of the training set';
comment on column overlap_by_type.types_test is 'Distinct units of the test set';
comment on column overlap_by_type.shared_types is 'Distinct units that both have';
