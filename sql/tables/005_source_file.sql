create table source_file (
    corpus varchar not null,
    path varchar not null,
    sha256 varchar not null,
    n_bytes bigint not null,
    reader varchar not null,
    primary key (corpus, path)
);

comment on table source_file is 'A file a corpus was read from.';
comment on column source_file.corpus is 'Name of the corpus';
comment on column source_file.path is 'Name of the file below the folder it was read from';
comment on column source_file.sha256 is 'sha256 of its bytes';
comment on column source_file.n_bytes is 'Size in bytes';
comment on column source_file.reader is 'Reader and version that read it';
