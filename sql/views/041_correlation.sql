create or replace view correlation as
with outcome as (
    select
        *,
        'score_before' as outcome,
        score_before as y
    from overlap_and_degradation
    where perturbation = 'none'
    union all
    select
        *,
        'score_change' as outcome,
        score_change as y
    from overlap_and_degradation
    where perturbation <> 'none' and dose = 1
    union all
    select
        *,
        'cost_per_edit' as outcome,
        cost_per_edit as y
    from overlap_and_degradation
    where perturbation <> 'none' and dose = 1
),

-- Every planned seed is every seed that any pair of the same study and setting has.
checked as (
    select
        *,
        overlap is not null
        and y is not null
        and n_seeds = max(n_seeds) over study
        and n_perturbation_seeds = max(n_perturbation_seeds) over study as is_complete
    from outcome
    window
        study as (
            partition by
                task, corpus, split, encoder, configuration, setting, perturbation, embedding, parameters
        )
),

ranked as (
    select
        *,
        rank() over (part order by overlap)
        + (count(*) over (part order by overlap groups between current row and current row) - 1) / 2 as rank_x,
        rank() over (part order by y)
        + (count(*) over (part order by y groups between current row and current row) - 1) / 2 as rank_y
    from checked
    window
        part as (
            partition by
                task, corpus, split, measure, tokenizer, outcome, perturbation, dose, embedding, parameters, encoder,
                configuration, setting, is_complete
        )
),

correlated as (
    select
        task,
        corpus,
        split,
        measure,
        tokenizer,
        outcome,
        perturbation,
        dose,
        embedding,
        parameters,
        encoder,
        configuration,
        setting,
        count(*) filter (is_complete) as n,
        count(*) filter (not is_complete) as n_incomplete,
        pearson(case when is_complete then overlap end, case when is_complete then y end) as pearson_r,
        pearson(case when is_complete then rank_x end, case when is_complete then rank_y end) as spearman_rho
    from ranked
    group by
        task, corpus, split, measure, tokenizer, outcome, perturbation, dose, embedding, parameters, encoder,
        configuration, setting
)

select
    task,
    corpus,
    measure,
    tokenizer,
    outcome,
    perturbation,
    dose,
    encoder,
    setting,
    n,
    n_incomplete,
    pearson_r,
    correlation_p(pearson_r, n) as pearson_p,
    spearman_rho,
    correlation_p(spearman_rho, n) as spearman_p,
    configuration,
    split,
    embedding,
    parameters
from correlated;

comment on view correlation is 'How does cost follow overlap? One point a pair, setting and encoder, at full dose; for the score before, on the unperturbed text sets.';
comment on column correlation.task is 'ner or title';
comment on column correlation.corpus is 'Corpus of the test set';
comment on column correlation.measure is 'Overlap measure';
comment on column correlation.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column correlation.outcome is 'score_before, score_change or cost_per_edit';
comment on column correlation.perturbation is 'Name of the perturbation; none for an original';
comment on column correlation.dose is '1; NULL for the unperturbed scores';
comment on column correlation.encoder is 'Encoder that was fine-tuned';
comment on column correlation.setting is 'native where the two languages are one, else cross_lingual';
comment on column correlation.n is 'Pairs correlated';
comment on column correlation.n_incomplete is 'Pairs left out: a planned seed is missing, or there was no edit to estimate from';
comment on column correlation.pearson_r is 'Pearson correlation; NULL where undefined';
comment on column correlation.pearson_p is 'Its two-sided p-value; NULL for n < 3';
comment on column correlation.spearman_rho is 'Spearman correlation, average ranks for ties; NULL where undefined';
comment on column correlation.spearman_p is 'Its two-sided p-value by Student''s t, as in scipy; NULL for n < 3';
comment on column correlation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column correlation.split is 'Split of the test sets: test, or test_leak_free for the splits dealt anew';
comment on column correlation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part: what was made with others is another correlation';
comment on column correlation.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
