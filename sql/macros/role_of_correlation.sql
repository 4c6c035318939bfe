-- Confirmatory is what was named ahead of all results: the primary measure and the perturbations of the paper, with
-- the outcome that is not arithmetic. Where mentions are edited that is the cost of an edit; of context words no single
-- edit has a cost, so it is the change. Arithmetic rows are expected: they neither confirm nor explore.
create or replace macro role_of_correlation(is_primary, outcome, perturbation) as
case
    when outcome in ('score_change', 'f1_change') and is_arithmetic(perturbation) then 'arithmetic'
    when not is_primary then 'exploratory'
    when perturbation = 'none' then 'confirmatory'
    when not is_of_the_paper(perturbation) then 'exploratory'
    when outcome = 'cost_per_edit' and perturbation <> 'context_cosine' and not starts_with(perturbation, 'title_')
        then 'confirmatory'
    when outcome in ('score_change', 'f1_change') and perturbation = 'context_cosine' then 'confirmatory'
    else 'exploratory'
end;

comment on macro role_of_correlation is 'What a correlation with overlap is for: confirmatory (named ahead), arithmetic (true by construction) or exploratory.'; -- noqa: PRS
