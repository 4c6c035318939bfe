-- Breton and French are of one family, not of one genus; Spanish and French of one genus.
-- The distances stand in the table both ways; what is not there is NULL.
-- The paper trains on French, tests on Breton and counts that as areal. The other way round they are neighbours as well,
-- though that is no pair of the paper. Whatever else is of one family is genetic.
delete from language;
delete from pair;
delete from language_distance;

insert into language (language, name, family, genus, script, iso639_3)
values
('br', 'Breton', 'Indo-European', 'Celtic', 'Latn', 'bre'),
('es', 'Spanish', 'Indo-European', 'Romance', 'Latn', 'spa'),
('fr', 'French', 'Indo-European', 'Romance', 'Latn', 'fra');

insert into pair (source, target, relation, is_control) values ('fr', 'br', 'areal', false);

insert into language_distance (source, target, kind, distance)
select
    source,
    target,
    kind,
    distance
from
    (
        values
        ('syntactic_knn', 0.1), ('phonological_knn', 0.2), ('inventory_knn', 0.3), ('syntactic_observed', 0.4),
        ('phonological_observed', 0.5), ('inventory_observed', 0.6), ('genetic', 0.7)
    ) as known (kind, distance),
    (values ('br', 'fr'), ('fr', 'br')) as direction (source, target);

insert into language_distance (source, target, kind, distance)
values ('es', 'fr', 'genetic', 0), ('fr', 'es', 'genetic', 0);
