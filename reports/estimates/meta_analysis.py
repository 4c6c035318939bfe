"""Estimates of several pairs put together: a random-effects model, with or without one moderator.

The variance between pairs is Paule & Mandel's (1982; with a moderator as in DerSimonian & Kacker 2007): the one at
which the weighted squares of what is left sum to their degrees of freedom. The interval is Knapp & Hartung's (2003,
Statistics in Medicine 22; Sidik & Jonkman 2002), which is that of weighted least squares with an estimated scale.
(combine_effects of statsmodels has both, but to five digits: with a tighter tolerance its root-finding takes the
variance to be 0 wherever the last step passes the root by rounding; and it knows no moderators.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import statsmodels.api as sm
from scipy.optimize import brentq

from reports.estimates.intervals import LEVEL
from reports.estimates.resampling import Array

_wls: Any = sm.WLS  # its types are written for other arguments
_root: Any = brentq  # likewise
TINY = 1e-24
"""Squares below this are rounding."""


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """What is put together: an estimate of each pair, its variance, its source and its target, and a moderator."""

    estimates: Array
    variances: Array
    sources: Sequence[str]
    targets: Sequence[str]
    moderator: Array | None = None

    def some(self, chosen: Sequence[bool]) -> "Pairs":
        """The pairs that are chosen."""
        places = [place for place, is_chosen in enumerate(chosen) if is_chosen]
        return Pairs(
            estimates=self.estimates[places],
            variances=self.variances[places],
            sources=[self.sources[place] for place in places],
            targets=[self.targets[place] for place in places],
            moderator=None if self.moderator is None else self.moderator[places],
        )

    def without(self, source: str) -> "Pairs":
        """The pairs of all other sources."""
        return self.some([one != source for one in self.sources])

    @property
    def design(self) -> Array:
        """A row for each pair: 1, and the moderator."""
        ones = np.ones_like(self.estimates)
        return ones[:, None] if self.moderator is None else np.column_stack([ones, self.moderator])

    @property
    def is_enough(self) -> bool:
        """Whether the number asked for is determined."""
        if self.moderator is None:
            return len(self.estimates) > 0
        return len(self.estimates) > 1 and float(np.ptp(self.moderator)) > 0


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """The mean over pairs, or the slope on the moderator; what is undefined is None. tau2: variance between pairs."""

    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    tau2: float | None = None


def pooled(pairs: Pairs) -> Pooled:
    """The random-effects mean (or slope) with its Knapp-Hartung interval.

    For as many pairs as coefficients there is an estimate alone. A pair whose variance is 0, as where no resample
    differs from another, is not certain but unresampled: it gets the largest variance of the others.
    """
    if not pairs.is_enough:
        return Pooled()
    design, tau2 = pairs.design, between_pairs(pairs)
    weights = 1 / (_variances(pairs) + tau2)
    n_free = len(pairs.estimates) - design.shape[1]
    estimate = float(_coefficients(pairs.estimates, design, weights)[-1])
    if n_free < 1 or _squares(pairs.estimates, design, np.ones_like(weights)) < TINY:
        return Pooled(estimate=estimate, tau2=tau2)
    fit: Any = _wls(pairs.estimates, design, weights=weights).fit()
    low, high = fit.conf_int(alpha=1 - LEVEL)[-1]
    return Pooled(estimate=float(fit.params[-1]), low=float(low), high=float(high), p=float(fit.pvalues[-1]), tau2=tau2)


def range_without_sources(pairs: Pairs) -> tuple[float | None, float | None]:
    """The smallest and the largest estimate when the pairs of one source are left out; None for a single source."""
    found: list[float] = []
    for source in sorted(set(pairs.sources)):
        rest = pairs.without(source)
        if rest.is_enough:
            weights = 1 / (_variances(rest) + between_pairs(rest))
            found.append(float(_coefficients(rest.estimates, rest.design, weights)[-1]))
    return (min(found), max(found)) if found else (None, None)


def between_pairs(pairs: Pairs) -> float:
    """Paule and Mandel's variance between pairs; 0 where their own variances explain all."""
    y, design, v = pairs.estimates, pairs.design, _variances(pairs)
    n_free = len(y) - design.shape[1]

    def excess(tau2: float) -> float:
        return _squares(y, design, 1 / (v + tau2)) - n_free

    if n_free < 1 or excess(0.0) <= 0:
        return 0.0
    # Weights of at most 1 / tau2 leave at most the plain squares over tau2.
    high = 2 * _squares(y, design, np.ones_like(y)) / n_free
    return _root(excess, 0.0, high, xtol=1e-16, rtol=1e-14)


def _variances(pairs: Pairs) -> Array:
    v = pairs.variances
    if np.all(v > 0):
        return v
    return np.where(v > 0, v, v.max()) if np.any(v > 0) else np.full_like(v, _even(pairs))


def _even(pairs: Pairs) -> float:
    """A variance for all alike that leaves nothing to explain: what is put together is then the plain mean."""
    n_free = max(1, len(pairs.estimates) - pairs.design.shape[1])
    return max(_squares(pairs.estimates, pairs.design, np.ones_like(pairs.estimates)) / n_free, 1.0e-12)


def _coefficients(y: Array, design: Array, weights: Array) -> Array:
    """Weighted least squares, by the closed form for a mean or a line."""
    total = weights.sum()
    mean_y = (weights * y).sum() / total
    if design.shape[1] == 1:
        return np.array([mean_y])
    x = design[:, 1]
    mean_x = (weights * x).sum() / total
    spread = (weights * (x - mean_x) ** 2).sum()
    slope = (weights * (x - mean_x) * (y - mean_y)).sum() / spread
    return np.array([mean_y - slope * mean_x, slope])


def _squares(y: Array, design: Array, weights: Array) -> float:
    """The weighted squares of what is left."""
    return float((weights * (y - design @ _coefficients(y, design, weights)) ** 2).sum())
