create table name_source (
    language varchar not null,
    kind varchar not null,
    path varchar not null,
    source varchar not null,
    sha256 varchar not null,
    n_bytes bigint not null,
    licence varchar not null,
    reader varchar not null,
    n_names bigint not null,
    ingested_at timestamp not null,
    primary key (language, kind, path)
);

comment on table name_source is 'A file that names of a language and kind were read from.';
comment on column name_source.language is 'Language';
comment on column name_source.kind is 'given_name, surname or place';
comment on column name_source.path is 'Name of the file, without its folder';
comment on column name_source.source is 'What it is called as a source of names';
comment on column name_source.sha256 is 'sha256 of its bytes';
comment on column name_source.n_bytes is 'Size in bytes';
comment on column name_source.licence is 'Licence as its source states it';
comment on column name_source.reader is 'Reader and version that read it, with the form of the file and what was chosen from it';
comment on column name_source.n_names is 'Different names it has';
comment on column name_source.ingested_at is 'When it was ingested as it is, UTC';
