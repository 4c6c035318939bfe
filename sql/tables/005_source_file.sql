create table source_file (
    corpus varchar not null,
    task varchar not null,
    language varchar not null,
    split varchar not null,
    path varchar not null,
    sha256 varchar not null,
    n_bytes bigint not null,
    reader varchar not null,
    source varchar not null,
    revision varchar not null,
    licence varchar not null,
    primary key (corpus, task, language, split, path)
);

comment on table source_file is 'A file a text set was read from.';
comment on column source_file.corpus is 'Name of the corpus';
comment on column source_file.task is 'ner or title';
comment on column source_file.language is 'Language of the text set';
comment on column source_file.split is 'Split of the text set';
comment on column source_file.path is 'Name of the file below the folder, archive or repository it was read from';
comment on column source_file.sha256 is 'sha256 of its bytes; unpacked, for text with a token a line';
comment on column source_file.n_bytes is 'Size in bytes';
comment on column source_file.reader is 'Reader and version that read it';
comment on column source_file.source is 'Where it came from';
comment on column source_file.licence is 'Licence as its source states it';
comment on column source_file.revision is 'Revision, version or date of the source it was read from';
