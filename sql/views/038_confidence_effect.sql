create or replace view confidence_effect as
with edited as (
    select
        tested.run,
        tested.perturbation,
        tested.perturbation_id,
        case when edit.was_seen then 'S' when not edit.was_seen then 'U' end
        || case when edit.is_seen then 'S' when not edit.is_seen then 'U' end as arm,
        tested.setting,
        tested.train_language,
        tested.test_language,
        tested.split,
        tested.original,
        tested.text_set,
        edit.type,
        edit.sentence,
        edit.original_first_token,
        edit.original_end_token,
        edit.first_token,
        edit.end_token,
        before.run is not null and after.run is not null as is_kept
    from evaluation_setting as tested
    inner join evaluation as unperturbed on tested.run = unperturbed.run and tested.original = unperturbed.text_set
    inner join edit on tested.perturbation_id = edit.perturbation_id and edit.mention is not null
    left join predicted_mention as before
        on
            tested.run = before.run
            and tested.original = before.text_set
            and edit.sentence = before.sentence
            and edit.original_first_token = before.first_token
            and before.is_correct
    left join predicted_mention as after
        on
            tested.run = after.run
            and tested.text_set = after.text_set
            and edit.sentence = after.sentence
            and edit.first_token = after.first_token
            and after.is_correct
    where tested.is_own_perturbation
),

counted as (
    select
        run,
        perturbation,
        perturbation_id,
        arm,
        setting,
        train_language,
        test_language,
        split,
        type,
        count(*) as n_edited,
        count(*) filter (where is_kept) as n_recalled_both,
        sum(original_end_token - original_first_token + end_token - first_token) as n_tokens
    from edited
    group by run, perturbation, perturbation_id, arm, setting, train_language, test_language, split, type
),

-- Every mention weighs alike, so a token of n weighs 1 / n.
edited_token as (
    select
        run,
        perturbation_id,
        arm,
        type,
        is_kept,
        false as is_after,
        original as text_set,
        sentence,
        unnest(range(original_first_token, original_end_token)) as position,
        1 / (original_end_token - original_first_token) as weight
    from edited
    union all
    select
        run,
        perturbation_id,
        arm,
        type,
        is_kept,
        true as is_after,
        text_set,
        sentence,
        unnest(range(first_token, end_token)) as position,
        1 / (end_token - first_token) as weight
    from edited
),

-- Most tokens are in no entity, and O is rightly said of them, with more than half the probability: never a gold
-- mention's, so they need not be joined.
likely as (
    select
        run,
        text_set,
        sentence,
        position,
        gold_probability
    from prediction
    where tag <> 'O' or gold_probability is distinct from probability or coalesce(gold_probability, 0) <= 0.5
),

summed as (
    select
        edited_token.run,
        edited_token.perturbation_id,
        edited_token.arm,
        edited_token.type,
        count(likely.gold_probability) as n_tokens,
        sum(edited_token.weight * likely.gold_probability) filter (where not edited_token.is_after) as before,
        sum(edited_token.weight * likely.gold_probability) filter (where edited_token.is_after) as after,
        sum(edited_token.weight * likely.gold_probability)
        filter (where not edited_token.is_after and edited_token.is_kept) as kept_before,
        sum(edited_token.weight * likely.gold_probability)
        filter (where edited_token.is_after and edited_token.is_kept) as kept_after
    from edited_token
    inner join likely
        on
            edited_token.run = likely.run
            and edited_token.text_set = likely.text_set
            and edited_token.sentence = likely.sentence
            and edited_token.position = likely.position
    group by edited_token.run, edited_token.perturbation_id, edited_token.arm, edited_token.type
),

averaged as (
    select
        counted.*,
        counted.n_tokens - coalesce(summed.n_tokens, 0) as n_without,
        case when counted.n_tokens = summed.n_tokens then summed.before / counted.n_edited end as before,
        case when counted.n_tokens = summed.n_tokens then summed.after / counted.n_edited end as after,
        case when counted.n_tokens = summed.n_tokens then share(summed.kept_before, counted.n_recalled_both) end
            as kept_before,
        case when counted.n_tokens = summed.n_tokens then share(summed.kept_after, counted.n_recalled_both) end
            as kept_after
    from counted
    left join summed
        on
            counted.run = summed.run
            and counted.perturbation_id = summed.perturbation_id
            and counted.arm is not distinct from summed.arm
            and counted.type = summed.type
)

select
    run,
    perturbation,
    perturbation_id,
    arm,
    setting,
    train_language,
    test_language,
    split,
    type,
    n_edited,
    n_recalled_both,
    cast(n_without as bigint) as n_without,
    before as probability_before,
    after as probability_after,
    before - after as probability_lost,
    kept_before as kept_probability_before,
    kept_after as kept_probability_after,
    kept_before - kept_after as kept_probability_lost
from averaged;

comment on view confidence_effect is 'How much less sure of the gold tags is a run on an edited mention, also where it still finds it? Mean over mentions of the mean over their tokens; no edits, no row; NULL where a probability is lacking.';
comment on column confidence_effect.run is 'Run';
comment on column confidence_effect.perturbation is 'Name of the perturbation';
comment on column confidence_effect.perturbation_id is 'Perturbation as built';
comment on column confidence_effect.arm is 'Whether the text was seen in training before and is after: S or U for each; NULL where no training set has a part';
comment on column confidence_effect.setting is 'native where the two languages are one, else cross_lingual';
comment on column confidence_effect.train_language is 'Language trained on';
comment on column confidence_effect.test_language is 'Language tested on';
comment on column confidence_effect.split is 'Split of the test set';
comment on column confidence_effect.type is 'Entity type before the edit';
comment on column confidence_effect.n_edited is 'Mentions edited';
comment on column confidence_effect.n_recalled_both is 'Of these, those found on the original text set and on the perturbed one';
comment on column confidence_effect.n_without is 'Tokens of edited mentions, before and after, without a gold probability, as of many imported runs';
comment on column confidence_effect.probability_before is 'Mean gold probability on the original text set; NULL where n_without is above 0';
comment on column confidence_effect.probability_after is 'Mean gold probability on the perturbed text set; NULL likewise';
comment on column confidence_effect.probability_lost is 'Before minus after: above 0 where the edit made it less sure';
comment on column confidence_effect.kept_probability_before is 'probability_before of the mentions found both times; NULL also where there are none';
comment on column confidence_effect.kept_probability_after is 'probability_after of the mentions found both times; NULL likewise';
comment on column confidence_effect.kept_probability_lost is 'probability_lost of the mentions found both times: what recall does not show; NULL likewise';
