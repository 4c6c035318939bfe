create or replace view published_point as
with change as (
    select
        before.task,
        before.model,
        before.l1,
        before.l2,
        before.setting,
        'f1_before' as outcome,
        'none' as perturbation,
        before.f1 as y
    from published_score as before
    where before.perturbation = 'none' and before.status = 'primary'
    union all
    select
        after.task,
        after.model,
        after.l1,
        after.l2,
        after.setting,
        'f1_change' as outcome,
        after.perturbation,
        round(after.f1 - before.f1, 6) as y
    from published_score as after
    inner join published_score as before
        on
            after.task = before.task
            and after.model = before.model
            and after.l1 = before.l1
            and after.l2 = before.l2
            and after.setting = before.setting
    where
        after.perturbation <> 'none'
        and after.status = 'primary'
        and before.perturbation = 'none'
        and before.status = 'primary'
),

-- Native models are of the target alone; the pair they stand beside tells the source.
paired as (
    select
        task,
        l2,
        any_value(l1) as source
    from published_score
    where setting = 'cross_lingual' and status = 'primary'
    group by task, l2
    having count(distinct l1) = 1
)

select
    change.task,
    published_overlap.kind as overlap_kind,
    change.outcome,
    change.perturbation,
    change.model,
    change.setting,
    change.l1,
    change.l2,
    case when change.setting = 'native' then coalesce(paired.source, change.l1) else change.l1 end as source,
    published_overlap.overlap_l2 as overlap,
    change.y
from change
inner join published_overlap
    on
        change.task = published_overlap.task
        and change.l1 = published_overlap.l1
        and change.l2 = published_overlap.l2
        and change.setting = published_overlap.setting
        and (published_overlap.model is null or change.model = published_overlap.model)
left join paired on change.task = paired.task and change.l2 = paired.l2
where published_overlap.status in ('primary', 'derived') and published_overlap.overlap_l2 is not null;

comment on view published_point is 'What is correlated of the published numbers: overlap in the test set and F1, one row a pair, model, setting, overlap kind and perturbation. Scores and overlaps of the status primary (overlaps also: derived); reruns, duplicates and numbers of earlier data states are not used.';
comment on column published_point.task is 'ner or title';
comment on column published_point.overlap_kind is 'What was counted as overlap: ner_entity_token, ner_entity_chunk (worked out anew), ner_o_words or title_128_words';
comment on column published_point.outcome is 'f1_before or f1_change (after minus before, six decimals)';
comment on column published_point.perturbation is 'Name of the perturbation; none for an original';
comment on column published_point.model is 'mbert or xlmr';
comment on column published_point.setting is 'native or cross_lingual';
comment on column published_point.l1 is 'Language trained on';
comment on column published_point.l2 is 'Language tested on';
comment on column published_point.source is 'Source language of the pair: l1 of its cross-lingual row; l1 itself where there is none or more than one';
comment on column published_point.overlap is 'Overlap in the test set (overlap_l2)';
comment on column published_point.y is 'The outcome';
