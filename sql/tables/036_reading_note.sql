create table reading_note (
    corpus varchar not null,
    task varchar not null,
    language varchar not null,
    split varchar not null,
    path varchar not null,
    kind varchar not null,
    n bigint not null,
    line bigint,
    is_changed boolean not null
);

comment on table reading_note is 'Something a reader noticed in a text: invisible characters, a converted tag scheme, doubtful encodings.';
comment on column reading_note.corpus is 'Name of the corpus';
comment on column reading_note.task is 'ner or title';
comment on column reading_note.language is 'Language of the text set';
comment on column reading_note.split is 'Split of the text set';
comment on column reading_note.path is 'Name of the file';
comment on column reading_note.kind is 'What was noticed';
comment on column reading_note.n is 'How often';
comment on column reading_note.line is 'Line of the first, from 1; NULL where the text has no lines';
comment on column reading_note.is_changed is 'Whether the reader changed it';
