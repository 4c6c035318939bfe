create or replace view train_test_pair as
select
    test.corpus,
    test.task,
    train.text_set as train_set,
    test.text_set as test_set,
    train.language as train_language,
    test.language as test_language,
    case when train.language = test.language then 'native' else 'cross_lingual' end as setting,
    test.split
from text_set as test
inner join text_set as train
    on
        test.corpus = train.corpus
        and test.task = train.task
        and replace(test.split, 'test', 'train') = train.split
        and train.perturbation = 'none'
where test.perturbation = 'none' and test.split in ('test', 'test_leak_free');

comment on view train_test_pair is 'Which training and original test sets belong together? All of a corpus and task, as they came or both leak-free.';
comment on column train_test_pair.corpus is 'Corpus';
comment on column train_test_pair.task is 'ner or title';
comment on column train_test_pair.train_set is 'Text set trained on';
comment on column train_test_pair.test_set is 'Original text set tested on';
comment on column train_test_pair.train_language is 'Language trained on';
comment on column train_test_pair.test_language is 'Language tested on';
comment on column train_test_pair.setting is 'native where the two languages are one, else cross_lingual';
comment on column train_test_pair.split is 'Split of the test set: test or test_leak_free';
