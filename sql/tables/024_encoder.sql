create table encoder (
    encoder varchar not null,
    source varchar not null,
    revision varchar,
    n_parameters bigint,
    config varchar not null,
    primary key (encoder)
);

comment on table encoder is 'A pre-trained model, or a configuration trained from scratch; imported runs bring a free label.';
comment on column encoder.encoder is 'Its name';
comment on column encoder.source is 'configuration, folder, hub or label';
comment on column encoder.revision is 'Revision or sha256 of its files; NULL where unknown';
comment on column encoder.n_parameters is 'Parameters without the task head; NULL where unknown';
comment on column encoder.config is 'Its configuration, JSON';
