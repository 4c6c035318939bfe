create or replace view audit_seen as
with pair as (
    from train_test_pair
    where task = 'ner'
),

gold as (
    select
        text_set,
        type,
        text,
        count(*) as n
    from mention
    group by text_set, type, text
),

total as (
    select
        text_set,
        type,
        cast(sum(n) as bigint) as n
    from gold
    group by text_set, type
),

known as (
    select
        text_set,
        text,
        list(type) as types
    from gold
    group by text_set, text
),

seen as (
    select
        pair.train_set,
        pair.test_set,
        gold.type,
        cast(sum(gold.n) as bigint) as n,
        cast(sum(gold.n) filter (list_contains(known.types, gold.type)) as bigint) as n_same_type
    from pair
    inner join gold on pair.test_set = gold.text_set
    inner join known on pair.train_set = known.text_set and gold.text = known.text
    group by pair.train_set, pair.test_set, gold.type
)

select
    pair.corpus,
    pair.train_set,
    pair.test_set,
    pair.train_language,
    pair.test_language,
    pair.setting,
    pair.split,
    total.type,
    total.n as n_mentions,
    coalesce(seen.n, 0) as n_seen,
    coalesce(seen.n_same_type, 0) as n_seen_same_type,
    share(coalesce(seen.n, 0), total.n) as seen,
    share(coalesce(seen.n_same_type, 0), total.n) as seen_same_type
from pair
inner join total on pair.test_set = total.text_set
left join seen on pair.train_set = seen.train_set and pair.test_set = seen.test_set and total.type = seen.type;

comment on view audit_seen is 'How many mentions of a test set have a text that is a mention in a training set, by type? Every training and test set of a corpus, as they came or both leak-free.';
comment on column audit_seen.corpus is 'Corpus';
comment on column audit_seen.train_set is 'Text set trained on';
comment on column audit_seen.test_set is 'Original text set tested on';
comment on column audit_seen.train_language is 'Language trained on';
comment on column audit_seen.test_language is 'Language tested on';
comment on column audit_seen.setting is 'native where the two languages are one, else cross_lingual';
comment on column audit_seen.split is 'Split of the test set: test or test_leak_free';
comment on column audit_seen.type is 'Entity type in the test set';
comment on column audit_seen.n_mentions is 'Test mentions of the type';
comment on column audit_seen.n_seen is 'Of these, those whose text is a mention of any type in training';
comment on column audit_seen.n_seen_same_type is 'Of these, those whose text is one of the same type there';
comment on column audit_seen.seen is 'n_seen / n_mentions';
comment on column audit_seen.seen_same_type is 'n_seen_same_type / n_mentions';
