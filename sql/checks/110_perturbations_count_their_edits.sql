-- A perturbation says how many edits it made, and made no more than there were places.
with made as (
    select
        perturbation_id,
        count(*) as n
    from edit
    group by perturbation_id
)

select
    perturbation.perturbation_id,
    perturbation.n_eligible,
    perturbation.n_changed,
    perturbation.n_no_candidate,
    coalesce(made.n, 0) as n_edits
from perturbation
left join made on perturbation.perturbation_id = made.perturbation_id
where
    perturbation.n_changed <> coalesce(made.n, 0)
    or perturbation.n_changed + perturbation.n_no_candidate > perturbation.n_eligible
order by perturbation.perturbation_id;
