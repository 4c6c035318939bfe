create table published_overlap (
    task varchar not null,
    kind varchar not null,
    l1 varchar not null,
    l2 varchar not null,
    setting varchar not null,
    model varchar,
    total_l1 bigint,
    total_l2 bigint,
    shared_nonunique_l1 bigint,
    shared_nonunique_l2 bigint,
    shared_unique bigint,
    overlap_l1 double,
    overlap_l2 double,
    status varchar not null,
    source varchar not null,
    note varchar
);

comment on table published_overlap is 'An overlap printed by the notebooks of the paper''s repository.';
comment on column published_overlap.task is 'ner or title';
comment on column published_overlap.kind is 'What was counted';
comment on column published_overlap.l1 is 'Language trained on';
comment on column published_overlap.l2 is 'Language tested on';
comment on column published_overlap.setting is 'native or cross_lingual';
comment on column published_overlap.model is 'Model it was printed for; NULL where it does not depend on one';
comment on column published_overlap.total_l1 is 'Units of the training set; NULL where not printed';
comment on column published_overlap.total_l2 is 'Units of the test set; NULL where not printed';
comment on column published_overlap.shared_nonunique_l1 is 'Shared occurrences in the training set; NULL where not printed';
comment on column published_overlap.shared_nonunique_l2 is 'Shared occurrences in the test set; NULL where not printed';
comment on column published_overlap.shared_unique is 'Distinct shared units; NULL where not printed';
comment on column published_overlap.overlap_l1 is 'Share of the training set; NULL where not printed';
comment on column published_overlap.overlap_l2 is 'Share of the test set; NULL where not printed';
comment on column published_overlap.status is 'primary or derived (use these), or why not';
comment on column published_overlap.source is 'Notebook and cell';
comment on column published_overlap.note is 'Remark; NULL where there is none';
