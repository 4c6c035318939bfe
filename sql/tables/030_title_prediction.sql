create table title_prediction (
    run varchar not null,
    text_set integer not null,
    item integer not null,
    option varchar not null,
    probability float not null,
    is_chosen boolean not null,
    n_pieces integer
);

comment on table title_prediction is 'The score of an option.';
comment on column title_prediction.run is 'Run';
comment on column title_prediction.text_set is 'Text set';
comment on column title_prediction.item is 'Title item, from 0';
comment on column title_prediction.option is 'A, B, C or D';
comment on column title_prediction.probability is 'Probability given to the option';
comment on column title_prediction.is_chosen is 'Whether it is the option with the highest probability';
comment on column title_prediction.n_pieces is 'Pieces of the text the model saw: the same for the four options; NULL for an imported run';
