"""The paired bootstrap over the sentences of every test set: what xlr estimate spends most of its time on."""

from collections.abc import Callable
from itertools import chain

from reports.estimates.cell import Estimate, PairEstimate
from reports.estimates.contrasts import arm_contrasts, facing, setting_contrasts, wanted_of_facing
from reports.estimates.counts import read_test_set
from reports.estimates.evaluations import read_evaluations, sources
from reports.estimates.settings import Tested, own_settings, wanted
from reports.estimates.sums import resample
from xlr_warehouse.warehouse import Warehouse

METHOD = "paired_bootstrap"


def bootstrapped(
    warehouse: Warehouse, *, replicates: int, seed: int, tell: Callable[[int, int], None]
) -> list[PairEstimate]:
    """Estimates of every setting that was tested, and of the differences of settings, from shared resamples."""
    evaluations = read_evaluations(warehouse)
    source_of = sources(evaluations)
    arms = warehouse.frame("select distinct treatment, placebo from arm_contrast order by all").rows()
    found: list[PairEstimate] = []
    for place, (original, rows) in enumerate(evaluations.items()):
        if rows:
            test_set = read_test_set(warehouse, original, task=rows[0].task)
            tested = Tested(test_set=test_set, evaluations=rows, source_of=source_of, arms=arms)
            pairs = facing(tested)
            asked = chain(wanted(tested), wanted_of_facing(tested, pairs))
            sums = resample(test_set, asked, replicates=replicates, seed=seed)
            found += own_settings(tested, sums)
            found += arm_contrasts(tested, sums)
            found += setting_contrasts(tested, sums, pairs)
        tell(place + 1, len(evaluations))
    return found


def as_estimate(one: PairEstimate, *, seed: int) -> Estimate:
    """The row of a pair's estimate."""
    return Estimate(
        cell=one.cell,
        method=METHOD,
        n=one.n,
        estimate=one.spread.estimate,
        low=one.spread.low,
        high=one.spread.high,
        p=one.spread.p,
        sd=one.sd,
        n_seeds=one.n_seeds,
        replicates=one.spread.n_finite,
        seed=seed,
    )
