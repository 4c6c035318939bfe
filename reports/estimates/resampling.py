"""Resamples of a test set: how often each cluster of sentences is drawn, and what counts then sum to.

A resample draws as many clusters as there are, with replacement. It is made once for a test set, from the seed and the
name of that set alone: so every run, setting and perturbation tested on it shares its resamples, and the difference of
two of them is paired.
"""

import hashlib
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Sums = npt.NDArray[np.floating]

N_DRAWN = 1 << 20
"""Clusters drawn at a time, over the resamples of a block: some 8 MB."""
EXACT = 1 << 24
"""Whole numbers below this are exact in single precision, and so is every sum of them, in any order."""


def stream(seed: int, *name: str) -> np.random.Generator:
    """Random numbers that depend on the seed and on a name alone."""
    digest = hashlib.sha256("\0".join((str(seed), *name)).encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16])))


def weights(random: np.random.Generator, *, n: int, replicates: int) -> Iterator[Array]:
    """Resamples of n clusters, in blocks of rows: how often each cluster is drawn (a multinomial with equal shares)."""
    height = max(1, N_DRAWN // max(n, 1))
    for first in range(0, replicates, height):
        block = np.empty((min(height, replicates - first), n))
        for row in block:
            # One row at a time: its tally stays in the cache, and how large a block is changes nothing.
            row[:] = np.bincount(random.integers(0, n, size=n), minlength=n)
        yield block


def resampled_sums(counts: Sums, random: Callable[[], np.random.Generator], *, replicates: int) -> Sums:
    """What counts (columns x clusters, whole numbers) sum to: first over the test set itself, then in each resample.

    Answers columns x (1 + replicates). In single precision where that is exact, else in double.
    """
    width, n = counts.shape
    largest = float(np.abs(counts).max(initial=0))
    kind = np.float32 if largest * n < EXACT else np.float64
    given = np.asarray(counts, dtype=kind)
    sums = np.zeros((width, 1 + replicates), dtype=kind)
    sums[:, 0] = given.sum(axis=1)
    first = 1
    for block in weights(random(), n=n, replicates=replicates) if n else ():
        sums[:, first : first + len(block)] = given @ block.T.astype(kind)
        first += len(block)
    return sums
