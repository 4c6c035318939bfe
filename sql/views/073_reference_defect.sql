create or replace view reference_defect as
with described (defect, quirk, why_none) as (
    values
    ('N1', 'Native rows of the lists printed while training show the overlap of the pair before.', null),
    ('N2', 'The chunk table repeats one total, swaps the two ratios and calls distinct counts non-unique.', null),
    ('N3', 'The axis says entity chunks and shows the overlap of entity tokens.', null),
    (
        'N4', 'Chunks run across sentences and dropped words, and are shared whatever their type.',
        'no overlap by reference_entity_chunk and entity_chunk here'
    ),
    (
        'N5', 'Test words are lower-cased and training words are not.',
        'no overlap by reference_context_word and context_word here'
    ),
    (
        'N6', 'Words without a candidate stay as they are, uncounted.',
        'nothing perturbed by reference_context_cosine here'
    ),
    ('N7', 'Stop words are removed for seven of the 13 targets, for six there is no list.', null),
    (
        'N8', 'Vectors are those of position 0 for lone lower-cased words, not fine-tuned.',
        'nothing published without them'
    ),
    ('N9', 'The number of gold entities changes under perturbations.', null),
    ('N10', 'loc_place raises cross-lingual F1: the new places are easier.', null),
    (
        'N11', 'Some pools of given names are tiny (an 3, scn 8, ast 18).',
        'one run each on one pool: nothing tells what a larger one would have given'
    ),
    (
        'N12', 'Some cells cannot have produced their output; per_given_name survives in a spreadsheet.',
        'nothing to set the numbers against'
    ),
    ('N13', 'Afrikaans goes by three names.', 'changes no number'),
    ('T1', 'F1 is that of option B alone: a quarter of the items.', null),
    ('T2', 'Native models were scored on the text that was perturbed for the cross-lingual pair.', null),
    ('T3', 'Perturbed text was also cut and lower-cased, the baseline was not.', null),
    ('T4', 'Stop words are below the line of overlap, and cannot be above it where a list exists.', null),
    ('T5', 'Hindi words fall apart into runs of consonants.', null),
    (
        'T6', 'mBERT gets lower-cased text without accents.', 'nothing published with the text as it was'
    ),
    ('T7', 'Dropout is off after the first evaluation.', 'nothing published with it on'),
    (
        'T8', 'Sections of a page stand in training and test, options come from the same page.',
        'the texts are not published'
    ),
    ('T9', 'The crawl is alphabetical, capped and live.', 'the texts are not published'),
    ('T10', 'Full-text overlaps and scores are of two states of the data.', null),
    ('T11', 'The random perturbation that is checked in cannot run.', 'the version that ran is not published'),
    ('T12', 'Nothing random has a seed.', 'one run each: the spread is unknown')
),

without_stop_list as (
    select unnest(['sco', 'cy', 'oc', 'scn', 'an', 'ast']) as language
),

overlap_of as (
    select
        *,
        l2 not in (select without_stop_list.language from without_stop_list) as has_stop_list
    from published_overlap
),

printed as (
    select
        kind,
        l1,
        l2,
        setting,
        any_value(overlap_l2) as overlap
    from overlap_of
    where kind in ('ner_entity_chunk_as_printed', 'ner_entity_token') and status in ('as_printed', 'erroneous')
    group by kind, l1, l2, setting
),

misprinted as (
    select
        case when printed.kind = 'ner_entity_token' then 'N1' else 'N2' end as defect,
        printed.setting,
        avg(abs(printed.overlap - derived.overlap_l2)) as effect,
        count(*) as n
    from printed
    inner join overlap_of as derived
        on
            replace(printed.kind, '_as_printed', '') = derived.kind
            and printed.l1 = derived.l1
            and printed.l2 = derived.l2
            and printed.setting = derived.setting
            and derived.status in ('primary', 'derived')
    group by printed.kind, printed.setting
),

of_axis as (
    select
        model,
        setting,
        any_value(pearson_r) filter (overlap_kind = 'ner_entity_token') as with_tokens,
        any_value(pearson_r) filter (overlap_kind = 'ner_entity_chunk') as with_chunks,
        any_value(n) as n
    from published_correlation
    where outcome = 'f1_before' and task = 'ner'
    group by model, setting
),

native_overlap as (
    select
        case when task = 'ner' then 'N7' else 'T4' end as defect,
        model,
        case when has_stop_list then 'with a stop list' else 'without a stop list' end as stop_list,
        count(*) as n,
        unnest([
            { 'which': 'smallest', 'effect': min(overlap_l2) },
            { 'which': 'mean', 'effect': avg(overlap_l2) },
            { 'which': 'largest', 'effect': max(overlap_l2) }
        ]) as extreme
    from overlap_of
    where setting = 'native' and kind in ('ner_o_words', 'title_128_words') and status = 'primary'
    group by task, model, has_stop_list
),

-- Our two ways to count beside one another, on the same training and test sets.
counted as (
    select
        overlap.measure,
        overlap.train_set,
        overlap.test_set,
        case when train.language = test.language then 'native' else 'cross_lingual' end as setting,
        case
            when overlap.measure like '%chunk' then share(overlap.shared_types, overlap.types_test)
            else share(overlap.shared_test, overlap.n_test)
        end as overlap
    from overlap
    inner join text_set as train on overlap.train_set = train.text_set
    inner join text_set as test on overlap.test_set = test.text_set
    where overlap.measure in ('entity_chunk', 'reference_entity_chunk', 'context_word', 'reference_context_word')
),

recounted as (
    select
        case when ours.measure = 'entity_chunk' then 'N4' else 'N5' end as defect,
        ours.setting,
        avg(theirs.overlap - ours.overlap) as effect,
        count(theirs.overlap - ours.overlap) as n
    from counted as ours
    inner join counted as theirs
        on
            'reference_' || ours.measure = theirs.measure
            and ours.train_set = theirs.train_set
            and ours.test_set = theirs.test_set
    group by ours.measure, ours.setting
    having n > 0
),

-- A recall is a whole number of entities divided by that of all: n is the smallest that fits every recall of a test set
-- to the digits that are printed.
recalled as (
    select
        task,
        l2,
        case when task = 'ner' then model end as model,
        case when task = 'ner' then perturbation end as perturbation,
        list(recall) as recalls
    from published_score
    where status = 'primary' and recall is not null and (task = 'title' or perturbation in ('none', 'loc_place'))
    group by all
),

candidate as (
    select unnest(range(2, 7000)) as n
),

gold as (
    select
        recalled.task,
        recalled.l2,
        recalled.model,
        recalled.perturbation,
        min(candidate.n) as n_gold
    from recalled
    inner join candidate
        on len(
            list_filter(
                recalled.recalls,
                lambda one: abs(one * candidate.n - round(one * candidate.n)) -- noqa: RF02
                <= candidate.n * case when recalled.task = 'title' then 6e-7 else 2e-12 end
            )
        ) = len(recalled.recalls)
    where len(recalled.recalls) > 1
    group by recalled.task, recalled.l2, recalled.model, recalled.perturbation
),

-- The smallest number may be a part of the right one: the multiple next to the other is taken.
regold as (
    select
        before.model,
        before.l2,
        after.n_gold - before.n_gold * greatest(1, round(after.n_gold / before.n_gold)) as effect
    from gold as before
    inner join gold as after
        on before.model = after.model and before.l2 = after.l2 and after.perturbation = 'loc_place'
    where before.perturbation = 'none'
),

title_score_by_item as (
    select
        encoder,
        setting,
        avg(abs(f1_option_b - accuracy)) as effect,
        count(f1_option_b - accuracy) as n
    from title_score
    where perturbation = 'none' and split = 'test'
    group by encoder, setting
    having n > 0
),

native_change as (
    select
        change.model,
        change.perturbation,
        change.f1_change,
        own.overlap_l2 as own_overlap,
        crossed.overlap_l2 as pair_overlap
    from published_change as change
    inner join overlap_of as own
        on
            change.task = own.task
            and change.model = own.model
            and change.l2 = own.l1
            and change.l2 = own.l2
            and own.setting = 'native'
    inner join overlap_of as crossed
        on
            change.task = crossed.task
            and change.model = crossed.model
            and change.source = crossed.l1
            and change.l2 = crossed.l2
            and crossed.setting = 'cross_lingual'
    where
        change.task = 'title'
        and change.setting = 'native'
        and own.kind = 'title_128_words'
        and crossed.kind = 'title_128_words'
        and own.status = 'primary'
        and crossed.status = 'primary'
),

followed as (
    select
        model,
        perturbation,
        count(*) as n,
        pearson(pair_overlap, f1_change) as with_pair,
        pearson(own_overlap, f1_change) as with_own
    from native_change
    group by model, perturbation
),

whole_text as (
    select
        whole.model,
        whole.perturbation,
        whole.eval_loss - cut.eval_loss as effect
    from published_score as whole
    inner join published_score as cut
        on
            whole.task = cut.task
            and whole.model = cut.model
            and whole.l1 = cut.l1
            and whole.l2 = cut.l2
            and whole.perturbation = cut.perturbation
            and cut.status = 'primary'
    where whole.status = 'partial_run' and whole.task = 'title'
),

earlier as (
    select
        model,
        l1,
        l2,
        perturbation,
        avg(f1) as f1
    from published_score
    where task = 'title' and status = 'earlier_run'
    group by model, l1, l2, perturbation
),

restated as (
    select
        earlier.model,
        earlier.perturbation,
        avg(abs(earlier.f1 - final.f1)) as effect,
        count(*) as n
    from earlier
    inner join published_score as final
        on
            earlier.model = final.model
            and earlier.l1 = final.l1
            and earlier.l2 = final.l2
            and earlier.perturbation = final.perturbation
            and final.task = 'title'
            and final.status = 'primary'
    group by earlier.model, earlier.perturbation
),

effect as (
    select
        defect,
        'published' as basis,
        'mean distance of the printed overlap from the right one' as effect_of,
        setting,
        effect,
        n
    from misprinted
    union all by name
    select
        'N3' as defect,
        'published' as basis,
        'r of overlap and F1 before: with tokens minus with chunks' as effect_of,
        model,
        setting,
        with_tokens - with_chunks as effect,
        n
    from of_axis
    union all by name
    select
        defect,
        'warehouse' as basis,
        'mean overlap by their count minus by ours' as effect_of,
        setting,
        effect,
        n
    from recounted
    union all by name
    select
        'N6' as defect,
        'warehouse' as basis,
        'share of places to be edited without a candidate' as effect_of,
        share(sum(n_no_candidate), sum(n_eligible)) as effect,
        count(*) as n
    from perturbation
    where perturbation = 'reference_context_cosine'
    having count(*) > 0
    union all by name
    select
        defect,
        'published' as basis,
        extreme.which || ' native overlap, targets ' || stop_list as effect_of,
        model,
        'native' as setting,
        extreme.effect,
        n
    from native_overlap
    union all by name
    select
        'N9' as defect,
        'published' as basis,
        'gold entities after minus before' as effect_of,
        model,
        'loc_place' as perturbation,
        l2 as test_language,
        effect,
        1 as n
    from regold
    union all by name
    select
        'N10' as defect,
        'published' as basis,
        'mean change of F1' as effect_of,
        model,
        setting,
        perturbation,
        avg(f1_change) as effect,
        count(*) as n
    from published_change
    where perturbation = 'loc_place' and setting = 'cross_lingual'
    group by model, setting, perturbation
    union all by name
    select
        'T1' as defect,
        'published' as basis,
        'items of option B, the only ones that count' as effect_of,
        l2 as test_language,
        n_gold as effect,
        1 as n
    from gold
    where task = 'title'
    union all by name
    select
        'T1' as defect,
        'warehouse' as basis,
        'mean distance of F1 of option B from accuracy' as effect_of,
        encoder as model,
        setting,
        effect,
        n
    from title_score_by_item
    union all by name
    select
        'T2' as defect,
        'published' as basis,
        'r of native change and overlap of the pair' as effect_of,
        model,
        'native' as setting,
        perturbation,
        with_pair as effect,
        n
    from followed
    union all by name
    select
        'T2' as defect,
        'published' as basis,
        'r of native change and native overlap' as effect_of,
        model,
        'native' as setting,
        perturbation,
        with_own as effect,
        n
    from followed
    union all by name
    select
        'T3' as defect,
        'published' as basis,
        'loss on the whole text minus loss on the cut and lower-cased text (fr-br)' as effect_of,
        model,
        'cross_lingual' as setting,
        perturbation,
        effect,
        1 as n
    from whole_text
    union all by name
    select
        'T5' as defect,
        'published' as basis,
        'native overlap of Hindi ' || case
            when kind = 'title_128_words' then 'as plotted' else 'in the earlier computation'
        end as effect_of,
        model,
        'native' as setting,
        l2 as test_language,
        overlap_l2 as effect,
        1 as n
    from overlap_of
    where
        setting = 'native'
        and l2 = 'hi'
        and (kind, status) in (('title_128_words', 'primary'), ('title_128_distinct_words', 'earlier_run'))
    union all by name
    select
        'T10' as defect,
        'published' as basis,
        'mean distance of F1 between the two states' as effect_of,
        model,
        perturbation,
        effect,
        n
    from restated
),

-- Of a warehouse without any numbers nothing is said.
anything as (
    select 1 as one
    from published_score
    union
    select 1 as one
    from overlap
    union
    select 1 as one
    from run
)

select
    described.defect,
    described.quirk,
    effect.basis,
    effect.effect_of,
    effect.model,
    effect.setting,
    effect.perturbation,
    effect.test_language,
    effect.effect,
    coalesce(effect.n, 0) as n,
    case
        when effect.defect is null then coalesce(described.why_none, 'the published numbers are not here')
    end as why_none
from described
cross join anything
left join effect on described.defect = effect.defect;

comment on view reference_defect is 'What do the defects of the reference do to its numbers? Each defect of docs/replication.md with its effect, where the published numbers or the runs here can tell it.';
comment on column reference_defect.defect is 'N1 to N13 (NER) and T1 to T12 (titles), as in docs/replication.md';
comment on column reference_defect.quirk is 'What it is';
comment on column reference_defect.basis is 'Where the effect is seen: published or warehouse; NULL where it is not';
comment on column reference_defect.effect_of is 'What number shows it';
comment on column reference_defect.model is 'mbert or xlmr; for warehouse the encoder; NULL where it has no part';
comment on column reference_defect.setting is 'native or cross_lingual; NULL where both or neither have a part';
comment on column reference_defect.perturbation is 'Perturbation; NULL where none has a part';
comment on column reference_defect.test_language is 'Language tested on; NULL where it is of several';
comment on column reference_defect.effect is 'The number; NULL where it cannot be told';
comment on column reference_defect.n is 'How many numbers it is of; 0 where there is none';
comment on column reference_defect.why_none is 'Why there is no number; NULL where there is one';
