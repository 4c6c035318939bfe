-- A sentence without an edit is in the perturbed text as in the original (NER).
with part as (
    select test_set as text_set
    from perturbation
    union
    select perturbed_set as text_set
    from perturbation
),

whole as (
    select
        token.text_set,
        token.sentence,
        string_agg(token.form || ' ' || token.tag, ' ' order by token.position) as text
    from token
    semi join part on token.text_set = part.text_set
    group by token.text_set, token.sentence
)

select
    perturbation.perturbation_id,
    before.sentence,
    before.text as text_before,
    after.text as text_after
from perturbation
inner join whole as before on perturbation.test_set = before.text_set
inner join whole as after on perturbation.perturbed_set = after.text_set and before.sentence = after.sentence
anti join edit on perturbation.perturbation_id = edit.perturbation_id and before.sentence = edit.sentence
where before.text <> after.text
order by all;
