-- Breton and French are of one family, not of one genus; Spanish and French of one genus.
-- A distance stands once, under the code that sorts first, and holds both ways: br-fr also for fr-br.
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
values
('br', 'fr', 'syntactic_knn', 0.1), ('br', 'fr', 'phonological_knn', 0.2), ('br', 'fr', 'inventory_knn', 0.3),
('br', 'fr', 'syntactic_observed', 0.4), ('br', 'fr', 'phonological_observed', 0.5),
('br', 'fr', 'inventory_observed', 0.6), ('br', 'fr', 'genetic', 0.7), ('es', 'fr', 'genetic', 0);
