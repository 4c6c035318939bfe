create table language_distance (
    source varchar not null,
    target varchar not null,
    kind varchar not null,
    distance double not null,
    primary key (source, target, kind)
);

comment on table language_distance is 'A typological or genealogical distance between two languages.';
comment on column language_distance.source is 'First language';
comment on column language_distance.target is 'Second language';
comment on column language_distance.kind is 'syntactic_knn, phonological_knn, inventory_knn or genetic';
comment on column language_distance.distance is '0 (alike) to 1';
