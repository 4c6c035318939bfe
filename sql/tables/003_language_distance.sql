create table language_distance (
    source varchar not null,
    target varchar not null,
    kind varchar not null,
    distance double not null
);

comment on table language_distance is 'A typological or genealogical distance between two languages, in both directions. What cannot be computed has no row.';
comment on column language_distance.source is 'First language';
comment on column language_distance.target is 'Second language';
comment on column language_distance.kind is 'syntactic_knn, phonological_knn, inventory_knn (every feature, what is not known predicted by URIEL), syntactic_observed, phonological_observed, inventory_observed (features known of both languages) or genetic (nodes of the family tree)';
comment on column language_distance.distance is 'One minus the cosine of the two feature vectors: 0 (alike) to 1';
