create table schema_file (
    kind varchar not null,
    name varchar not null,
    sha256 varchar not null,
    applied_at timestamp not null,
    primary key (kind, name)
);

comment on table schema_file is 'A file of the schema or of the shipped data as this warehouse knows it: what it was when it was applied.';
comment on column schema_file.kind is 'table, macro, view or data';
comment on column schema_file.name is 'Name of the file, with its number where it has one';
comment on column schema_file.sha256 is 'sha256 of the file when it was applied';
comment on column schema_file.applied_at is 'When it was applied, UTC';
