-- An edit stands in both texts: what was replaced in the original, and what took its place in the perturbed one (NER).
with side as (
    select
        edit.perturbation_id,
        edit.text_set,
        edit.sentence,
        edit.first_token,
        edit.end_token,
        edit.replacement as wanted
    from edit
    union all
    select
        edit.perturbation_id,
        perturbation.test_set as text_set,
        edit.sentence,
        edit.original_first_token as first_token,
        edit.original_end_token as end_token,
        edit.original as wanted
    from edit
    inner join perturbation on edit.perturbation_id = perturbation.perturbation_id
),

found as (
    select
        side.perturbation_id,
        side.text_set,
        side.sentence,
        side.first_token,
        side.wanted,
        string_agg(token.form, ' ' order by token.position) as text
    from side
    inner join text_set on side.text_set = text_set.text_set and text_set.task = 'ner'
    left join token
        on
            side.text_set = token.text_set
            and side.sentence = token.sentence
            and token.position >= side.first_token
            and token.position < side.end_token
    group by all
)

select
    perturbation_id,
    text_set,
    sentence,
    first_token,
    wanted,
    text
from found
where lower(nfc_normalize(text)) is distinct from lower(nfc_normalize(wanted))
order by all;
