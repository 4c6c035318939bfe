create table predicted_mention (
    run varchar not null,
    text_set integer not null,
    sentence integer not null,
    first_token integer not null,
    end_token integer not null,
    type varchar not null,
    starts_with_b boolean not null,
    is_correct boolean not null
);

comment on table predicted_mention is 'A predicted entity, in the lenient reading.';
comment on column predicted_mention.run is 'Run';
comment on column predicted_mention.text_set is 'Text set';
comment on column predicted_mention.sentence is 'Sentence, from 0';
comment on column predicted_mention.first_token is 'Position of its first token';
comment on column predicted_mention.end_token is 'Position after its last token';
comment on column predicted_mention.type is 'Entity type';
comment on column predicted_mention.starts_with_b is 'Whether its first tag is B-';
comment on column predicted_mention.is_correct is 'Whether a gold mention has the same tokens and type';
