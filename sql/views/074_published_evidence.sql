create or replace view published_evidence as
with correlated_cell as (
    select
        case
            when outcome = 'f1_before' and task = 'ner' then 'transfer_follows_entity_overlap'
            when outcome = 'f1_before' then 'transfer_follows_word_overlap'
            when task = 'ner' then 'degradation_follows_entity_overlap'
            else 'degradation_follows_word_overlap'
        end as claim,
        *
    from published_correlation
    where
        overlap_kind in ('ner_entity_chunk', 'title_128_words')
        and (
            (outcome = 'f1_before' and setting = 'cross_lingual')
            or (outcome = 'f1_change' and role = 'arithmetic' and is_of_the_paper(perturbation))
        )
),

-- Native models of titles, against the overlap of the pair they stand beside (METHOD, T2).
native_title as ( -- noqa: ST03
    select
        { 'model': change.model, 'perturbation': change.perturbation } as sample,
        change.source,
        crossed.overlap_l2 as x,
        change.f1_change as y,
        true as is_complete
    from published_change as change
    inner join published_overlap as crossed
        on
            change.task = crossed.task
            and change.source = crossed.l1
            and change.l2 = crossed.l2
            and change.model = crossed.model
    where
        change.task = 'title'
        and change.setting = 'native'
        and crossed.setting = 'cross_lingual'
        and crossed.kind = 'title_128_words'
        and crossed.status = 'primary'
),

-- Falls, and one perturbation beside another, in the same models.
difference as ( -- noqa: ST03
    select
        {
            'claim': 'titles_are_memorised', 'task': task, 'model': model, 'setting': setting,
            'perturbation': perturbation, 'placebo': null, 'quantity': 'score_change', 'outcome': 'score_change',
            'direction': -1
        } as sample,
        source,
        l2 as target,
        f1_change as y
    from published_change
    where task = 'title' and perturbation in ('title_cosine', 'title_random')
    union all
    select
        {
            'claim': 'new_places_are_easier', 'task': task, 'model': model, 'setting': setting,
            'perturbation': perturbation, 'placebo': null, 'quantity': 'score_change', 'outcome': 'score_change',
            'direction': 1
        } as sample,
        source,
        l2 as target,
        f1_change as y
    from published_change
    where perturbation = 'loc_place' and setting = 'cross_lingual'
    union all
    select
        {
            'claim': 'combined_perturbation_is_worst', 'task': combined.task, 'model': combined.model,
            'setting': combined.setting, 'perturbation': combined.perturbation, 'placebo': single.perturbation,
            'quantity': 'perturbation_contrast', 'outcome': 'score_change', 'direction': -1
        } as sample,
        combined.source,
        combined.l2 as target,
        combined.f1_change - single.f1_change as y
    from published_change as combined
    inner join published_change as single
        on
            combined.task = single.task
            and combined.model = single.model
            and combined.l1 = single.l1
            and combined.l2 = single.l2
            and combined.setting = single.setting
            and single.perturbation in ('per_given_name', 'loc_place', 'entity_unshared', 'context_cosine')
    where combined.perturbation = 'entity_context'
    union all
    -- Of these targets the paper had as many training sentences as of their sources, within a tenth (METHOD, 2).
    select
        {
            'claim': 'high_resource_representations_are_stronger', 'task': native.task, 'model': native.model,
            'setting': null, 'perturbation': 'none', 'placebo': null, 'quantity': 'setting_contrast',
            'outcome': 'score_before', 'direction': 1
        } as sample,
        crossed.l1 as source,
        native.l2 as target,
        crossed.f1 - native.f1 as y
    from published_score as native
    inner join published_score as crossed
        on native.task = crossed.task and native.model = crossed.model and native.l2 = crossed.l2
    where
        native.task = 'ner'
        and native.l2 in ('br', 'fa', 'cy', 'ca', 'sk', 'ms', 'oc')
        and native.setting = 'native'
        and crossed.setting = 'cross_lingual'
        and native.perturbation = 'none'
        and crossed.perturbation = 'none'
        and native.status = 'primary'
        and crossed.status = 'primary'
),

robustness as (
    select
        unnest(['cross_lingual_more_robust', 'cross_lingual_more_robust_to_' || perturbation]) as claim,
        *
    from published_contrast
    where outcome = 'f1_change'
),

gathered as (
    select
        claim,
        task,
        model as encoder,
        setting,
        perturbation,
        'pearson_r' as quantity,
        replace(outcome, 'f1_', 'score_') as outcome,
        overlap_kind as measure,
        case when outcome = 'f1_before' then 1 else -1 end as direction,
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
        'native_title_text_is_the_pairs' as claim,
        'title' as task,
        sample.model as encoder,
        'native' as setting,
        sample.perturbation,
        'pearson_r' as quantity,
        'score_change' as outcome,
        'title_128_words' as measure,
        -1 as direction,
        false as is_arithmetic,
        pearson_r as estimate,
        pearson_low as low,
        pearson_high as high,
        pearson_p as p,
        without_source_low,
        without_source_high,
        n
    from correlated('native_title')
    union all by name
    select
        sample.claim,
        sample.task,
        sample.model as encoder,
        sample.setting,
        sample.perturbation,
        sample.placebo,
        sample.quantity,
        sample.outcome,
        sample.direction,
        false as is_arithmetic,
        mean as estimate,
        low,
        high,
        p,
        without_source_low,
        without_source_high,
        n
    from averaged_over_targets('difference')
    union all by name
    select
        claim,
        task,
        model as encoder,
        perturbation,
        case
            when task = 'title' then 'source'
            when is_same_text then 'none'
        end as perturbed_against,
        'setting_contrast' as quantity,
        'score_change' as outcome,
        1 as direction,
        not is_same_text as is_arithmetic,
        contrast as estimate,
        low,
        high,
        p,
        without_source_low,
        without_source_high,
        n
    from robustness
)

select
    claim,
    task,
    encoder,
    setting,
    perturbation,
    placebo,
    perturbed_against,
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

comment on view published_evidence is 'What do the numbers of the paper''s repository say of each claim? A row a cell, before it is read (claim_evidence). Scores of titles are F1 of option B (METHOD, T1).';
comment on column published_evidence.claim is 'Claim';
comment on column published_evidence.task is 'ner or title';
comment on column published_evidence.encoder is 'mbert or xlmr';
comment on column published_evidence.setting is 'native or cross_lingual; NULL where the two are compared';
comment on column published_evidence.perturbation is 'Perturbation; none for an original';
comment on column published_evidence.placebo is 'Perturbation that it is compared with; NULL else';
comment on column published_evidence.perturbed_against is 'Where native and cross-lingual are compared on one text: source (titles: that of the cross-lingual pair, METHOD T2) or none (perturbed without regard to training); NULL where they had two texts, and else';
comment on column published_evidence.quantity is 'pearson_r, setting_contrast (cross-lingual minus native), perturbation_contrast (perturbation minus the one it is compared with), or score_change';
comment on column published_evidence.outcome is 'What is correlated or averaged: score_before or score_change';
comment on column published_evidence.measure is 'Of a correlation: the overlap; NULL else';
comment on column published_evidence.estimate is 'The correlation, or the mean over targets';
comment on column published_evidence.low is 'Lower bound of its 95 % interval: Fisher''s, or Student''s over the targets';
comment on column published_evidence.high is 'Upper bound';
comment on column published_evidence.p is 'Two-sided p-value: Pearson''s, or the exact sign-flip test over the targets';
comment on column published_evidence.p_corrected is 'That of published_correlation where its correction is holm; NULL else, as claim_evidence corrects the rest';
comment on column published_evidence.without_source_low is 'Smallest estimate when the pairs of one source language are left out, each in turn';
comment on column published_evidence.without_source_high is 'Largest, likewise';
comment on column published_evidence.direction is 'Sign that the claim gives the estimate: 1 or -1';
comment on column published_evidence.n is 'Targets';
comment on column published_evidence.is_arithmetic is 'Is it so by construction, and thus no evidence? Correlations of overlap with the change under a perturbation that edits what is shared, and contrasts of models that were scored on different texts, of which the native one had more edited';
