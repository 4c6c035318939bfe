create or replace view overlap_replication as
with ours as (
    select
        variant,
        task,
        corpus,
        train_language,
        test_language,
        setting,
        case regexp_extract(split_part(tokenizer, '@', 1), '[^/]*$')
            when 'bert-base-multilingual-cased' then 'mbert'
            when 'xlm-roberta-base' then 'xlmr'
        end as model,
        value,
        has_stop_list
    from overlap_variant
    where split = 'test' and (task = 'title' or corpus like 'wikiann%')
),

published as (
    select
        *,
        case kind
            when 'ner_entity_token' then 'reference_entity_token'
            when 'ner_entity_chunk' then 'reference_entity_chunk'
            when 'ner_o_words' then 'reference_o_words'
            when 'title_128_words' then 'reference_title_words'
        end as variant
    from published_overlap
    where status in ('primary', 'derived') and overlap_l2 is not null
)

select
    published.task,
    published.kind,
    published.l1,
    published.l2,
    published.setting,
    published.model,
    published.variant,
    ours.corpus,
    published.overlap_l2 as published_overlap,
    ours.value as our_overlap,
    ours.value - published.overlap_l2 as difference,
    ours.has_stop_list,
    false as is_comparable,
    case
        when ours.variant is null then 'no overlap of ours yet'
        when ours.value is null then 'nothing to count in our test set'
        when published.task = 'ner'
            then 'other data: the paper drew its own sentences from the first release of WikiANN'
        else 'other data: the paper crawled its own sections'
    end as why_not
from published
left join ours
    on
        published.variant = ours.variant
        and published.task = ours.task
        and published.l1 = ours.train_language
        and published.l2 = ours.test_language
        and published.setting = ours.setting
        and published.model is not distinct from ours.model;

comment on view overlap_replication is 'Our overlap, counted as the paper''s repository counts, beside the overlap it printed: its share of the test side.';
comment on column overlap_replication.task is 'ner or title';
comment on column overlap_replication.kind is 'What was counted, as in published_overlap';
comment on column overlap_replication.l1 is 'Language trained on';
comment on column overlap_replication.l2 is 'Language tested on';
comment on column overlap_replication.setting is 'native or cross_lingual';
comment on column overlap_replication.model is 'mbert or xlmr, whose word pieces cut the text; NULL where it does not depend on one';
comment on column overlap_replication.variant is 'Our number, by its name in overlap_variant';
comment on column overlap_replication.corpus is 'Corpus of ours: one whose name begins with wikiann, or any of titles; NULL where there is none';
comment on column overlap_replication.published_overlap is 'Share of the test side, as printed or derived from what was printed';
comment on column overlap_replication.our_overlap is 'Ours; NULL where it was not counted or is undefined';
comment on column overlap_replication.difference is 'Ours minus theirs';
comment on column overlap_replication.has_stop_list is 'As in overlap_variant';
comment on column overlap_replication.is_comparable is 'Whether the two were counted on the same data';
comment on column overlap_replication.why_not is 'Why they are not comparable';
