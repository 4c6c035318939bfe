create or replace view overlap_ratio_rarefied as
select
    counted.measure,
    counted.tokenizer,
    counted.sample_size,
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
from overlap_rarefied as counted
inner join text_set as train_set on counted.train_set = train_set.text_set
inner join text_set as test_set on counted.test_set = test_set.text_set;

comment on view overlap_ratio_rarefied is 'The same at equal sample sizes: ratios of expected counts, which can be compared between corpora of different sizes.';
comment on column overlap_ratio_rarefied.measure is 'Measure: what the units are';
comment on column overlap_ratio_rarefied.tokenizer is 'Tokenizer or romaniser of the measure; none where it has no part';
comment on column overlap_ratio_rarefied.sample_size is 'Occurrences drawn from either side';
comment on column overlap_ratio_rarefied.corpus is 'Corpus of the test set';
comment on column overlap_ratio_rarefied.task is 'ner or title';
comment on column overlap_ratio_rarefied.train_language is 'Language trained on';
comment on column overlap_ratio_rarefied.test_language is 'Language tested on';
comment on column overlap_ratio_rarefied.setting is 'native where the two languages are one, else cross_lingual';
comment on column overlap_ratio_rarefied.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column overlap_ratio_rarefied.train_set is 'Text set trained on';
comment on column overlap_ratio_rarefied.test_set is 'Original text set tested on';
comment on column overlap_ratio_rarefied.containment_test is 'Share of the occurrences of the test side whose unit training has: shared_test / n_test; NULL where the test side is empty';
comment on column overlap_ratio_rarefied.containment_train is 'Share of the occurrences of the training side whose unit the test side has; NULL where the training side is empty';
comment on column overlap_ratio_rarefied.type_containment_test is 'Share of the distinct units of the test side that training has; NULL where the test side is empty';
comment on column overlap_ratio_rarefied.type_containment_train is 'Share of the distinct units of the training side that the test side has; NULL where the training side is empty';
comment on column overlap_ratio_rarefied.jaccard is 'Distinct shared units by the distinct units of either side; NULL where both are empty';
comment on column overlap_ratio_rarefied.dice is 'Twice the distinct shared units by the sum of the distinct units of both; NULL where both are empty';
comment on column overlap_ratio_rarefied.token_dice is 'Occurrences of shared units on both sides by all occurrences; NULL where both are empty';
