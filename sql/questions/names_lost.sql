create or replace macro names_lost(perturbation_name) as table
    with tested as (
        select
            run,
            original,
            text_set,
            perturbation_id
        from evaluation_setting
        where is_own_perturbation and perturbation = perturbation_name
    ),

    edited as (
        select
            edit.original,
            edit.replacement,
            edit.type,
            before.run is not null as was_recalled,
            after.run is not null as is_recalled
        from tested
        inner join evaluation as unperturbed
            on tested.run = unperturbed.run and tested.original = unperturbed.text_set
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
    )

    select
        original,
        type,
        count(*) as n_edited,
        count(*) filter (where was_recalled) as n_found_before,
        count(*) filter (where was_recalled and not is_recalled) as n_lost,
        count(distinct replacement) as n_replacements
    from edited
    group by original, type
    order by n_lost desc, n_edited desc, original asc, type asc;

comment on macro table names_lost is 'Which names does a perturbation make unfindable? Over all runs that were tested on it: how often a name was replaced, found before, and then not found in its new form.'; -- noqa: PRS
