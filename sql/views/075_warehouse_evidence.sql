create or replace view warehouse_evidence as
with correlated_cell as (
    select
        case
            when outcome = 'score_before' and task = 'ner' then 'transfer_follows_entity_overlap'
            when outcome = 'score_before' then 'transfer_follows_word_overlap'
            when outcome = 'cost_per_edit' then 'cost_per_edit_follows_entity_overlap'
            when task = 'ner' then 'degradation_follows_entity_overlap'
            else 'degradation_follows_word_overlap'
        end as claim,
        *
    from correlation
    where
        split in ('test', 'test_leak_free')
        and measure = primary_measure(task)
        and coalesce(is_own_tokenizer, true)
        and (
            (outcome = 'score_before' and setting = 'cross_lingual')
            or (outcome = 'cost_per_edit' and perturbation = 'entity_unshared')
            or (outcome = 'score_change' and role = 'arithmetic' and is_of_the_paper(perturbation))
        )
),

-- The rival of overlap: how alike an encoder represents two languages, by words that they do not share.
aligned as ( -- noqa: ST03
    select
        {
            'corpus': point.corpus, 'split': point.split, 'encoder': point.encoder,
            'configuration': point.configuration, 'embedding': covariate.alignment_embedding,
            'sample_size': covariate.sample_size
        } as sample,
        point.source,
        covariate.value as x,
        point.y,
        point.is_complete
    from correlation_point as point
    inner join pair_covariate as covariate
        on
            point.train_set = covariate.train_set
            and point.test_set = covariate.test_set
            and point.encoder = covariate.encoder
    where
        point.task = 'ner'
        and point.outcome = 'score_before'
        and point.setting = 'cross_lingual'
        and point.split in ('test', 'test_leak_free')
        and point.measure = primary_measure('ner')
        and covariate.covariate = 'alignment'
        and covariate.name = 'language_mixing'
        and covariate.unit = 'word'
        and covariate.spelling = 'different'
),

estimated as (
    select *
    from estimate
    where split in ('test', 'test_leak_free') and coalesce(dose, 1) = 1 and type is null
),

-- Across pairs: the random-effects mean with its interval, and the exact sign flips.
pooled as (
    select
        quantity,
        task,
        corpus,
        split,
        subset,
        outcome,
        encoder,
        configuration,
        setting,
        perturbation,
        placebo,
        perturbed_against,
        embedding,
        parameters,
        any_value(estimate) filter (method = 'random_effects_knapp_hartung') as estimate,
        any_value(low) filter (method = 'random_effects_knapp_hartung') as low,
        any_value(high) filter (method = 'random_effects_knapp_hartung') as high,
        any_value(p) filter (method = 'sign_flip') as p,
        any_value(without_source_low) filter (method = 'random_effects_knapp_hartung') as without_source_low,
        any_value(without_source_high) filter (method = 'random_effects_knapp_hartung') as without_source_high,
        coalesce(
            any_value(n) filter (method = 'sign_flip'), any_value(n) filter (method = 'random_effects_knapp_hartung')
        ) as n
    from estimated
    where test_language is null and method in ('random_effects_knapp_hartung', 'sign_flip')
    group by all
),

pooled_cell as (
    select
        unnest([
            'cross_lingual_more_robust',
            'cross_lingual_more_robust_to_' || replace(perturbation, '_both', '')
        ]) as claim,
        case when outcome = 'cost_per_edit' then -1 else 1 end as direction,
        * replace (
            coalesce(outcome, quantity) as outcome
        )
    from pooled
    where
        quantity = 'setting_contrast'
        and is_of_the_paper(replace(perturbation, '_both', ''))
        and outcome = case
            when task = 'title' or perturbation = 'context_cosine' then 'score_change' else 'cost_per_edit'
        end
    union all
    select
        'known_names_are_memorised' as claim,
        1 as direction,
        * replace (
            'cost_per_edit' as outcome
        )
    from pooled
    where quantity = 'arm_contrast' and perturbation = 'entity_unshared' and placebo = 'entity_placebo'
    union all
    select
        'new_places_are_easier' as claim,
        1 as direction,
        * replace (
            'score_change' as outcome
        )
    from pooled
    where quantity = 'score_change' and perturbation = 'loc_place' and setting = 'cross_lingual'
),

of_pair as (
    select
        quantity,
        task,
        corpus,
        split,
        subset,
        encoder,
        configuration,
        setting,
        train_language,
        test_language,
        perturbation,
        embedding,
        parameters,
        estimate
    from estimated
    where
        test_language is not null
        and method = 'paired_bootstrap'
        and quantity in ('score', 'score_change')
        and estimate is not null
),

-- A native model goes with the source of the one cross-lingual model that is tested on its language.
source_of_target as (
    select
        task,
        corpus,
        split,
        encoder,
        configuration,
        test_language,
        any_value(train_language) as source
    from of_pair
    where setting = 'cross_lingual'
    group by task, corpus, split, encoder, configuration, test_language
    having count(distinct train_language) = 1
),

contrasted as (
    select
        case
            when treated.task = 'title' then 'titles_are_memorised'
            else 'combined_perturbation_is_worst'
        end as claim,
        treated.task,
        treated.corpus,
        treated.split,
        treated.subset,
        treated.encoder,
        treated.configuration,
        treated.setting,
        treated.perturbation,
        other.perturbation as placebo,
        treated.embedding,
        'perturbation_contrast' as quantity,
        'score_change' as outcome,
        treated.train_language,
        treated.test_language,
        treated.estimate - other.estimate as y
    from of_pair as treated
    inner join of_pair as other
        on
            treated.quantity = other.quantity
            and treated.task = other.task
            and treated.corpus = other.corpus
            and treated.split = other.split
            and treated.subset = other.subset
            and treated.encoder = other.encoder
            and treated.configuration = other.configuration
            and treated.train_language = other.train_language
            and treated.test_language = other.test_language
            and (treated.embedding is null or other.embedding is null or treated.embedding = other.embedding)
    where
        treated.quantity = 'score_change'
        and (
            (
                replace(treated.perturbation, '_sparing', '') in ('title_random', 'title_cosine')
                and other.perturbation = 'title_placebo'
            )
            or (
                treated.perturbation = 'entity_context'
                and other.perturbation in ('per_given_name', 'loc_place', 'entity_unshared', 'context_cosine')
            )
        )
),

training as (
    select
        corpus,
        task,
        language,
        replace(split, 'train', 'test') as split,
        n_items
    from text_set
    where perturbation = 'none' and split in ('train', 'train_leak_free')
),

-- Equal training: neither set has more than a tenth more than the other. All sentences: those that are not nearly in
-- training are others for each of the two.
equally_trained as (
    select
        'high_resource_representations_are_stronger' as claim,
        native.task,
        native.corpus,
        native.split,
        native.subset,
        native.encoder,
        native.configuration,
        null as setting,
        'none' as perturbation,
        null as placebo,
        null as embedding,
        'setting_contrast' as quantity,
        'score_before' as outcome,
        crossed.train_language,
        native.test_language,
        crossed.estimate - native.estimate as y
    from of_pair as native
    inner join of_pair as crossed
        on
            native.task = crossed.task
            and native.corpus = crossed.corpus
            and native.split = crossed.split
            and native.subset = crossed.subset
            and native.encoder = crossed.encoder
            and native.configuration = crossed.configuration
            and native.test_language = crossed.test_language
    inner join training as target
        on
            native.corpus = target.corpus
            and native.task = target.task
            and native.train_language = target.language
            and native.split = target.split
    inner join training as source
        on
            crossed.corpus = source.corpus
            and crossed.task = source.task
            and crossed.train_language = source.language
            and crossed.split = source.split
    where
        native.quantity = 'score'
        and crossed.quantity = 'score'
        and native.task = 'ner'
        and native.subset = 'all'
        and native.perturbation = 'none'
        and crossed.perturbation = 'none'
        and native.setting = 'native'
        and crossed.setting = 'cross_lingual'
        and greatest(target.n_items, source.n_items) <= 1.1 * least(target.n_items, source.n_items)
),

difference as ( -- noqa: ST03
    select
        {
            'claim': given.claim, 'task': given.task, 'corpus': given.corpus, 'split': given.split,
            'subset': given.subset, 'encoder': given.encoder, 'configuration': given.configuration,
            'setting': given.setting, 'perturbation': given.perturbation, 'placebo': given.placebo,
            'embedding': given.embedding, 'quantity': given.quantity, 'outcome': given.outcome
        } as sample,
        case
            when given.setting = 'native' then coalesce(source_of_target.source, given.train_language)
            else given.train_language
        end as source,
        given.test_language as target,
        given.y
    from (
        from contrasted
        union all by name
        from equally_trained
    ) as given
    left join source_of_target
        on
            given.task = source_of_target.task
            and given.corpus = source_of_target.corpus
            and given.split = source_of_target.split
            and given.encoder = source_of_target.encoder
            and given.configuration = source_of_target.configuration
            and given.test_language = source_of_target.test_language
),

gathered as (
    select
        claim,
        task,
        corpus,
        split,
        'all' as subset,
        encoder,
        configuration,
        setting,
        perturbation,
        embedding,
        parameters,
        'pearson_r' as quantity,
        outcome,
        measure,
        case when outcome = 'score_change' then -1 else 1 end as direction,
        role = 'arithmetic' as is_arithmetic,
        pearson_r as estimate,
        pearson_low as low,
        pearson_high as high,
        pearson_p as p,
        case when correction = 'holm' then p_corrected end as p_corrected,
        without_source_low,
        without_source_high,
        n
    from correlated_cell
    union all by name
    select
        'transfer_follows_alignment' as claim,
        'ner' as task,
        sample.corpus,
        sample.split,
        'all' as subset,
        sample.encoder,
        sample.configuration,
        'cross_lingual' as setting,
        'none' as perturbation,
        sample.embedding,
        'pearson_r' as quantity,
        'score_before' as outcome,
        'language_mixing' as measure,
        1 as direction,
        false as is_arithmetic,
        pearson_r as estimate,
        pearson_low as low,
        pearson_high as high,
        pearson_p as p,
        without_source_low,
        without_source_high,
        n
    from correlated('aligned')
    union all by name
    select
        *,
        -- What was taken from one training set alone costs the model that was trained on it.
        coalesce(perturbed_against in ('source', 'target'), false) as is_arithmetic
    from pooled_cell
    union all by name
    select
        sample.claim,
        sample.task,
        sample.corpus,
        sample.split,
        sample.subset,
        sample.encoder,
        sample.configuration,
        sample.setting,
        sample.perturbation,
        sample.placebo,
        sample.embedding,
        sample.quantity,
        sample.outcome,
        case when sample.quantity = 'setting_contrast' then 1 else -1 end as direction,
        false as is_arithmetic,
        mean as estimate,
        low,
        high,
        p,
        without_source_low,
        without_source_high,
        n
    from averaged_over_targets('difference')
)

select
    claim,
    task,
    corpus,
    split,
    subset,
    encoder,
    configuration,
    setting,
    perturbation,
    placebo,
    perturbed_against,
    embedding,
    parameters,
    quantity,
    outcome,
    measure,
    estimate,
    low,
    high,
    p,
    p_corrected,
    without_source_low,
    without_source_high,
    direction,
    n,
    is_arithmetic
from gathered;

comment on view warehouse_evidence is 'What do the runs in this warehouse say of each claim? A row a cell, before it is read (claim_evidence). Correlations are of correlation; all else of the table estimate, which xlr estimate fills.';
comment on column warehouse_evidence.claim is 'Claim';
comment on column warehouse_evidence.task is 'ner or title';
comment on column warehouse_evidence.corpus is 'Corpus of the test sets';
comment on column warehouse_evidence.split is 'Split of the test sets: test, or test_leak_free for the splits dealt anew';
comment on column warehouse_evidence.subset is 'Test sentences it is of: all, or leak_free';
comment on column warehouse_evidence.encoder is 'Encoder that was fine-tuned';
comment on column warehouse_evidence.configuration is 'Hash of all that was set for the training, without versions';
comment on column warehouse_evidence.setting is 'native or cross_lingual; NULL where the two are compared';
comment on column warehouse_evidence.perturbation is 'Perturbation; none for an original';
comment on column warehouse_evidence.placebo is 'Perturbation that it is compared with; NULL else';
comment on column warehouse_evidence.perturbed_against is 'Where native and cross-lingual are compared: whose training set the text was perturbed against (source, target, both or none); NULL else';
comment on column warehouse_evidence.embedding is 'Word vectors or proposals of the perturbation, or of the alignment; NULL where none have a part';
comment on column warehouse_evidence.parameters is 'Further parameters of the perturbation, JSON; NULL where it is compared with another, and for the unperturbed scores';
comment on column warehouse_evidence.quantity is 'pearson_r, setting_contrast (cross-lingual minus native, on the same text), arm_contrast and perturbation_contrast (perturbation minus placebo), or score_change';
comment on column warehouse_evidence.outcome is 'What is correlated or averaged: score_before, score_change or cost_per_edit';
comment on column warehouse_evidence.measure is 'Of a correlation: the overlap, or the alignment; NULL else';
comment on column warehouse_evidence.estimate is 'The correlation; the random-effects mean over pairs; for perturbation_contrast and the score before the plain mean over targets';
comment on column warehouse_evidence.low is 'Lower bound of its 95 % interval: Fisher''s, Knapp and Hartung''s, or Student''s over the targets';
comment on column warehouse_evidence.high is 'Upper bound';
comment on column warehouse_evidence.p is 'Two-sided p-value: Pearson''s, or the exact sign-flip test over the targets';
comment on column warehouse_evidence.p_corrected is 'That of correlation where its correction is holm; NULL else, as claim_evidence corrects the rest';
comment on column warehouse_evidence.without_source_low is 'Smallest estimate when the pairs of one source language are left out, each in turn';
comment on column warehouse_evidence.without_source_high is 'Largest, likewise';
comment on column warehouse_evidence.direction is 'Sign that the claim gives the estimate: 1 or -1; above 0 is better for scores and worse for cost_per_edit';
comment on column warehouse_evidence.n is 'Pairs correlated, or targets';
comment on column warehouse_evidence.is_arithmetic is 'Is it so by construction, and thus no evidence? Correlations of overlap with the change under a perturbation that edits what is shared; native against cross-lingual on text perturbed against the training set of one of them';
