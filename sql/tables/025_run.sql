create table run (
    run varchar not null,
    task varchar not null,
    encoder varchar not null,
    train_language varchar not null,
    train_set integer,
    seed integer not null,
    selection varchar not null,
    config varchar not null,
    started_at timestamp,
    finished_at timestamp,
    device varchar,
    primary key (run)
);

comment on table run is 'A fine-tuned model: an encoder, a training set, a seed and a configuration. Native or cross-lingual is told by the languages.';
comment on column run.run is 'Its name: task, encoder, training set, seed and a hash of all that determines it';
comment on column run.task is 'ner or title';
comment on column run.encoder is 'Encoder that was fine-tuned';
comment on column run.train_language is 'Language trained on';
comment on column run.train_set is 'Text set trained on; NULL where it is not in the warehouse, as for an imported run of which it was not said';
comment on column run.seed is 'Seed of the run';
comment on column run.selection is 'Which weights were taken: last, source_dev (the best epoch on the validation set of the language trained on), or imported';
comment on column run.config is 'Resolved configuration, versions and labels, JSON';
comment on column run.started_at is 'Start of training, UTC; NULL for an imported run';
comment on column run.finished_at is 'End of training, UTC; NULL for an imported run';
comment on column run.device is 'Device trained on; NULL for an imported run';
