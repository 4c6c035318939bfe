create or replace view context_edit_effect as
with context_edit as (
    select
        perturbation_id,
        sentence,
        count(*) as n_edited
    from edit
    where mention is null
    group by perturbation_id, sentence
),

beside as (
    select
        perturbation.perturbation_id,
        mention.sentence,
        mention.mention,
        mention.type,
        mention.first_token,
        context_edit.n_edited
    from context_edit
    inner join perturbation on context_edit.perturbation_id = perturbation.perturbation_id
    inner join mention on perturbation.test_set = mention.text_set and context_edit.sentence = mention.sentence
    anti join edit as replaced
        on
            perturbation.perturbation_id = replaced.perturbation_id
            and mention.sentence = replaced.sentence
            and mention.mention = replaced.mention
),

-- A mention moves by what the edits before it in its sentence have made longer or shorter.
moved as (
    select
        beside.perturbation_id,
        beside.sentence,
        beside.mention,
        cast(sum(earlier.token_change) as integer) as n_tokens
    from beside
    inner join edit as earlier
        on
            beside.perturbation_id = earlier.perturbation_id
            and beside.sentence = earlier.sentence
            and earlier.original_end_token <= beside.first_token
            and earlier.token_change <> 0
    group by beside.perturbation_id, beside.sentence, beside.mention
),

words_of_sentence as (
    select distinct
        perturbation_id,
        sentence,
        type,
        n_edited
    from beside
    union all
    select distinct
        perturbation_id,
        sentence,
        cast(null as varchar) as type,
        n_edited
    from beside
),

words as (
    select
        perturbation_id,
        type,
        sum(n_edited) as n_edited
    from words_of_sentence
    group by perturbation_id, type
),

outcome as (
    select
        tested.run,
        tested.perturbation,
        tested.perturbation_id,
        tested.setting,
        tested.train_language,
        tested.test_language,
        tested.split,
        beside.type,
        cast(before.is_correct is not null as integer) as was_recalled,
        cast(after.is_correct is not null as integer) as is_recalled
    from evaluation_setting as tested
    inner join evaluation as unperturbed on tested.run = unperturbed.run and tested.original = unperturbed.text_set
    inner join beside on tested.perturbation_id = beside.perturbation_id
    left join moved
        on
            beside.perturbation_id = moved.perturbation_id
            and beside.sentence = moved.sentence
            and beside.mention = moved.mention
    left join predicted_mention as before
        on
            tested.run = before.run
            and tested.original = before.text_set
            and beside.sentence = before.sentence
            and beside.first_token = before.first_token
            and before.is_correct
    left join predicted_mention as after
        on
            tested.run = after.run
            and tested.text_set = after.text_set
            and beside.sentence = after.sentence
            and beside.first_token + coalesce(moved.n_tokens, 0) = after.first_token
            and after.is_correct
    where tested.is_own_perturbation
),

recall as (
    select
        run,
        perturbation,
        perturbation_id,
        setting,
        train_language,
        test_language,
        split,
        type,
        count(*) as n_mentions,
        avg(was_recalled) as recall_before,
        avg(is_recalled) as recall_after
    from outcome
    group by
        grouping sets (
            (run, perturbation, perturbation_id, setting, train_language, test_language, split, type),
            (run, perturbation, perturbation_id, setting, train_language, test_language, split)
        )
)

select
    recall.run,
    recall.perturbation,
    recall.perturbation_id,
    recall.setting,
    recall.train_language,
    recall.test_language,
    recall.split,
    recall.type,
    words.n_edited,
    recall.n_mentions,
    recall.recall_before,
    recall.recall_after,
    recall.recall_before - recall.recall_after as cost_per_mention
from recall
inner join words on recall.perturbation_id = words.perturbation_id and recall.type is not distinct from words.type;

comment on view context_edit_effect is 'What did edits of the context cost? Recall, before and after, of the gold mentions that were left as they are in sentences with an edited context word; a row for all of them (type NULL) and one for each type; none, no row.';
comment on column context_edit_effect.run is 'Run';
comment on column context_edit_effect.perturbation is 'Name of the perturbation';
comment on column context_edit_effect.perturbation_id is 'Perturbation as built';
comment on column context_edit_effect.setting is 'native where the two languages are one, else cross_lingual';
comment on column context_edit_effect.train_language is 'Language trained on';
comment on column context_edit_effect.test_language is 'Language tested on';
comment on column context_edit_effect.split is 'Split of the test set';
comment on column context_edit_effect.type is 'Entity type; NULL for all types together';
comment on column context_edit_effect.n_edited is 'Context words edited in the sentences of these mentions';
comment on column context_edit_effect.n_mentions is 'Gold mentions in sentences with an edited context word, not edited themselves';
comment on column context_edit_effect.recall_before is 'Share of them found on the original text set';
comment on column context_edit_effect.recall_after is 'Share of the same found on the perturbed text set';
comment on column context_edit_effect.cost_per_mention is 'Recall lost on a mention: before minus after';
