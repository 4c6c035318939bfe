create or replace view published_change as
-- Native models are of the target alone; the pair they stand beside tells the source.
with paired as (
    select
        task,
        l2,
        any_value(l1) as source
    from published_score
    where setting = 'cross_lingual' and status = 'primary'
    group by task, l2
    having count(distinct l1) = 1
),

primary_score as (
    select *
    from published_score
    where status = 'primary'
)

select
    after.task,
    after.model,
    after.l1,
    after.l2,
    after.setting,
    case when after.setting = 'native' then coalesce(paired.source, after.l1) else after.l1 end as source,
    after.perturbation,
    before.f1 as f1_before,
    after.f1 as f1_after,
    round(after.f1 - before.f1, 6) as f1_change
from primary_score as after
inner join primary_score as before
    on
        after.task = before.task
        and after.model = before.model
        and after.l1 = before.l1
        and after.l2 = before.l2
        and after.setting = before.setting
        and before.perturbation = 'none'
left join paired on after.task = paired.task and after.l2 = paired.l2
where after.perturbation <> 'none';

comment on view published_change is 'What did a perturbation cost in the numbers of the paper''s repository? A row a primary score that has its score before.';
comment on column published_change.task is 'ner or title';
comment on column published_change.model is 'mbert or xlmr';
comment on column published_change.l1 is 'Language trained on';
comment on column published_change.l2 is 'Language tested on';
comment on column published_change.setting is 'native or cross_lingual';
comment on column published_change.source is 'Source language of the pair: l1 of its cross-lingual row; l1 itself where there is none or more than one';
comment on column published_change.perturbation is 'Name of the perturbation';
comment on column published_change.f1_before is 'F1 on the unperturbed test set; for titles that of option B alone';
comment on column published_change.f1_after is 'F1 on the perturbed test set';
comment on column published_change.f1_change is 'After minus before, six decimals; negative where worse';
