create or replace view published_contrast as
with outcome as (
    select
        task,
        model,
        l1,
        l2,
        setting,
        perturbation,
        'f1_change' as outcome,
        null as edited,
        f1_change as y
    from published_change
    union all
    select
        task,
        model,
        l1,
        l2,
        setting,
        'none' as perturbation,
        'f1_before' as outcome,
        null as edited,
        f1 as y
    from published_score
    where perturbation = 'none' and status = 'primary'
    union all
    select
        task,
        model,
        l1,
        l2,
        setting,
        perturbation,
        'change_per_edited_share' as outcome,
        edited,
        change_per_edited_share as y
    from published_cost
),

paired as (
    select
        {
            'task': native.task, 'perturbation': native.perturbation, 'outcome': native.outcome,
            'edited': native.edited, 'model': native.model
        } as sample,
        crossed.l1 as source,
        native.l2 as target,
        native.y as native,
        crossed.y as cross_lingual,
        crossed.y - native.y as y
    from outcome as native
    inner join outcome as crossed
        on
            native.task = crossed.task
            and native.perturbation = crossed.perturbation
            and native.outcome = crossed.outcome
            and native.edited is not distinct from crossed.edited
            and native.model = crossed.model
            and native.l2 = crossed.l2
            and crossed.setting = 'cross_lingual'
    where native.setting = 'native'
),

side as (
    select
        sample,
        avg(native) filter (y is not null) as native,
        avg(cross_lingual) filter (y is not null) as cross_lingual,
        count(*) filter (y is null) as n_incomplete
    from paired
    group by sample
)

select
    side.sample.task,
    side.sample.perturbation,
    side.sample.model,
    side.sample.outcome,
    side.sample.edited,
    side.sample.task = 'title' or side.sample.perturbation in ('none', 'per_given_name', 'loc_place') as is_same_text,
    coalesce(contrast.n, 0) as n,
    side.n_incomplete,
    contrast.n_sources,
    side.native,
    side.cross_lingual,
    contrast.mean as contrast,
    contrast.low,
    contrast.high,
    contrast.p,
    contrast.without_source_low,
    contrast.without_source_high
from side
left join averaged_over_targets('paired') as contrast on side.sample = contrast.sample;

comment on view published_contrast is 'Do native or cross-lingual models lose more in the numbers of the paper''s repository? The mean over the targets of cross-lingual minus native, for each perturbation and model.';
comment on column published_contrast.task is 'ner or title';
comment on column published_contrast.perturbation is 'Name of the perturbation; none for an original';
comment on column published_contrast.model is 'mbert or xlmr';
comment on column published_contrast.outcome is 'f1_before (of none), f1_change, or change_per_edited_share (published_cost: the change divided by the share that was edited, which need not be linear in it)';
comment on column published_contrast.edited is 'What the change is divided by the edited share of, as in published_cost; NULL for the other outcomes';
comment on column published_contrast.is_same_text is 'Were both models scored on the same text? per_given_name and loc_place look at no training set (inferred); native title models got the text that was perturbed for the cross-lingual pair (METHOD, T2; for title_cosine inferred). The other perturbations edit what the training set of the model shares with the test set, which is more for native models: their f1_change differs by construction';
comment on column published_contrast.n is 'Targets';
comment on column published_contrast.n_incomplete is 'Pairs left out: one of the two had nothing edited';
comment on column published_contrast.n_sources is 'Source languages of these targets';
comment on column published_contrast.native is 'Mean of the native models';
comment on column published_contrast.cross_lingual is 'Mean of the cross-lingual models';
comment on column published_contrast.contrast is 'Mean of cross-lingual minus native: above 0 where cross-lingual models lose less; NULL where nothing is left to compare, as all that follows';
comment on column published_contrast.low is 'Lower bound of its 95 % interval by Student''s t over the targets; NULL for n < 2';
comment on column published_contrast.high is 'Upper bound';
comment on column published_contrast.p is 'Two-sided p-value by the exact sign-flip test over the targets, which is never below 1 / 2^(n - 1)';
comment on column published_contrast.without_source_low is 'Smallest contrast when the pairs of one source language are left out, each in turn; NULL where leaving one out leaves nothing';
comment on column published_contrast.without_source_high is 'Largest, likewise';
