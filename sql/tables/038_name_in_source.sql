create table name_in_source (
    language varchar not null,
    kind varchar not null,
    path varchar not null,
    name varchar not null
);

comment on table name_in_source is 'A name as one file has it; several files may have the same.';
comment on column name_in_source.language is 'Language';
comment on column name_in_source.kind is 'given_name, surname or place';
comment on column name_in_source.path is 'Name of the file, as in name_source';
comment on column name_in_source.name is 'The name, as in name';
