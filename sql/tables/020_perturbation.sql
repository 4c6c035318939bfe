create table perturbation (
    perturbation_id varchar not null,
    perturbation varchar not null,
    train_set integer,
    test_set integer not null,
    perturbed_set integer not null,
    embedding varchar,
    seed integer not null,
    dose double not null,
    parameters varchar not null,
    n_eligible bigint not null,
    n_changed bigint not null,
    n_no_candidate bigint not null,
    primary key (perturbation_id)
);

comment on table perturbation is 'One perturbation as it was built.';
comment on column perturbation.perturbation_id is 'Name, pair, seed and a hash of all that determines it';
comment on column perturbation.perturbation is 'Its name';
comment on column perturbation.train_set is 'Training set that says what is seen; NULL where none has a part';
comment on column perturbation.test_set is 'Original text set';
comment on column perturbation.perturbed_set is 'Text set that came out';
comment on column perturbation.embedding is 'Word vectors used; NULL where none have a part';
comment on column perturbation.seed is 'Seed of its random choices';
comment on column perturbation.dose is 'Share of eligible places touched, above 0 to 1';
comment on column perturbation.parameters is 'Further parameters, JSON';
comment on column perturbation.n_eligible is 'Places that may be changed';
comment on column perturbation.n_changed is 'Places that were changed';
comment on column perturbation.n_no_candidate is 'Places left because nothing could replace them';
