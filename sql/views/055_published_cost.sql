create or replace view published_cost as
-- Which published number stands for the share that was edited. Native title models were scored on the text that had
-- been perturbed for the cross-lingual pair (METHOD, T2): their edited share is that pair's.
with stands_for as (
    select
        divisor.perturbation,
        divisor.edited,
        divisor.overlap_kind
    from (
        values
        ('entity_unshared', 'mention', 'ner_entity_chunk'),
        ('entity_unshared', 'token', 'ner_entity_token'),
        ('entity_context', 'mention', 'ner_entity_chunk'),
        ('entity_context', 'token', 'ner_entity_token'),
        ('context_cosine', 'context_word', 'ner_o_words'),
        ('title_cosine', 'title_word', 'title_128_words'),
        ('title_random', 'title_word', 'title_128_words')
    ) as divisor (perturbation, edited, overlap_kind)
),

changed as (
    select
        point.task,
        point.model,
        point.l1,
        point.l2,
        point.setting,
        point.source,
        point.perturbation,
        stands_for.edited,
        case
            when point.task = 'title' and point.setting = 'native' then crossed.overlap
            else point.overlap
        end as edited_share,
        point.y as f1_change
    from published_point as point
    inner join stands_for
        on point.perturbation = stands_for.perturbation and point.overlap_kind = stands_for.overlap_kind
    left join published_point as crossed
        on
            point.task = crossed.task
            and point.overlap_kind = crossed.overlap_kind
            and point.perturbation = crossed.perturbation
            and point.model = crossed.model
            and point.source = crossed.l1
            and point.l2 = crossed.l2
            and crossed.setting = 'cross_lingual'
)

select
    task,
    model,
    l1,
    l2,
    setting,
    source,
    perturbation,
    edited,
    edited_share,
    f1_change,
    f1_change / nullif(edited_share, 0) as change_per_edited_share
from changed;

comment on view published_cost is 'What is left of a published change of F1 when it is divided by the share that was edited? A row a published score and divisor, where a published number stands for that share.';
comment on column published_cost.task is 'ner or title';
comment on column published_cost.model is 'mbert or xlmr';
comment on column published_cost.l1 is 'Language trained on';
comment on column published_cost.l2 is 'Language tested on';
comment on column published_cost.setting is 'native or cross_lingual';
comment on column published_cost.source is 'Source language of the pair';
comment on column published_cost.perturbation is 'entity_unshared, entity_context, context_cosine, title_cosine or title_random; the others choose what they edit without regard to training';
comment on column published_cost.edited is 'What is counted as edited. mention: distinct entity chunks of the test set that training has, by all distinct ones (ner_entity_chunk), each of which was replaced; token: occurrences of entity tokens (word and tag) that training has, by all (ner_entity_token), as entity tokens of shared chunks are not published; context_word: occurrences of context words with a replacement, by all words outside entities (ner_o_words); title_word: words of the truncated section texts with a replacement, by all (title_128_words). Of entity_context both shares are those of its entity edits alone';
comment on column published_cost.edited_share is 'That share; for native title scores the share of the cross-lingual pair, on whose perturbed text they were taken';
comment on column published_cost.f1_change is 'F1 after minus before, six decimals';
comment on column published_cost.change_per_edited_share is 'f1_change / edited_share: the change if all had been edited; NULL where nothing was';
