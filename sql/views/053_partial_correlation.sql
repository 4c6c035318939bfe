create or replace view partial_correlation as
-- Points and covariates go by number: names join them at the end.
with point as (
    select * from correlation_point
),

covariate as (
    select
        *,
        dense_rank() over (
            order by covariate, name, alignment_embedding, unit, lexicon, spelling, sample_size
        ) as held
    from pair_covariate
),

sample as (
    select
        sample,
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
        count(*) as n_pairs
    from point
    group by all
),

held as (
    select distinct
        held,
        covariate,
        name,
        alignment_embedding,
        unit,
        lexicon,
        spelling,
        sample_size
    from covariate
),

ranked as (
    select
        point.sample,
        covariate.held,
        point.overlap as x,
        point.y,
        covariate.value as z,
        least(covariate.n_source, covariate.n_target) as n_units,
        covariate.n_pairs,
        rank() over (part order by point.overlap)
        + (count(*) over (part order by point.overlap groups between current row and current row) - 1) / 2 as rank_x,
        rank() over (part order by point.y)
        + (count(*) over (part order by point.y groups between current row and current row) - 1) / 2 as rank_y,
        rank() over (part order by covariate.value)
        + (count(*) over (part order by covariate.value groups between current row and current row) - 1) / 2 as rank_z
    from point
    inner join covariate
        on
            point.train_set = covariate.train_set
            and point.test_set = covariate.test_set
            and (covariate.encoder is null or point.encoder = covariate.encoder)
    where point.is_complete
    window part as (partition by point.sample, covariate.held)
),

found as (
    select
        sample,
        held,
        count(*) as n,
        min(n_units) as fewest_units,
        min(n_pairs) as fewest_pairs,
        pearson(x, y) as overlap_r,
        pearson(z, y) as covariate_r,
        pearson(x, z) as overlap_covariate_r,
        pearson(rank_x, rank_y) as overlap_rho,
        pearson(rank_z, rank_y) as covariate_rho,
        pearson(rank_x, rank_z) as overlap_covariate_rho
    from ranked
    group by sample, held
),

parted as (
    select
        *,
        partial_r(overlap_r, overlap_covariate_r, covariate_r, n) as overlap_partial_r,
        partial_r(covariate_r, overlap_covariate_r, overlap_r, n) as covariate_partial_r,
        partial_r(overlap_rho, overlap_covariate_rho, covariate_rho, n) as overlap_partial_rho,
        partial_r(covariate_rho, overlap_covariate_rho, overlap_rho, n) as covariate_partial_rho
    from found
)

select
    sample.task,
    sample.corpus,
    sample.measure,
    sample.tokenizer,
    held.covariate,
    held.name,
    held.alignment_embedding,
    held.unit,
    held.lexicon,
    held.spelling,
    held.sample_size,
    sample.outcome,
    sample.perturbation,
    sample.dose,
    sample.encoder,
    sample.setting,
    parted.n,
    sample.n_pairs - parted.n as n_incomplete,
    parted.fewest_units,
    parted.fewest_pairs,
    parted.overlap_r,
    parted.covariate_r,
    parted.overlap_covariate_r,
    parted.overlap_partial_r,
    correlation_p(parted.overlap_partial_r, parted.n - 1) as overlap_partial_p,
    parted.covariate_partial_r,
    correlation_p(parted.covariate_partial_r, parted.n - 1) as covariate_partial_p,
    parted.overlap_rho,
    parted.covariate_rho,
    parted.overlap_covariate_rho,
    parted.overlap_partial_rho,
    correlation_p(parted.overlap_partial_rho, parted.n - 1) as overlap_partial_rho_p,
    parted.covariate_partial_rho,
    correlation_p(parted.covariate_partial_rho, parted.n - 1) as covariate_partial_rho_p,
    sample.configuration,
    sample.split,
    sample.embedding,
    sample.parameters
from parted
inner join sample on parted.sample = sample.sample
inner join held on parted.held = held.held;

comment on view partial_correlation is 'Does cost follow overlap, or something that goes with it? The correlations of correlation with one covariate held constant, and those of the covariate with overlap held constant; points are those of correlation_point. The score before is never held constant: its change is worked out from it.';
comment on column partial_correlation.task is 'ner or title';
comment on column partial_correlation.corpus is 'Corpus of the test sets';
comment on column partial_correlation.measure is 'Overlap measure';
comment on column partial_correlation.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column partial_correlation.covariate is 'What is held constant, one at a time: alignment, language_distance, training_size, context or script (pair_covariate)';
comment on column partial_correlation.name is 'Which one of these, likewise';
comment on column partial_correlation.alignment_embedding is 'Of an alignment: the word vectors; NULL for other covariates, as all down to sample_size';
comment on column partial_correlation.unit is 'Of an alignment: word or entity';
comment on column partial_correlation.lexicon is 'Of an alignment: which units mean the same: entity, name or given; none where a lexicon has no part';
comment on column partial_correlation.spelling is 'Of a lexicon: identical or different pairs. Else: any unit, or different (those alone that the other language has not)';
comment on column partial_correlation.sample_size is 'Of an alignment: units drawn from either side at most; 0 where all are looked at';
comment on column partial_correlation.outcome is 'score_before, score_change or cost_per_edit';
comment on column partial_correlation.perturbation is 'Name of the perturbation; none for an original';
comment on column partial_correlation.dose is '1; NULL for the unperturbed scores';
comment on column partial_correlation.encoder is 'Encoder that was fine-tuned';
comment on column partial_correlation.setting is 'native where the two languages are one, else cross_lingual';
comment on column partial_correlation.n is 'Pairs correlated: the complete ones of correlation_point that have the covariate';
comment on column partial_correlation.n_incomplete is 'Pairs left out: incomplete ones, and those without the covariate';
comment on column partial_correlation.fewest_units is 'Of an alignment: units of the smallest side of these pairs';
comment on column partial_correlation.fewest_pairs is 'Of an alignment: pairs of the smallest lexicon among them; 0 where a lexicon has no part';
comment on column partial_correlation.overlap_r is 'Pearson correlation of overlap and outcome; NULL where undefined';
comment on column partial_correlation.covariate_r is 'Pearson correlation of covariate and outcome; NULL where undefined';
comment on column partial_correlation.overlap_covariate_r is 'Pearson correlation of overlap and covariate; NULL where undefined, as where all pairs share a script';
comment on column partial_correlation.overlap_partial_r is 'Partial correlation of overlap and outcome, the covariate held constant; NULL where undefined and for n < 4';
comment on column partial_correlation.overlap_partial_p is 'Its two-sided p-value by Student''s t with n - 3 degrees of freedom, not corrected: partial correlations explore';
comment on column partial_correlation.covariate_partial_r is 'Partial correlation of covariate and outcome, overlap held constant; NULL where undefined and for n < 4';
comment on column partial_correlation.covariate_partial_p is 'Its two-sided p-value likewise';
comment on column partial_correlation.overlap_rho is 'As overlap_r, of average ranks (Spearman)';
comment on column partial_correlation.covariate_rho is 'As covariate_r, of ranks';
comment on column partial_correlation.overlap_covariate_rho is 'As overlap_covariate_r, of ranks';
comment on column partial_correlation.overlap_partial_rho is 'As overlap_partial_r, of ranks';
comment on column partial_correlation.overlap_partial_rho_p is 'Its two-sided p-value likewise';
comment on column partial_correlation.covariate_partial_rho is 'As covariate_partial_r, of ranks';
comment on column partial_correlation.covariate_partial_rho_p is 'Its two-sided p-value likewise';
comment on column partial_correlation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column partial_correlation.split is 'Split of the test sets: test, or test_leak_free for the splits dealt anew';
comment on column partial_correlation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column partial_correlation.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
