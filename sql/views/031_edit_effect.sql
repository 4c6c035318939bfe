create or replace view edit_effect as
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
        edit.type,
        cast(before.is_correct is not null as integer) as was_recalled,
        cast(after.is_correct is not null as integer) as is_recalled
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
)

select
    run,
    perturbation,
    perturbation_id,
    arm,
    setting,
    train_language,
    test_language,
    type,
    count(*) as n_edited,
    avg(was_recalled) as recall_before,
    avg(is_recalled) as recall_after,
    avg(was_recalled) - avg(is_recalled) as cost_per_edit,
    split
from edited
group by run, perturbation, perturbation_id, arm, setting, train_language, test_language, split, type;

comment on view edit_effect is 'What did one edit cost? Recall of the edited mentions before and after, by arm and entity type; no edits, no row.';
comment on column edit_effect.run is 'Run';
comment on column edit_effect.perturbation is 'Name of the perturbation; none for an original';
comment on column edit_effect.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column edit_effect.arm is 'Whether the text was seen in training before and is after: S or U for each; NULL where no training set has a part';
comment on column edit_effect.setting is 'native where the two languages are one, else cross_lingual';
comment on column edit_effect.train_language is 'Language trained on';
comment on column edit_effect.test_language is 'Language tested on';
comment on column edit_effect.type is 'Entity type';
comment on column edit_effect.n_edited is 'Mentions edited';
comment on column edit_effect.recall_before is 'Share of them found on the original text set';
comment on column edit_effect.recall_after is 'Share of them found on the perturbed text set';
comment on column edit_effect.cost_per_edit is 'Recall lost on an edited mention: before minus after; NULL where nothing was edited';
comment on column edit_effect.split is 'Split of the test set';
