create table name (
    language varchar not null,
    kind varchar not null,
    name varchar not null,
    source varchar not null,
    primary key (language, kind, name)
);

comment on table name is 'A name of a gazetteer.';
comment on column name.language is 'Language';
comment on column name.kind is 'given_name, surname or place';
comment on column name.name is 'The name, NFC';
comment on column name.source is 'Where it comes from';
