create table published_type_score (
    task varchar not null,
    model varchar not null,
    l1 varchar not null,
    l2 varchar not null,
    setting varchar not null,
    perturbation varchar not null,
    entity_type varchar not null,
    f1_before double,
    f1_after double,
    status varchar not null,
    source varchar not null
);

comment on table published_type_score is 'An F1 by entity type printed by the notebooks of the paper''s repository.';
comment on column published_type_score.task is 'ner';
comment on column published_type_score.model is 'mbert or xlmr';
comment on column published_type_score.l1 is 'Language trained on';
comment on column published_type_score.l2 is 'Language tested on';
comment on column published_type_score.setting is 'native or cross_lingual';
comment on column published_type_score.perturbation is 'Perturbation';
comment on column published_type_score.entity_type is 'PER or LOC';
comment on column published_type_score.f1_before is 'F1 on the unperturbed test set, two decimals; NULL where not printed';
comment on column published_type_score.f1_after is 'F1 on the perturbed test set, two decimals; NULL where not printed';
comment on column published_type_score.status is 'primary (use these) or why not';
comment on column published_type_score.source is 'Notebook and cell';
