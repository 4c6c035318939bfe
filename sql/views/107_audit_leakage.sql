create or replace view audit_leakage as
with pair as (
    select
        train_test_pair.*,
        test.n_items
    from train_test_pair
    inner join text_set as test on train_test_pair.test_set = test.text_set
),

item as (
    select
        text_set,
        duplicate_of,
        count(*) as n
    from sentence
    group by text_set, duplicate_of
),

exact as (
    select
        pair.train_set,
        pair.test_set,
        cast(sum(test.n) as bigint) as n
    from pair
    inner join item as test on pair.test_set = test.text_set
    inner join item as train on pair.train_set = train.text_set and test.duplicate_of = train.duplicate_of
    group by pair.train_set, pair.test_set
),

page as (
    select
        text_set,
        page,
        count(*) as n
    from sentence
    where page is not null
    group by text_set, page
),

same_page as (
    select
        pair.train_set,
        pair.test_set,
        cast(sum(test.n) as bigint) as n
    from pair
    inner join page as test on pair.test_set = test.text_set
    inner join page as train on pair.train_set = train.text_set and test.page = train.page
    group by pair.train_set, pair.test_set
),

seen as (
    select
        train_set,
        test_set,
        cast(sum(n_mentions) as bigint) as n_mentions,
        cast(sum(n_seen) as bigint) as n_seen,
        cast(sum(n_seen_same_type) as bigint) as n_seen_same_type
    from audit_seen
    group by train_set, test_set
),

counted as (
    select
        pair.*,
        coalesce(exact.n, 0) as n_exact,
        len(near_in_training.sentences) as n_near,
        case pair.task when 'title' then coalesce(same_page.n, 0) end as n_same_page,
        case pair.task when 'ner' then coalesce(seen.n_mentions, 0) end as n_mentions,
        case pair.task when 'ner' then coalesce(seen.n_seen, 0) end as n_seen,
        case pair.task when 'ner' then coalesce(seen.n_seen_same_type, 0) end as n_seen_same_type
    from pair
    left join exact on pair.train_set = exact.train_set and pair.test_set = exact.test_set
    left join near_in_training
        on pair.train_set = near_in_training.train_set and pair.test_set = near_in_training.test_set
    left join same_page on pair.train_set = same_page.train_set and pair.test_set = same_page.test_set
    left join seen on pair.train_set = seen.train_set and pair.test_set = seen.test_set
)

select
    counted.corpus,
    counted.task,
    counted.train_set,
    counted.test_set,
    counted.train_language,
    counted.test_language,
    counted.setting,
    counted.split,
    counted.n_items,
    counted.n_exact,
    counted.n_near,
    counted.n_same_page,
    counted.n_mentions,
    counted.n_seen,
    counted.n_seen_same_type,
    share(counted.n_exact, counted.n_items) as exact,
    share(counted.n_near, counted.n_items) as near,
    share(counted.n_same_page, counted.n_items) as same_page,
    share(counted.n_seen, counted.n_mentions) as seen,
    share(counted.n_seen_same_type, counted.n_mentions) as seen_same_type
from counted;

comment on view audit_leakage is 'How much of a test set stands in a training set already? Every training and test set of a corpus, as they came or both leak-free.';
comment on column audit_leakage.corpus is 'Corpus';
comment on column audit_leakage.task is 'ner or title';
comment on column audit_leakage.train_set is 'Text set trained on';
comment on column audit_leakage.test_set is 'Original text set tested on';
comment on column audit_leakage.train_language is 'Language trained on';
comment on column audit_leakage.test_language is 'Language tested on';
comment on column audit_leakage.setting is 'native where the two languages are one, else cross_lingual';
comment on column audit_leakage.split is 'Split of the test set: test or test_leak_free';
comment on column audit_leakage.n_items is 'Test sentences, or title items';
comment on column audit_leakage.n_exact is 'Of these, those that stand in training token for token';
comment on column audit_leakage.n_near is 'Those that stand there exactly or nearly; NULL before xlr audit, and for titles';
comment on column audit_leakage.n_same_page is 'Title items whose page has an item in training; NULL for NER';
comment on column audit_leakage.n_mentions is 'Test mentions; NULL for titles';
comment on column audit_leakage.n_seen is 'Of these, those whose text is a mention in training; NULL for titles';
comment on column audit_leakage.n_seen_same_type is 'Of these, those whose text is a mention of the same type there; NULL for titles';
comment on column audit_leakage.exact is 'n_exact / n_items';
comment on column audit_leakage.near is 'n_near / n_items';
comment on column audit_leakage.same_page is 'n_same_page / n_items';
comment on column audit_leakage.seen is 'n_seen / n_mentions';
comment on column audit_leakage.seen_same_type is 'n_seen_same_type / n_mentions';
