create table mention (
    text_set integer not null,
    sentence integer not null,
    mention integer not null,
    first_token integer not null,
    end_token integer not null,
    type varchar not null,
    text varchar not null,
    starts_with_b boolean not null
);

comment on table mention is 'A gold entity, in the lenient reading: an I- tag after anything but a tag of the same type opens one.';
comment on column mention.text_set is 'Text set';
comment on column mention.sentence is 'Sentence, from 0';
comment on column mention.mention is 'Number in the sentence, from 0';
comment on column mention.first_token is 'Position of its first token';
comment on column mention.end_token is 'Position after its last token';
comment on column mention.type is 'Entity type';
comment on column mention.text is 'Its tokens joined by one space, NFC, case kept';
comment on column mention.starts_with_b is 'Whether its first tag is B-';
