"""What a perturbation cost a pair is the mean of what it cost each run, seed by seed."""

from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse

MEANS = """
with by_seed as (
    select
        train_set, test_set, perturbation, perturbation_seed, count(*) as n_seeds, avg(score_before) as score_before,
        avg(score_change) as score_change
    from degradation group by all
)
select
    train_set, test_set, perturbation, min(n_seeds) as n_seeds, count(*) as n_perturbation_seeds,
    round(avg(score_before), 12) as score_before, round(avg(score_change), 12) as score_change
from by_seed group by all order by all
"""

OURS = """
select train_set, test_set, perturbation, n_seeds, n_perturbation_seeds, round(score_before, 12) as score_before,
    round(score_change, 12) as score_change
from pair_degradation where perturbation <> 'none' order by all
"""


def test_a_pair_has_the_means_of_degradation_over_runs_then_over_perturbation_seeds(warehouse: Warehouse) -> None:
    land_study(warehouse)
    means = warehouse.frame(MEANS)
    assert means.height == 8 * 2
    assert set(means["n_seeds"]) == set(means["n_perturbation_seeds"]) == {2}
    assert means.rows() == warehouse.frame(OURS).rows()
