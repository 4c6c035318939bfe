create table prediction (
    run varchar not null,
    text_set integer not null,
    sentence integer not null,
    position integer not null,
    tag varchar not null,
    probability float,
    gold_probability float,
    is_truncated boolean not null
);

comment on table prediction is 'A predicted tag.';
comment on column prediction.run is 'Run';
comment on column prediction.text_set is 'Text set';
comment on column prediction.sentence is 'Sentence, from 0';
comment on column prediction.position is 'Position, from 0';
comment on column prediction.tag is 'Predicted tag';
comment on column prediction.probability is 'Probability of the predicted tag; NULL where an imported run has none';
comment on column prediction.gold_probability is 'Probability of the gold tag, 0 for a tag the model cannot predict; NULL where an imported run has none';
comment on column prediction.is_truncated is 'Whether the model did not see every piece of the token';
