create or replace view published_correlation as
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

point as (
    select
        change.task,
        published_overlap.kind as overlap_kind,
        change.outcome,
        change.perturbation,
        change.model,
        change.setting,
        published_overlap.overlap_l2 as x,
        change.y
    from change
    inner join published_overlap
        on
            change.task = published_overlap.task
            and change.l1 = published_overlap.l1
            and change.l2 = published_overlap.l2
            and change.setting = published_overlap.setting
            and (published_overlap.model is null or change.model = published_overlap.model)
    where published_overlap.status in ('primary', 'derived') and published_overlap.overlap_l2 is not null
),

ranked as (
    select
        *,
        rank() over (part order by x)
        + (count(*) over (part order by x groups between current row and current row) - 1) / 2 as rank_x,
        rank() over (part order by y)
        + (count(*) over (part order by y groups between current row and current row) - 1) / 2 as rank_y
    from point
    window part as (partition by task, overlap_kind, outcome, perturbation, model, setting)
),

correlated as (
    select
        task,
        overlap_kind,
        outcome,
        perturbation,
        model,
        setting,
        count(*) as n,
        pearson(x, y) as pearson_r,
        pearson(rank_x, rank_y) as spearman_rho
    from ranked
    group by task, overlap_kind, outcome, perturbation, model, setting
)

select
    task,
    overlap_kind,
    outcome,
    perturbation,
    model,
    setting,
    n,
    pearson_r,
    correlation_p(pearson_r, n) as pearson_p,
    spearman_rho,
    correlation_p(spearman_rho, n) as spearman_p
from correlated;

comment on view published_correlation is 'The same from the numbers of the paper''s repository: overlap in the test set against F1, one point a pair.';
comment on column published_correlation.task is 'ner or title';
comment on column published_correlation.overlap_kind is 'What was counted as overlap';
comment on column published_correlation.outcome is 'f1_before or f1_change (after minus before, six decimals)';
comment on column published_correlation.perturbation is 'Name of the perturbation; none for an original';
comment on column published_correlation.model is 'mbert or xlmr';
comment on column published_correlation.setting is 'native or cross_lingual';
comment on column published_correlation.n is 'Pairs';
comment on column published_correlation.pearson_r is 'Pearson correlation; NULL where undefined';
comment on column published_correlation.pearson_p is 'Its two-sided p-value; NULL for n < 3';
comment on column published_correlation.spearman_rho is 'Spearman correlation, average ranks for ties; NULL where undefined';
comment on column published_correlation.spearman_p is 'Its two-sided p-value by Student''s t; NULL for n < 3';
