-- What is touched, and what is put there: so that perturbations of the two tasks meet.
create or replace macro kind_of_perturbation(perturbation) as
case
    when perturbation = 'entity_context' then 'entities_and_words'
    when perturbation in ('per_given_name', 'loc_place', 'context_only') or starts_with(perturbation, 'entity_')
        then 'entities'
    when ends_with(replace(perturbation, '_sparing', ''), '_cosine') then 'near_words'
    when ends_with(replace(perturbation, '_sparing', ''), '_random') or perturbation = 'title_placebo'
        then 'random_words'
    when perturbation = 'context_mlm' then 'likely_words'
    when perturbation in ('romanise', 'disguise', 'typo') then 'writing'
    when perturbation = 'title_option_only' then 'no_text'
    else 'other'
end;

comment on macro kind_of_perturbation is 'What a perturbation does, in words that serve both tasks: entities, near_words, random_words, likely_words, entities_and_words, writing, no_text, or other.'; -- noqa: PRS
