create or replace macro is_of_the_paper(perturbation) as
perturbation in (
    'per_given_name', 'loc_place', 'entity_unshared', 'context_cosine', 'entity_context', 'title_cosine', 'title_random'
);

comment on macro is_of_the_paper is 'Is a perturbation one of those of the paper?'; -- noqa: PRS
