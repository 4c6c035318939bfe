create or replace view partial_correlation as
with outcome as (
    select
        *,
        'score_before' as outcome,
        score_before as y
    from alignment_and_degradation
    where perturbation = 'none'
    union all
    select
        *,
        'score_change' as outcome,
        score_change as y
    from alignment_and_degradation
    where perturbation <> 'none' and dose = 1
    union all
    select
        *,
        'cost_per_edit' as outcome,
        cost_per_edit as y
    from alignment_and_degradation
    where perturbation <> 'none' and dose = 1
),

-- Every planned seed is every seed that any pair of the same study and setting has, as in the view correlation.
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
        + (count(*) over (part order by overlap groups between current row and current row) - 1) / 2 as rank_overlap,
        rank() over (part order by alignment)
        + (count(*) over (part order by alignment groups between current row and current row) - 1) / 2
            as rank_alignment,
        rank() over (part order by y)
        + (count(*) over (part order by y groups between current row and current row) - 1) / 2 as rank_y
    from checked
    window
        part as (
            partition by
                task, corpus, split, measure, tokenizer, alignment_embedding, unit, alignment_measure, lexicon,
                spelling, sample_size, outcome, perturbation, dose, embedding, parameters, encoder, configuration,
                setting, is_complete
        )
),

correlated as (
    select
        task,
        corpus,
        split,
        measure,
        tokenizer,
        alignment_embedding,
        unit,
        alignment_measure,
        lexicon,
        spelling,
        sample_size,
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
        min(least(n_source, n_target)) filter (is_complete) as fewest_units,
        min(n_pairs) filter (is_complete) as fewest_pairs,
        pearson(case when is_complete then overlap end, case when is_complete then y end) as overlap_r,
        pearson(case when is_complete then alignment end, case when is_complete then y end) as alignment_r,
        pearson(
            case when is_complete then overlap end, case when is_complete then alignment end
        ) as overlap_alignment_r,
        pearson(
            case when is_complete then rank_overlap end, case when is_complete then rank_y end
        ) as overlap_rho,
        pearson(
            case when is_complete then rank_alignment end, case when is_complete then rank_y end
        ) as alignment_rho,
        pearson(
            case when is_complete then rank_overlap end, case when is_complete then rank_alignment end
        ) as overlap_alignment_rho
    from ranked
    group by
        task, corpus, split, measure, tokenizer, alignment_embedding, unit, alignment_measure, lexicon,
        spelling, sample_size, outcome, perturbation, dose, embedding, parameters, encoder, configuration, setting
),

parted as (
    select
        *,
        partial_r(overlap_r, overlap_alignment_r, alignment_r, n) as overlap_partial_r,
        partial_r(alignment_r, overlap_alignment_r, overlap_r, n) as alignment_partial_r,
        partial_r(overlap_rho, overlap_alignment_rho, alignment_rho, n) as overlap_partial_rho,
        partial_r(alignment_rho, overlap_alignment_rho, overlap_rho, n) as alignment_partial_rho
    from correlated
)

select
    task,
    corpus,
    measure,
    tokenizer,
    alignment_embedding,
    unit,
    alignment_measure,
    lexicon,
    spelling,
    sample_size,
    outcome,
    perturbation,
    dose,
    encoder,
    setting,
    n,
    n_incomplete,
    fewest_units,
    fewest_pairs,
    overlap_r,
    alignment_r,
    overlap_alignment_r,
    overlap_partial_r,
    correlation_p(overlap_partial_r, n - 1) as overlap_partial_p,
    alignment_partial_r,
    correlation_p(alignment_partial_r, n - 1) as alignment_partial_p,
    overlap_rho,
    alignment_rho,
    overlap_alignment_rho,
    overlap_partial_rho,
    correlation_p(overlap_partial_rho, n - 1) as overlap_partial_rho_p,
    alignment_partial_rho,
    correlation_p(alignment_partial_rho, n - 1) as alignment_partial_rho_p,
    configuration,
    split,
    embedding,
    parameters
from parted;

comment on view partial_correlation is 'Does cost follow overlap or alignment? The correlation of each with it, and of each with the other held constant: one point a cross-lingual pair that has both, at full dose; for the score before, on the unperturbed text sets.';
comment on column partial_correlation.task is 'ner or title';
comment on column partial_correlation.corpus is 'Corpus of the test set';
comment on column partial_correlation.measure is 'Overlap measure';
comment on column partial_correlation.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column partial_correlation.alignment_embedding is 'Word vectors that the alignment is of';
comment on column partial_correlation.unit is 'Unit of the alignment: word or entity';
comment on column partial_correlation.alignment_measure is 'Alignment measure: precision_at_1, csls_precision_at_1, mean_reciprocal_rank, csls_mean_reciprocal_rank, centroid_cosine, frechet_distance, energy_distance or language_mixing';
comment on column partial_correlation.lexicon is 'Which units mean the same: entity, name or given; none where a lexicon has no part';
comment on column partial_correlation.spelling is 'Of a lexicon: identical or different pairs. Else: any unit, or different (those alone that the other language has not)';
comment on column partial_correlation.sample_size is 'Units drawn from either side at most; 0 where all are looked at';
comment on column partial_correlation.outcome is 'score_before, score_change or cost_per_edit';
comment on column partial_correlation.perturbation is 'Name of the perturbation; none for an original';
comment on column partial_correlation.dose is '1; NULL for the unperturbed scores';
comment on column partial_correlation.encoder is 'Encoder that was fine-tuned, and whose word vectors the alignment is of';
comment on column partial_correlation.setting is 'cross_lingual';
comment on column partial_correlation.n is 'Pairs correlated';
comment on column partial_correlation.n_incomplete is 'Pairs left out: a planned seed is missing, or there was no edit to estimate from';
comment on column partial_correlation.fewest_units is 'Units of the smallest side of these pairs';
comment on column partial_correlation.fewest_pairs is 'Pairs of the smallest lexicon among them; 0 where a lexicon has no part';
comment on column partial_correlation.overlap_r is 'Pearson correlation of overlap and outcome; NULL where undefined';
comment on column partial_correlation.alignment_r is 'Pearson correlation of alignment and outcome; NULL where undefined';
comment on column partial_correlation.overlap_alignment_r is 'Pearson correlation of overlap and alignment; NULL where undefined';
comment on column partial_correlation.overlap_partial_r is 'Partial correlation of overlap and outcome, alignment held constant; NULL where undefined and for n < 4';
comment on column partial_correlation.overlap_partial_p is 'Its two-sided p-value by Student''s t with n - 3 degrees of freedom';
comment on column partial_correlation.alignment_partial_r is 'Partial correlation of alignment and outcome, overlap held constant; NULL where undefined and for n < 4';
comment on column partial_correlation.alignment_partial_p is 'Its two-sided p-value likewise';
comment on column partial_correlation.overlap_rho is 'As overlap_r, of average ranks (Spearman)';
comment on column partial_correlation.alignment_rho is 'As alignment_r, of ranks';
comment on column partial_correlation.overlap_alignment_rho is 'As overlap_alignment_r, of ranks';
comment on column partial_correlation.overlap_partial_rho is 'As overlap_partial_r, of ranks';
comment on column partial_correlation.overlap_partial_rho_p is 'Its two-sided p-value likewise';
comment on column partial_correlation.alignment_partial_rho is 'As alignment_partial_r, of ranks';
comment on column partial_correlation.alignment_partial_rho_p is 'Its two-sided p-value likewise';
comment on column partial_correlation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column partial_correlation.split is 'Split of the test sets: test, or test_leak_free for the splits dealt anew';
comment on column partial_correlation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column partial_correlation.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
