create table training_step (
    run varchar not null,
    step integer not null,
    epoch double not null,
    loss double not null,
    learning_rate double not null,
    tokens_per_second double not null,
    primary key (run, step)
);

comment on table training_step is 'A logged step of training.';
comment on column training_step.run is 'Run';
comment on column training_step.step is 'Optimiser step, from 1';
comment on column training_step.epoch is 'Share of epochs done';
comment on column training_step.loss is 'Mean loss since the step logged before';
comment on column training_step.learning_rate is 'Learning rate at the step';
comment on column training_step.tokens_per_second is 'Word pieces trained on a second, padding not counted, since the step logged before';
