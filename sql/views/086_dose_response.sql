create or replace view dose_response as
with cost as materialized (
    from pair_degradation
    where perturbation <> 'none'
),

several as (
    select perturbation
    from cost
    group by perturbation
    having count(distinct dose) > 1
),

built as materialized (
    select perturbation.*
    from perturbation
    semi join several on perturbation.perturbation = several.perturbation
),

edited as (
    select
        perturbation_id,
        sum(original_end_token - original_first_token) as n_tokens
    from edit
    where perturbation_id in (select built.perturbation_id from built)
    group by perturbation_id
),

-- Averaged over the seeds of the perturbation, as the score is.
dosed as (
    select
        built.perturbation,
        built.train_set,
        built.test_set,
        built.embedding,
        built.dose,
        built.parameters,
        avg(share(coalesce(edited.n_tokens, 0), original.n_tokens)) as edited_share
    from built
    inner join text_set as original on built.test_set = original.text_set
    left join edited on built.perturbation_id = edited.perturbation_id
    group by built.perturbation, built.train_set, built.test_set, built.embedding, built.dose, built.parameters
),

point as (
    select
        cost.*,
        unnest([{ 'unit': 'dose', 'x': cost.dose }, { 'unit': 'edited_share', 'x': dosed.edited_share }]) as given
    from cost
    inner join dosed
        on
            cost.perturbation = dosed.perturbation
            and cost.test_set = dosed.test_set
            and cost.dose = dosed.dose
            and cost.parameters = dosed.parameters
            and cost.embedding is not distinct from dosed.embedding
            and (dosed.train_set is null or cost.train_set = dosed.train_set)
),

summed as (
    select
        task,
        corpus,
        split,
        encoder,
        configuration,
        setting,
        train_language,
        test_language,
        train_set,
        test_set,
        perturbation,
        embedding,
        parameters,
        given.unit as per,
        min(n_seeds) as n_seeds,
        count(score_change) as n_doses,
        count(*) filter (where score_change is null) as n_without_edit,
        min(given.x) filter (where score_change is not null) as lowest,
        max(given.x) filter (where score_change is not null) as highest,
        min(score_change) < max(score_change) as has_changes,
        sum(given.x * score_change) as xy,
        sum(given.x * given.x) filter (where score_change is not null) as xx,
        sum(score_change * score_change) as yy,
        regr_slope(score_change, given.x) as slope,
        regr_intercept(score_change, given.x) as intercept,
        regr_r2(score_change, given.x) as r2
    from point
    group by all
    having count(*) > 1
)

select
    task,
    corpus,
    split,
    encoder,
    configuration,
    setting,
    train_language,
    test_language,
    perturbation,
    embedding,
    parameters,
    per,
    n_seeds,
    n_doses,
    n_without_edit,
    lowest,
    highest,
    xy / nullif(xx, 0) as slope_from_zero,
    case when n_doses > 1 then xy * xy / nullif(xx * yy, 0) end as r2_from_zero,
    case when lowest < highest then slope end as slope,
    case when lowest < highest then intercept end as intercept,
    case when lowest < highest and has_changes and n_doses > 2 then r2 end as r2,
    train_set,
    test_set
from summed;

comment on view dose_response is 'How does the loss grow with the dose? Least-squares lines of the change of the score against the dose, and against the share of the tokens that were edited, for each setting and perturbation that has several doses: through zero (no dose, no change) and with an intercept, and how straight they are.';
comment on column dose_response.task is 'ner or title';
comment on column dose_response.corpus is 'Corpus of the test set';
comment on column dose_response.split is 'Split of the test set';
comment on column dose_response.encoder is 'Encoder that was fine-tuned';
comment on column dose_response.configuration is 'Hash of all that was set for the training';
comment on column dose_response.setting is 'native where the two languages are one, else cross_lingual';
comment on column dose_response.train_language is 'Language trained on';
comment on column dose_response.test_language is 'Language tested on';
comment on column dose_response.perturbation is 'Name of the perturbation';
comment on column dose_response.embedding is 'Word vectors or proposals that it was made with; NULL where none have a part';
comment on column dose_response.parameters is 'Its further parameters, JSON: other parameters are another perturbation';
comment on column dose_response.per is 'What the line is against: dose (share of eligible places touched) or edited_share (tokens of the test set that were replaced, of all; titles: words of the texts)';
comment on column dose_response.n_seeds is 'Seeds of the runs, in the dose that has fewest';
comment on column dose_response.n_doses is 'Doses with an edit: the points of the line';
comment on column dose_response.n_without_edit is 'Doses that edited nothing, left out';
comment on column dose_response.lowest is 'Lowest dose, or edited share, of these points; NULL where there are none';
comment on column dose_response.highest is 'Highest of them';
comment on column dose_response.slope_from_zero is 'Change of the score a whole dose (or all tokens edited), by the line through zero';
comment on column dose_response.r2_from_zero is 'Share of the sum of squared changes that this line explains; NULL for one dose, or where nothing changed';
comment on column dose_response.slope is 'The same by the line with an intercept; NULL for one dose';
comment on column dose_response.intercept is 'Its value at zero: far from 0 where the loss does not grow along a line';
comment on column dose_response.r2 is 'Share of the variance it explains; NULL for less than three doses, or where all changes are alike';
comment on column dose_response.train_set is 'Text set trained on';
comment on column dose_response.test_set is 'Original text set tested on';
