create or replace view overlap_ratio as
select
    counted.measure,
    counted.tokenizer,
    test_set.corpus,
    test_set.task,
    train_set.language as train_language,
    test_set.language as test_language,
    case when train_set.language = test_set.language then 'native' else 'cross_lingual' end as setting,
    test_set.split,
    counted.train_set,
    counted.test_set,
    share(counted.shared_test, counted.n_test) as containment_test,
    share(counted.shared_train, counted.n_train) as containment_train,
    share(counted.shared_types, counted.types_test) as type_containment_test,
    share(counted.shared_types, counted.types_train) as type_containment_train,
    share(counted.shared_types, counted.types_train + counted.types_test - counted.shared_types) as jaccard,
    share(2 * counted.shared_types, counted.types_train + counted.types_test) as dice,
    share(counted.shared_train + counted.shared_test, counted.n_train + counted.n_test) as token_dice
from overlap as counted
inner join text_set as train_set on counted.train_set = train_set.text_set
inner join text_set as test_set on counted.test_set = test_set.text_set;

comment on view overlap_ratio is 'How much do a training set and a test set share? The ratios of the field from the counts of overlap, a row per count. A token-weighted Jaccard is not among them: it needs the counts of every unit.';
comment on column overlap_ratio.measure is 'Measure: what the units are';
comment on column overlap_ratio.tokenizer is 'Tokenizer or romaniser of the measure; none where it has no part';
comment on column overlap_ratio.corpus is 'Corpus of the test set';
comment on column overlap_ratio.task is 'ner or title';
comment on column overlap_ratio.train_language is 'Language trained on';
comment on column overlap_ratio.test_language is 'Language tested on';
comment on column overlap_ratio.setting is 'native where the two languages are one, else cross_lingual';
comment on column overlap_ratio.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column overlap_ratio.train_set is 'Text set trained on';
comment on column overlap_ratio.test_set is 'Original text set tested on';
comment on column overlap_ratio.containment_test is 'Share of the occurrences of the test side whose unit training has: shared_test / n_test; NULL where the test side is empty';
comment on column overlap_ratio.containment_train is 'Share of the occurrences of the training side whose unit the test side has; NULL where the training side is empty';
comment on column overlap_ratio.type_containment_test is 'Share of the distinct units of the test side that training has; NULL where the test side is empty';
comment on column overlap_ratio.type_containment_train is 'Share of the distinct units of the training side that the test side has; NULL where the training side is empty';
comment on column overlap_ratio.jaccard is 'Distinct shared units by the distinct units of either side; NULL where both are empty';
comment on column overlap_ratio.dice is 'Twice the distinct shared units by the sum of the distinct units of both; NULL where both are empty';
comment on column overlap_ratio.token_dice is 'Occurrences of shared units on both sides by all occurrences; NULL where both are empty';
