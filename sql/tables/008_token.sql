create table token (
    text_set integer not null,
    sentence integer not null,
    position integer not null,
    form varchar not null,
    tag varchar not null
);

comment on table token is 'A token with its gold tag.';
comment on column token.text_set is 'Text set';
comment on column token.sentence is 'Sentence, from 0';
comment on column token.position is 'Position in the sentence, from 0';
comment on column token.form is 'The token as written';
comment on column token.tag is 'O, B-TYPE or I-TYPE';
