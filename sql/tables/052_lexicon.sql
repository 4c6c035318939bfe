create table lexicon (
    source_language varchar not null,
    target_language varchar not null,
    source_form varchar not null,
    target_form varchar not null,
    source varchar not null
);

comment on table lexicon is 'Two forms that mean the same in two languages, as somebody says.';
comment on column lexicon.source_language is 'Language of the first form';
comment on column lexicon.target_language is 'Language of the second form';
comment on column lexicon.source_form is 'Form of the first language, NFC';
comment on column lexicon.target_form is 'Form of the second language, NFC';
comment on column lexicon.source is 'The file it is from';
