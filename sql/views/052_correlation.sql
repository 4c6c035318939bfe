create or replace view correlation as
with point as (
    select
        *,
        overlap as x
    from correlation_point
),

sample as (
    select distinct
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
        setting
    from point
),

-- Whose pieces an encoder reads: the tokenizer that its runs were trained with, by what it holds and not by its name.
-- An imported run does not say it; there a tokenizer of the encoder's name is taken for it.
own_tokenizer as (
    select distinct
        tested.encoder,
        tested.configuration,
        tokenizer.tokenizer
    from evaluation_setting as tested
    inner join run on tested.run = run.run
    inner join tokenizer
        on
            tokenizer.revision = run.config ->> '$.tokenizer.revision'
            or (run.config ->> '$.tokenizer.revision' is null and tokenizer.tokenizer = run.encoder)
),

found as (
    select
        sample.*,
        cell.n,
        cell.n_incomplete,
        cell.pearson_r,
        cell.pearson_p,
        cell.pearson_low,
        cell.pearson_high,
        cell.spearman_rho,
        cell.spearman_p,
        cell.detectable_r,
        cell.without_source_low,
        cell.without_source_high,
        case when sample.tokenizer <> 'none' then own_tokenizer.tokenizer is not null end as is_own_tokenizer
    from correlated('point') as cell
    inner join sample on cell.sample = sample.sample
    left join own_tokenizer
        on
            sample.encoder = own_tokenizer.encoder
            and sample.configuration = own_tokenizer.configuration
            and sample.tokenizer = own_tokenizer.tokenizer
),

tested as ( -- noqa: ST03
    select
        *,
        role_of_correlation(
            measure = primary_measure(task) and coalesce(is_own_tokenizer, true),
            outcome,
            perturbation
        ) as role,
        split as family,
        pearson_p as p,
        case
            when pearson_p is null then null
            when role = 'confirmatory' then 'holm'
            when role = 'exploratory' then 'benjamini_hochberg'
        end as correction
    from found
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
    correction,
    is_own_tokenizer,
    configuration,
    split,
    embedding,
    parameters
from corrected('tested');

comment on view correlation is 'How does cost follow overlap? One point a pair, setting and encoder, at full dose; for the score before, on the unperturbed text sets. Settings are never pooled.';
comment on column correlation.task is 'ner or title';
comment on column correlation.corpus is 'Corpus of the test sets';
comment on column correlation.measure is 'Overlap measure';
comment on column correlation.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column correlation.outcome is 'score_before, score_change or cost_per_edit';
comment on column correlation.perturbation is 'Name of the perturbation; none for an original';
comment on column correlation.dose is '1; NULL for the unperturbed scores';
comment on column correlation.encoder is 'Encoder that was fine-tuned';
comment on column correlation.setting is 'native where the two languages are one, else cross_lingual';
comment on column correlation.n is 'Pairs correlated: the complete ones of correlation_point';
comment on column correlation.n_incomplete is 'Pairs left out; correlation_point says which and why';
comment on column correlation.pearson_r is 'Pearson correlation; NULL where undefined. Of two pairs it is 1 or -1 whatever they are, and has neither p nor interval';
comment on column correlation.pearson_p is 'Its two-sided p-value; NULL for n < 3';
comment on column correlation.pearson_low is 'Lower bound of its 95 % interval by Fisher''s transformation; NULL for n < 4';
comment on column correlation.pearson_high is 'Upper bound';
comment on column correlation.spearman_rho is 'Spearman correlation, average ranks for ties; NULL where undefined';
comment on column correlation.spearman_p is 'Its two-sided p-value by Student''s t, as in scipy; NULL for n < 3';
comment on column correlation.detectable_r is 'Smallest |r| that so many pairs find with 80 % power at two-sided .05: tanh((z(.975) + z(.8)) / sqrt(n - 3)); NULL for n < 4';
comment on column correlation.without_source_low is 'Smallest Pearson correlation when the pairs of one source language are left out, each in turn (correlation_without_source); NULL where leaving one out leaves nothing to correlate';
comment on column correlation.without_source_high is 'Largest, likewise';
comment on column correlation.role is 'confirmatory: named ahead of all results (the primary measure, by the encoder''s own tokenizer where one has a part, with the perturbations of the paper: score_before of none, cost_per_edit where mentions are edited, score_change of context_cosine); arithmetic: score_change of a perturbation that edits what is shared or what is not, expected by construction; else exploratory';
comment on column correlation.p_corrected is 'pearson_p corrected within its family; NULL where there is no p or no correction';
comment on column correlation.correction is 'holm over all confirmatory rows of a split in the warehouse, whatever the task, corpus, encoder and setting; benjamini_hochberg over all exploratory ones of that split; NULL for arithmetic rows and rows without p, which are in no family';
comment on column correlation.is_own_tokenizer is 'Is the tokenizer of the measure the one that the encoder was trained with? NULL where none has a part';
comment on column correlation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column correlation.split is 'Split of the test sets: test, or test_leak_free for the splits dealt anew';
comment on column correlation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part: what was made with others is another correlation';
comment on column correlation.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
