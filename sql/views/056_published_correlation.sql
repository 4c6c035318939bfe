create or replace view published_correlation as
with chosen as ( -- noqa: ST03
    select
        {
            'task': task, 'overlap_kind': overlap_kind, 'outcome': outcome, 'perturbation': perturbation,
            'model': model, 'setting': setting
        } as sample,
        source,
        overlap as x,
        y,
        true as is_complete
    from published_point
),

tested as ( -- noqa: ST03
    select
        *,
        role_of_correlation(
            sample.overlap_kind in ('ner_entity_chunk', 'title_128_words'), sample.outcome, sample.perturbation
        ) as role,
        'published' as family,
        pearson_p as p,
        case
            when pearson_p is null then null
            when role = 'confirmatory' then 'holm'
            when role = 'exploratory' then 'benjamini_hochberg'
        end as correction
    from correlated('chosen')
)

select
    sample.task,
    sample.overlap_kind,
    sample.outcome,
    sample.perturbation,
    sample.model,
    sample.setting,
    n,
    pearson_r,
    pearson_p,
    pearson_low,
    pearson_high,
    spearman_rho,
    spearman_p,
    detectable_r,
    without_source_low,
    without_source_high,
    role,
    p_corrected,
    correction
from corrected('tested');

comment on view published_correlation is 'The same from the numbers of the paper''s repository: overlap in the test set against F1, one point a pair.';
comment on column published_correlation.task is 'ner or title';
comment on column published_correlation.overlap_kind is 'What was counted as overlap: ner_entity_token, ner_entity_chunk (worked out anew), ner_o_words or title_128_words';
comment on column published_correlation.outcome is 'f1_before or f1_change (after minus before, six decimals)';
comment on column published_correlation.perturbation is 'Name of the perturbation; none for an original';
comment on column published_correlation.model is 'mbert or xlmr';
comment on column published_correlation.setting is 'native or cross_lingual';
comment on column published_correlation.n is 'Pairs';
comment on column published_correlation.pearson_r is 'Pearson correlation; NULL where undefined';
comment on column published_correlation.pearson_p is 'Its two-sided p-value; NULL for n < 3';
comment on column published_correlation.pearson_low is 'Lower bound of its 95 % interval by Fisher''s transformation; NULL for n < 4';
comment on column published_correlation.pearson_high is 'Upper bound';
comment on column published_correlation.spearman_rho is 'Spearman correlation, average ranks for ties; NULL where undefined';
comment on column published_correlation.spearman_p is 'Its two-sided p-value by Student''s t; NULL for n < 3';
comment on column published_correlation.detectable_r is 'Smallest |r| that so many pairs find with 80 % power at two-sided .05; NULL for n < 4';
comment on column published_correlation.without_source_low is 'Smallest Pearson correlation when the pairs of one source language are left out, each in turn; NULL where leaving one out leaves nothing to correlate';
comment on column published_correlation.without_source_high is 'Largest, likewise';
comment on column published_correlation.role is 'As in correlation: confirmatory (f1_before, and f1_change of context_cosine; against ner_entity_chunk or title_128_words, which stand for the primary measures), arithmetic (f1_change of perturbations that edit what is shared) or exploratory';
comment on column published_correlation.p_corrected is 'pearson_p corrected within its family; NULL where there is no p or no correction';
comment on column published_correlation.correction is 'holm over all confirmatory rows of this view; benjamini_hochberg over all exploratory ones; NULL for arithmetic rows and rows without p';
