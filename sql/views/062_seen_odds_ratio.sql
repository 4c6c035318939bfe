create or replace view seen_odds_ratio as
with counted as (
    select
        run,
        encoder,
        configuration,
        seed,
        corpus,
        train_language,
        test_language,
        setting,
        split,
        perturbation,
        perturbation_id,
        dose,
        perturbation_seed,
        is_own_perturbation,
        text_set,
        cast(coalesce(sum(n) filter (familiarity = 'seen'), 0) as bigint) as n_seen,
        cast(coalesce(sum(n_recalled) filter (familiarity = 'seen'), 0) as bigint) as n_seen_recalled,
        cast(coalesce(sum(n) filter (familiarity = 'unseen'), 0) as bigint) as n_unseen,
        cast(coalesce(sum(n_recalled) filter (familiarity = 'unseen'), 0) as bigint) as n_unseen_recalled,
        cast(coalesce(sum(n) filter (coalesce(familiarity, '') not in ('seen', 'unseen')), 0) as bigint) as n_other
    from recall_by_familiarity
    group by all
),

-- The correction of Haldane and Anscombe: a half more in every cell, where one is empty.
corrected as (
    select
        *,
        case
            when
                0 in (n_seen_recalled, n_seen - n_seen_recalled, n_unseen_recalled, n_unseen - n_unseen_recalled)
                then 0.5
            else 0
        end as more,
        n_seen > 0 and n_unseen > 0 as is_compared
    from counted
),

cell as (
    select
        * exclude (more),
        cast(n_seen_recalled + more as double) as a,
        cast(n_seen - n_seen_recalled + more as double) as b,
        cast(n_unseen_recalled + more as double) as c,
        cast(n_unseen - n_unseen_recalled + more as double) as d
    from corrected
),

logged as (
    select
        * exclude (a, b, c, d),
        case when is_compared then ln(a * d / (b * c)) end as log_odds_ratio,
        case when is_compared then 1.959963984540054e0 * sqrt(1 / a + 1 / b + 1 / c + 1 / d) end as half_width
    from cell
)

select
    run,
    encoder,
    configuration,
    seed,
    corpus,
    train_language,
    test_language,
    setting,
    split,
    perturbation,
    perturbation_id,
    dose,
    perturbation_seed,
    is_own_perturbation,
    text_set,
    n_seen,
    n_seen_recalled,
    n_unseen,
    n_unseen_recalled,
    n_other,
    exp(log_odds_ratio) as odds_ratio,
    exp(log_odds_ratio - half_width) as odds_ratio_low,
    exp(log_odds_ratio + half_width) as odds_ratio_high
from logged;

comment on view seen_odds_ratio is 'How do the odds of being found compare between entities that training has and entities it knows nothing of? A row for every run and text set with gold mentions; above 1 where the seen ones are found more easily.';
comment on column seen_odds_ratio.run is 'Run';
comment on column seen_odds_ratio.encoder is 'Encoder that was fine-tuned';
comment on column seen_odds_ratio.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column seen_odds_ratio.seed is 'Seed of the run';
comment on column seen_odds_ratio.corpus is 'Corpus of the test set';
comment on column seen_odds_ratio.train_language is 'Language trained on';
comment on column seen_odds_ratio.test_language is 'Language tested on';
comment on column seen_odds_ratio.setting is 'native where the two languages are one, else cross_lingual';
comment on column seen_odds_ratio.split is 'Split of the test set';
comment on column seen_odds_ratio.perturbation is 'Name of the perturbation; none for an original';
comment on column seen_odds_ratio.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column seen_odds_ratio.dose is 'Share of eligible places touched; NULL for an original';
comment on column seen_odds_ratio.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column seen_odds_ratio.is_own_perturbation is 'Whether the test set is an original, or was perturbed against the run''s own training set and by its own encoder''s vectors, or against none';
comment on column seen_odds_ratio.text_set is 'Text set tested on';
comment on column seen_odds_ratio.n_seen is 'Gold mentions whose text training has as this type';
comment on column seen_odds_ratio.n_seen_recalled is 'Of these, those the run found';
comment on column seen_odds_ratio.n_unseen is 'Gold mentions of which training has neither the text nor any of its tokens in an entity';
comment on column seen_odds_ratio.n_unseen_recalled is 'Of these, those the run found';
comment on column seen_odds_ratio.n_other is 'Gold mentions left out: seen as another type only or in part, or all of them where the run has no training set here';
comment on column seen_odds_ratio.odds_ratio is 'Odds of being found, seen by unseen; where one of the four counts is 0, each is raised by a half (Haldane, Anscombe); NULL without a seen or without an unseen mention';
comment on column seen_odds_ratio.odds_ratio_low is 'Low end of its 95 % interval: normal, of the logarithm; NULL likewise';
comment on column seen_odds_ratio.odds_ratio_high is 'High end of the same';
