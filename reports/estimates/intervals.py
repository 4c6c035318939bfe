"""From replicates to an interval and a p-value.

The interval is the percentile one: it needs no second round of resampling, stays within what the score can be, and the
p-value is its inversion, so that the two never contradict one another. (The bias correction of BCa is undefined where
many replicates equal the estimate, as with few edits, and the acceleration is small for sums over thousands of
sentences.) Davison & Hinkley 1997, Bootstrap Methods and their Application, sections 5.3 and 4.4.
"""

from dataclasses import dataclass

import numpy as np

from reports.estimates.resampling import Array

LEVEL = 0.95
FEWEST_FINITE = 0.9
"""Where more than a tenth of the resamples have no edit (two edited clusters, or one), they bound nothing."""
ROUNDING = 1e-12


@dataclass(frozen=True, kw_only=True)
class Spread:
    """An estimate with its interval; what is undefined is None.

    variance: of the replicates, 0 where none differs from another. n_finite: replicates in which it is defined.
    """

    estimate: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    variance: float = 0.0
    n_finite: int = 0


def spread(values: Array, *, is_difference: bool) -> Spread:
    """An estimate (the first value) with what its replicates (the others, NaN where undefined) say of it.

    p is two-sided, against 0, for differences alone; replicates on 0 count on either side, and the estimate counts as
    one more replicate, so that it is never 0. Without any spread there is neither interval nor p: that no resample
    differs says that there are too few edits to resample, not that the estimate is certain.
    """
    if not np.isfinite(values[0]):
        return Spread(estimate=None)
    estimate, replicates = float(values[0]), values[1:][np.isfinite(values[1:])]
    n = len(replicates)
    variance = float(replicates.var(ddof=1)) if n > 1 else 0.0
    if variance < ROUNDING**2 or n < FEWEST_FINITE * (len(values) - 1):
        return Spread(estimate=estimate, variance=variance if variance >= ROUNDING**2 else 0.0, n_finite=n)
    low, high = np.quantile(replicates, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    p = two_sided_p(replicates) if is_difference else None
    return Spread(estimate=estimate, low=float(low), high=float(high), p=p, variance=variance, n_finite=n)


def two_sided_p(replicates: Array) -> float:
    """Twice the share of replicates on the rarer side of 0, the estimate itself counted as one more there."""
    n_below = np.count_nonzero(replicates <= ROUNDING)
    n_above = np.count_nonzero(replicates >= -ROUNDING)
    return min(1.0, 2 * (1 + min(int(n_below), int(n_above))) / (1 + len(replicates)))


def mean_of(values: list[Array]) -> Array:
    """The mean in each replicate over what is defined in it; NaN where nothing is."""
    stacked = np.stack(values)
    is_there = np.isfinite(stacked)
    n = is_there.sum(axis=0)
    total = np.where(is_there, stacked, 0.0).sum(axis=0)
    return np.divide(total, n, out=np.full(total.shape, np.nan), where=n > 0)
