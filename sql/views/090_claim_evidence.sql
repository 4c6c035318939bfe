create or replace view claim_evidence as
with given as (
    select
        'published' as basis,
        *
    from published_evidence
    union all by name
    select
        'warehouse' as basis,
        *
    from warehouse_evidence
),

cell as materialized (
    select
        * exclude (p_corrected),
        p_corrected as p_given
    from given
    where claim in (select claim.claim from claim)
),

-- A claim is one question, asked in each of its cells: these are a family, whatever the encoder and setting.
asked as ( -- noqa: ST03
    select
        *,
        { 'claim': claim, 'basis': basis, 'corpus': corpus, 'split': split, 'subset': subset } as family,
        case when p is not null and p_given is null and not is_arithmetic then 'holm' end as correction
    from cell
),

tested as (
    select
        * exclude (p_corrected),
        case when not is_arithmetic then coalesce(p_given, p_corrected) end as p_corrected,
        smallest_effect(case when quantity = 'pearson_r' then quantity else outcome end) as smallest_effect,
        case
            when split = 'test_leak_free' then 1
            when subset = 'leak_free' then 2
            else 3
        end
        -- The placebo of titles spares the words of the options: its fair counterpart does so as well.
        + case when ends_with(perturbation, '_sparing') then 0 else 10 end as place,
        corpus = 'lab' as is_of_lab
    from corrected('asked')
),

placed as (
    select
        *,
        min(place) over same_cell as first_place,
        bool_and(is_of_lab is true) over (partition by claim, basis) as is_all_of_lab
    from tested
    window same_cell as (
        partition by
            claim, basis, task, corpus, encoder, configuration, setting, replace(perturbation, '_sparing', ''),
            placebo, perturbed_against, embedding, parameters, quantity, outcome, measure
    )
)

select
    claim,
    basis,
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
    smallest_effect,
    direction,
    n,
    is_arithmetic,
    place = first_place and (is_of_lab is not true or is_all_of_lab) as is_headline,
    case
        when not is_arithmetic
            then reading_of_evidence(
                estimate, low, high, p_corrected, without_source_low, without_source_high, smallest_effect, direction
            )
    end as reading
from placed;

comment on view claim_evidence is 'What does the evidence say of each claim? A row a cell (basis, encoder, setting, perturbation), read by one rule: supported, contradicted or undecided.';
comment on column claim_evidence.claim is 'Claim';
comment on column claim_evidence.basis is 'published: the numbers of the paper''s repository; warehouse: the runs here';
comment on column claim_evidence.task is 'ner or title';
comment on column claim_evidence.corpus is 'Corpus of the test sets; NULL for published';
comment on column claim_evidence.split is 'Split of the test sets: test, or test_leak_free for the splits dealt anew; NULL for published';
comment on column claim_evidence.subset is 'Test sentences it is of: all, or leak_free (those not nearly in training, of either model where two are compared); NULL for published';
comment on column claim_evidence.encoder is 'Encoder that was fine-tuned; for published mbert or xlmr';
comment on column claim_evidence.configuration is 'Hash of all that was set for the training, without versions; NULL for published';
comment on column claim_evidence.setting is 'native or cross_lingual; NULL where the two are compared';
comment on column claim_evidence.perturbation is 'Perturbation; none for an original';
comment on column claim_evidence.placebo is 'Perturbation that it is compared with; NULL else';
comment on column claim_evidence.perturbed_against is 'Where native and cross-lingual are compared on one text: whose training set it was perturbed against (source, target, both or none). What is in one training set alone favours the other model; both directions are cells of the claim';
comment on column claim_evidence.embedding is 'Word vectors or proposals of the perturbation, or of the alignment; NULL where none have a part';
comment on column claim_evidence.parameters is 'Further parameters of the perturbation, JSON; NULL where they have no part';
comment on column claim_evidence.quantity is 'pearson_r, setting_contrast (cross-lingual minus native), arm_contrast and perturbation_contrast (perturbation minus placebo), or score_change';
comment on column claim_evidence.outcome is 'What is correlated or averaged: score_before, score_change (after minus before) or cost_per_edit (recall lost on an edited mention)';
comment on column claim_evidence.measure is 'Of a correlation: with what; NULL else';
comment on column claim_evidence.estimate is 'The correlation, or the mean over pairs or targets; NULL where undefined';
comment on column claim_evidence.low is 'Lower bound of its 95 % interval, not corrected';
comment on column claim_evidence.high is 'Upper bound';
comment on column claim_evidence.p is 'Two-sided p-value: Pearson''s, or the exact sign-flip test over the targets. With n targets that is never below 1 / 2^(n - 1): fewer than six cannot decide';
comment on column claim_evidence.p_corrected is 'For confirmatory correlations that of correlation and published_correlation; of the others Holm over the cells of the claim (of a basis, corpus, split and subset); NULL for arithmetic ones';
comment on column claim_evidence.without_source_low is 'Smallest estimate when the pairs of one source language are left out, each in turn; NULL where leaving one out leaves nothing';
comment on column claim_evidence.without_source_high is 'Largest, likewise';
comment on column claim_evidence.smallest_effect is 'Smallest size of interest of the quantity';
comment on column claim_evidence.direction is 'Sign that the claim gives the estimate: 1 or -1';
comment on column claim_evidence.n is 'Pairs correlated, or targets';
comment on column claim_evidence.is_arithmetic is 'Is it so by construction, and thus no evidence?';
comment on column claim_evidence.is_headline is 'Does it count for the verdict? Of the same cell on several sentences: splits dealt anew before leak-free sentences, those before all; of title perturbations the variant that spares the words of the options, as the placebo does, where there is one. Of the lab, whose languages are invented, only where a claim has nothing else';
comment on column claim_evidence.reading is 'supported, contradicted or undecided (macro reading_of_evidence); NULL for arithmetic cells';
