create or replace view edit_effect as
with edited as materialized (
    select
        edit.perturbation_id,
        perturbation.test_set,
        perturbation.perturbed_set,
        edit.sentence,
        edit.original_first_token,
        edit.first_token,
        edit.type,
        case when edit.was_seen then 'S' when not edit.was_seen then 'U' end
        || case when edit.is_seen then 'S' when not edit.is_seen then 'U' end as arm
    from edit
    inner join perturbation on edit.perturbation_id = perturbation.perturbation_id
    where edit.mention is not null
),

-- Edits alike but for their place, numbered: so that mentions are counted by a number.
kind as materialized (
    select
        perturbation_id,
        type,
        arm,
        count(*) as n_edited,
        row_number() over () as kind
    from edited
    group by perturbation_id, type, arm
),

numbered as materialized (
    select
        edited.*,
        kind.kind
    from edited
    inner join kind
        on
            edited.perturbation_id = kind.perturbation_id
            and edited.type is not distinct from kind.type
            and edited.arm is not distinct from kind.arm
),

-- Where the mention stood before its edit and where it stands after: both are looked up in one pass.
place as (
    select
        test_set as text_set,
        sentence,
        original_first_token as first_token,
        kind,
        true as is_before
    from numbered
    union all
    select
        perturbed_set as text_set,
        sentence,
        first_token,
        kind,
        false as is_before
    from numbered
),

hit as materialized (
    select
        found.run,
        place.kind,
        place.is_before
    from predicted_mention as found
    inner join place
        on
            found.text_set = place.text_set
            and found.sentence = place.sentence
            and found.first_token = place.first_token
    where found.is_correct
),

recalled as (
    select
        run,
        kind,
        count(*) filter (is_before) as n_before,
        count(*) filter (not is_before) as n_after
    from hit
    group by run, kind
)

select
    tested.run,
    tested.perturbation,
    tested.perturbation_id,
    kind.arm,
    tested.setting,
    tested.train_language,
    tested.test_language,
    kind.type,
    kind.n_edited,
    coalesce(recalled.n_before, 0) / kind.n_edited as recall_before,
    coalesce(recalled.n_after, 0) / kind.n_edited as recall_after,
    coalesce(recalled.n_before, 0) / kind.n_edited - coalesce(recalled.n_after, 0) / kind.n_edited as cost_per_edit,
    tested.split
from evaluation_setting as tested
inner join evaluation as unperturbed on tested.run = unperturbed.run and tested.original = unperturbed.text_set
inner join kind on tested.perturbation_id = kind.perturbation_id
left join recalled on tested.run = recalled.run and kind.kind = recalled.kind
where tested.is_own_perturbation;

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
