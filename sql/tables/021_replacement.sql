create table replacement (
    perturbation_id varchar not null,
    original varchar not null,
    replacement varchar not null,
    type varchar,
    similarity float
);

comment on table replacement is 'A line of the mapping of a perturbation.';
comment on column replacement.perturbation_id is 'Perturbation';
comment on column replacement.original is 'Text replaced';
comment on column replacement.replacement is 'Text put in its place';
comment on column replacement.type is 'Entity type; NULL for context words';
comment on column replacement.similarity is 'Cosine of their vectors; NULL where none have a part';
