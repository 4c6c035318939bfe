"""What needs no variances across pairs: exact sign flips over targets, and drawing whole sources."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reports.estimates.meta_analysis import Pairs
from reports.estimates.resampling import Array, stream, weights

MOST = 20
"""Targets up to which all signs are looked at: a million ways."""
BATCH = 1 << 14
ROUNDING = 1e-12


@dataclass(frozen=True, kw_only=True)
class Flipped:
    """The mean over targets, and how often it is as far from 0 when signs are no more likely one way than the other."""

    estimate: float
    p: float | None
    n: int


def sign_flip(pairs: Pairs) -> Flipped:
    """Exact and two-sided; a target that several sources serve counts once, with their mean. p is None beyond 20."""
    differences = by_name(pairs.estimates, pairs.targets)
    n = len(differences)
    return Flipped(estimate=float(differences.mean()), p=sign_flip_p(differences) if n <= MOST else None, n=n)


def sign_flip_p(differences: Array) -> float:
    """The share of all 2^n ways to choose the signs whose sum is as far from 0, but for rounding, as it is."""
    n = len(differences)
    bar = abs(float(differences.sum())) - ROUNDING * float(np.abs(differences).sum())
    n_as_far = 0
    for first in range(0, 1 << n, BATCH):
        ways = np.arange(first, min(first + BATCH, 1 << n))[:, None]
        signs = 1.0 - 2.0 * (ways >> np.arange(n) & 1)
        n_as_far += int(np.count_nonzero(np.abs(signs @ differences) >= bar))
    return n_as_far / (1 << n)


def drawn_sources(pairs: Pairs, *, replicates: int, seed: int) -> Array:
    """The plain mean over pairs, and the same of resamples that draw whole sources with replacement.

    With the few sources of a study the interval of these is too narrow (anti-conservative): it is shown, never tested.
    """
    names = sorted(set(pairs.sources))
    place = {name: number for number, name in enumerate(names)}
    of = np.array([place[name] for name in pairs.sources])
    total = np.bincount(of, weights=pairs.estimates, minlength=len(names))
    n_pairs = np.bincount(of, minlength=len(names))
    drawn = np.concatenate([*weights(stream(seed, "sources", *names), n=len(names), replicates=replicates)])
    return np.concatenate([[pairs.estimates.mean()], (drawn @ total) / (drawn @ n_pairs)])


def by_name(values: Array, names: Sequence[str]) -> Array:
    """The mean of the values of each name, in the order of the names."""
    return np.array([values[[one == name for one in names]].mean() for name in sorted(set(names))])
