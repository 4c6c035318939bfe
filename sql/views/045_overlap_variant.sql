create or replace view overlap_variant as
with variant (variant, measure, formula, uses_stop_list, source) as (
    values
    (
        'reference_entity_token', 'entity_token', 'shared_test / n_test', false,
        'arXiv 2403.20056, its repository: entity tokens'
    ),
    (
        'reference_entity_chunk', 'reference_entity_chunk', 'shared_types / types_test', false,
        'arXiv 2403.20056, its repository: entity chunks'
    ),
    (
        'reference_o_words', 'reference_context_word', 'shared_test / n_test', true,
        'arXiv 2403.20056, its repository: O words'
    ),
    (
        'reference_title_words', 'reference_title_text', 'shared_test / n_test', true,
        'arXiv 2403.20056, its repository: words of the truncated section text'
    ),
    (
        'langrank_word_overlap', 'word', 'shared_types / (types_train + types_test)', false,
        'Lin et al. 2019 (LangRank, ACL, P19-1301): word overlap'
    ),
    (
        'langrank_subword_overlap', 'subword', 'shared_types / (types_train + types_test)', false,
        'Lin et al. 2019 (LangRank, ACL, P19-1301): subword overlap'
    ),
    (
        'masakhaner2_entity_overlap', 'entity_chunk', 'shared_types', false,
        'Adelani et al. 2022 (MasakhaNER 2.0, EMNLP, 2022.emnlp-main.298), its ranking code: entity overlap, a count'
    )
),

listed as (select distinct language from stop_word)

select
    variant.variant,
    variant.measure,
    overlap_ratio.tokenizer,
    overlap_ratio.corpus,
    overlap_ratio.task,
    overlap_ratio.train_language,
    overlap_ratio.test_language,
    overlap_ratio.setting,
    overlap_ratio.split,
    overlap_ratio.train_set,
    overlap_ratio.test_set,
    case variant.formula
        when 'shared_test / n_test' then overlap_ratio.containment_test
        when 'shared_types / types_test' then overlap_ratio.type_containment_test
        when 'shared_types / (types_train + types_test)' then overlap_ratio.dice / 2
        when 'shared_types' then overlap.shared_types
    end as value,
    variant.formula,
    variant.source,
    case
        when variant.uses_stop_list and exists (from listed)
            then
                overlap_ratio.train_language in (select listed.language from listed)
                and overlap_ratio.test_language in (select listed.language from listed)
    end as has_stop_list
from variant
inner join overlap_ratio on variant.measure = overlap_ratio.measure
inner join overlap
    on
        overlap_ratio.measure = overlap.measure
        and overlap_ratio.train_set = overlap.train_set
        and overlap_ratio.test_set = overlap.test_set
        and overlap_ratio.tokenizer = overlap.tokenizer;

comment on view overlap_variant is 'Overlap as others publish it, by name: their formula on our units, a training set against a test set.';
comment on column overlap_variant.variant is 'Name of the variant';
comment on column overlap_variant.measure is 'Measure it is computed from';
comment on column overlap_variant.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column overlap_variant.corpus is 'Corpus of the test set';
comment on column overlap_variant.task is 'ner or title';
comment on column overlap_variant.train_language is 'Language trained on';
comment on column overlap_variant.test_language is 'Language tested on';
comment on column overlap_variant.setting is 'native where the two languages are one, else cross_lingual';
comment on column overlap_variant.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column overlap_variant.train_set is 'Text set trained on';
comment on column overlap_variant.test_set is 'Original text set tested on';
comment on column overlap_variant.value is 'The number; a share, or a count where the formula has no division; NULL where undefined';
comment on column overlap_variant.formula is 'How it is computed from the counts of overlap';
comment on column overlap_variant.source is 'Where it was published';
comment on column overlap_variant.has_stop_list is 'Whether a published stop list exists for both languages; NULL for a variant without stop lists, and where none is in the table stop_word';
