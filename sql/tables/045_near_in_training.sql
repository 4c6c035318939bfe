create table near_in_training (
    train_set integer not null,
    test_set integer not null,
    sentences integer[] not null,
    primary key (train_set, test_set)
);

comment on table near_in_training is 'Which sentences of a test set stand exactly or nearly in a training set: a row for each pair an audit looked at.';
comment on column near_in_training.train_set is 'Text set trained on';
comment on column near_in_training.test_set is 'Original text set tested on';
comment on column near_in_training.sentences is 'Numbers of the test sentences that are an exact or near duplicate of a training sentence, ascending';
