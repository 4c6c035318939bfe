create table published_score (
    task varchar not null,
    model varchar not null,
    l1 varchar not null,
    l2 varchar not null,
    setting varchar not null,
    perturbation varchar not null,
    precision double,
    recall double,
    f1 double not null,
    eval_loss double,
    status varchar not null,
    data_version varchar not null,
    source varchar not null,
    note varchar
);

comment on table published_score is 'A score printed by the notebooks of the paper''s repository.';
comment on column published_score.task is 'ner or title';
comment on column published_score.model is 'mbert or xlmr';
comment on column published_score.l1 is 'Language trained on';
comment on column published_score.l2 is 'Language tested on';
comment on column published_score.setting is 'native or cross_lingual';
comment on column published_score.perturbation is 'Perturbation; none for the unperturbed test set';
comment on column published_score.precision is 'Precision; NULL where not printed';
comment on column published_score.recall is 'Recall; NULL where not printed';
comment on column published_score.f1 is 'F1 as printed; for titles that of option B alone';
comment on column published_score.eval_loss is 'Mean loss; NULL where not printed';
comment on column published_score.status is 'primary (use these), duplicate, conflicting_rerun, partial_run or earlier_run';
comment on column published_score.data_version is 'State of the data it was made on';
comment on column published_score.source is 'Notebook and cell';
comment on column published_score.note is 'Remark; NULL where there is none';
