"""Counts of a test set, summed over its sentences and then over every resample of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from reports.estimates.counts import Key, Near, TestSet
from reports.estimates.resampling import Array, Sums, resampled_sums, stream

N_CELLS = 1 << 26
"""Counts that are resampled at a time, over clusters and columns: a quarter of a gigabyte in single precision."""


@dataclass(frozen=True, kw_only=True)
class Resampled:
    """What each count sums to, over the sentences kept and then in each resample of them."""

    columns: dict[tuple[Key, Near], Sums]
    n_values: int

    def of(self, *key: str | int, near: Near = frozenset()) -> Array:
        """The sums of one count, zero where nothing was counted."""
        column = self.columns.get((key, near))
        return np.zeros(self.n_values) if column is None else column.astype(np.float64)


def resample(test_set: TestSet, wanted: Iterable[tuple[Key, Near]], *, replicates: int, seed: int) -> Resampled:
    """The sums of the counts that are asked for, each among the sentences kept for it."""
    columns = [column for column in dict.fromkeys(wanted) if column[0] in test_set.counts]
    width = max(1, N_CELLS // max(test_set.n_clusters, 1))
    sums: dict[tuple[Key, Near], Sums] = {}
    for first in range(0, len(columns), width):
        block = columns[first : first + width]
        found = resampled_sums(_dense(test_set, block), lambda: stream(seed, *test_set.name), replicates=replicates)
        sums |= {column: found[place] for place, column in enumerate(block)}
    return Resampled(columns=sums, n_values=1 + replicates)


def _dense(test_set: TestSet, columns: Sequence[tuple[Key, Near]]) -> Sums:
    """Counts as columns x clusters."""
    n = test_set.n_clusters
    kept = {near: test_set.kept(near).astype(np.float64) for near in dict.fromkeys(near for _, near in columns)}
    dense = np.empty((len(columns), n), dtype=np.float32)
    for place, (key, near) in enumerate(columns):
        numbers = test_set.counts[key] * kept[near] if near else test_set.counts[key]
        dense[place] = np.bincount(test_set.cluster, weights=numbers, minlength=n)
    return dense
