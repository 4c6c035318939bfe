create or replace view overlap_and_distance as
select
    overlap_ratio.measure,
    overlap_ratio.tokenizer,
    overlap_ratio.corpus,
    overlap_ratio.task,
    overlap_ratio.train_language,
    overlap_ratio.test_language,
    overlap_ratio.split,
    overlap_ratio.train_set,
    overlap_ratio.test_set,
    overlap_ratio.containment_test,
    overlap_ratio.type_containment_test,
    overlap_ratio.jaccard,
    overlap_ratio.dice,
    language_pair.same_family,
    language_pair.same_genus,
    language_pair.same_script,
    language_pair.relation,
    language_pair.is_in_paper,
    language_pair.is_control,
    language_pair.syntactic_knn,
    language_pair.phonological_knn,
    language_pair.inventory_knn,
    language_pair.syntactic_observed,
    language_pair.phonological_observed,
    language_pair.inventory_observed,
    language_pair.genetic
from overlap_ratio
left join language_pair
    on overlap_ratio.train_language = language_pair.source and overlap_ratio.test_language = language_pair.target
where overlap_ratio.setting = 'cross_lingual';

comment on view overlap_and_distance is 'Does overlap follow relatedness? Overlap beside what is known of the two languages, a row per measure and ordered pair of languages.';
comment on column overlap_and_distance.measure is 'Measure: what the units are';
comment on column overlap_and_distance.tokenizer is 'Tokenizer or romaniser of the measure; none where it has no part';
comment on column overlap_and_distance.corpus is 'Corpus of the test set';
comment on column overlap_and_distance.task is 'ner or title';
comment on column overlap_and_distance.train_language is 'Language trained on';
comment on column overlap_and_distance.test_language is 'Language tested on';
comment on column overlap_and_distance.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column overlap_and_distance.train_set is 'Text set trained on';
comment on column overlap_and_distance.test_set is 'Original text set tested on';
comment on column overlap_and_distance.containment_test is 'Share of the occurrences of the test side whose unit training has; NULL where the test side is empty';
comment on column overlap_and_distance.type_containment_test is 'Share of the distinct units of the test side that training has; NULL where the test side is empty';
comment on column overlap_and_distance.jaccard is 'Distinct shared units by the distinct units of either side; NULL where both are empty';
comment on column overlap_and_distance.dice is 'Twice the distinct shared units by the sum of the distinct units of both; NULL where both are empty';
comment on column overlap_and_distance.same_family is 'As in language_pair; NULL where the table language lacks one of the two, as in all that follow';
comment on column overlap_and_distance.same_genus is 'As in language_pair';
comment on column overlap_and_distance.same_script is 'As in language_pair';
comment on column overlap_and_distance.relation is 'As in language_pair';
comment on column overlap_and_distance.is_in_paper is 'As in language_pair';
comment on column overlap_and_distance.is_control is 'As in language_pair';
comment on column overlap_and_distance.syntactic_knn is 'Distance in syntax, as in language_pair';
comment on column overlap_and_distance.phonological_knn is 'Distance in phonology, as in language_pair';
comment on column overlap_and_distance.inventory_knn is 'Distance in the inventory of sounds, as in language_pair';
comment on column overlap_and_distance.syntactic_observed is 'Distance in syntax over known features, as in language_pair';
comment on column overlap_and_distance.phonological_observed is 'Distance in phonology over known features, as in language_pair';
comment on column overlap_and_distance.inventory_observed is 'Distance in the inventory of sounds over known features, as in language_pair';
comment on column overlap_and_distance.genetic is 'Distance in the family tree, as in language_pair';
