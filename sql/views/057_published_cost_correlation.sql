create or replace view published_cost_correlation as
with divided as (
    select
        {
            'task': point.task, 'overlap_kind': point.overlap_kind, 'perturbation': point.perturbation,
            'edited': cost.edited, 'model': point.model, 'setting': point.setting
        } as sample,
        point.source,
        point.overlap as x,
        cost.f1_change,
        cost.change_per_edited_share as y,
        cost.change_per_edited_share is not null as is_complete
    from published_point as point
    inner join published_cost as cost
        on
            point.task = cost.task
            and point.model = cost.model
            and point.l1 = cost.l1
            and point.l2 = cost.l2
            and point.setting = cost.setting
            and point.perturbation = cost.perturbation
    where point.outcome = 'f1_change'
),

raw as (
    select
        sample,
        pearson(x, f1_change) as raw_r
    from divided
    where is_complete
    group by sample
)

select
    cell.sample.task,
    cell.sample.overlap_kind,
    cell.sample.perturbation,
    cell.sample.edited,
    cell.sample.model,
    cell.sample.setting,
    cell.n,
    cell.n_incomplete,
    raw.raw_r,
    cell.pearson_r,
    cell.pearson_p,
    cell.pearson_low,
    cell.pearson_high,
    cell.spearman_rho,
    cell.spearman_p,
    cell.without_source_low,
    cell.without_source_high
from correlated('divided') as cell
left join raw on cell.sample = raw.sample;

comment on view published_cost_correlation is 'Does a published change of F1 still follow overlap when it is divided by the share that was edited? The correlation of the quotient beside the raw one, one point a pair. A quotient by the very overlap it is correlated with is no test either; it shows what is left of the raw correlation.';
comment on column published_cost_correlation.task is 'ner or title';
comment on column published_cost_correlation.overlap_kind is 'What was counted as overlap: ner_entity_token, ner_entity_chunk (worked out anew), ner_o_words or title_128_words';
comment on column published_cost_correlation.perturbation is 'Perturbation of published_cost';
comment on column published_cost_correlation.edited is 'What the change is divided by the edited share of: mention, token, context_word or title_word (published_cost)';
comment on column published_cost_correlation.model is 'mbert or xlmr';
comment on column published_cost_correlation.setting is 'native or cross_lingual';
comment on column published_cost_correlation.n is 'Pairs in which something was edited';
comment on column published_cost_correlation.pearson_r is 'Pearson correlation of overlap and change_per_edited_share; NULL where undefined';
comment on column published_cost_correlation.pearson_p is 'Its two-sided p-value; NULL for n < 3';
comment on column published_cost_correlation.pearson_low is 'Lower bound of its 95 % interval by Fisher''s transformation; NULL for n < 4';
comment on column published_cost_correlation.pearson_high is 'Upper bound';
comment on column published_cost_correlation.spearman_rho is 'Spearman correlation, average ranks for ties; NULL where undefined';
comment on column published_cost_correlation.spearman_p is 'Its two-sided p-value by Student''s t; NULL for n < 3';
comment on column published_cost_correlation.n_incomplete is 'Pairs left out: nothing was edited';
comment on column published_cost_correlation.raw_r is 'Pearson correlation of overlap and the change itself, of the same pairs';
comment on column published_cost_correlation.without_source_low is 'Smallest Pearson correlation when the pairs of one source language are left out, each in turn; NULL where leaving one out leaves nothing to correlate';
comment on column published_cost_correlation.without_source_high is 'Largest, likewise';
