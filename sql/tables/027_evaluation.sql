create table evaluation (
    run varchar not null,
    text_set integer not null,
    n_tokens bigint not null,
    n_truncated bigint not null,
    seconds double,
    primary key (run, text_set)
);

comment on table evaluation is 'One run tested on one text set; a run that predicts nothing still has its row.';
comment on column evaluation.run is 'Run';
comment on column evaluation.text_set is 'Text set tested on';
comment on column evaluation.n_tokens is 'Tokens, or title items, predicted';
comment on column evaluation.n_truncated is 'Tokens of which the model did not see every piece';
comment on column evaluation.seconds is 'Time the prediction took; NULL for an imported run';
