create table corpus (
    corpus varchar not null,
    task varchar not null,
    source varchar not null,
    revision varchar not null,
    licence varchar not null,
    ingested_at timestamp not null,
    primary key (corpus, task)
);

comment on table corpus is 'A corpus, for one task.';
comment on column corpus.corpus is 'Name of the corpus';
comment on column corpus.task is 'ner or title';
comment on column corpus.source is 'Where it was read from';
comment on column corpus.revision is 'Revision, version or seed of the source';
comment on column corpus.licence is 'Licence as its source states it';
comment on column corpus.ingested_at is 'When it was first ingested, UTC';
