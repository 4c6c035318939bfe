create table overlap_rarefied (
    measure varchar not null,
    train_set integer not null,
    test_set integer not null,
    tokenizer varchar not null,
    sample_size bigint not null,
    n_train double not null,
    n_test double not null,
    shared_train double not null,
    shared_test double not null,
    types_train double not null,
    types_test double not null,
    shared_types double not null,
    primary key (measure, train_set, test_set, tokenizer, sample_size)
);

comment on table overlap_rarefied is 'The same as expected counts when both sides are cut down to one sample size.';
comment on column overlap_rarefied.measure is 'Measure: what the units are';
comment on column overlap_rarefied.train_set is 'Text set trained on';
comment on column overlap_rarefied.test_set is 'Original text set tested on';
comment on column overlap_rarefied.tokenizer is 'Tokenizer; none where it has no part';
comment on column overlap_rarefied.sample_size is 'Occurrences drawn from either side';
comment on column overlap_rarefied.n_train is 'Expected occurrences of units in the training set';
comment on column overlap_rarefied.n_test is 'Expected occurrences of units in the test set';
comment on column overlap_rarefied.shared_train is 'Expected occurrences in the training set of units that both have';
comment on column overlap_rarefied.shared_test is 'Expected occurrences in the test set of units that both have';
comment on column overlap_rarefied.types_train is 'Expected distinct units of the training set';
comment on column overlap_rarefied.types_test is 'Expected distinct units of the test set';
comment on column overlap_rarefied.shared_types is 'Expected distinct units that both have';
