"""Retrieval of shared meanings: is the nearest form of the other language one that means the same?

Precision at 1 and mean reciprocal rank, by cosine and by cross-domain similarity local scaling (CSLS; Conneau, Lample,
Ranzato, Denoyer & Jégou 2018, "Word translation without parallel data", with k = 10). CSLS takes from the cosine of x
and y what each has with its k nearest neighbours of the other language on average, so that a hub, near to everything,
is nobody's translation: 2 cos(x, y) - r(x) - r(y). Of several translations of a form the best counts. Forms whose
similarity is the same are in no order: what is told is what a random order gives on average.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.alignment.similarity import Numbers, cosine_blocks, mean_of_nearest
from ingest.neighbours import BLOCK, Places
from ingest.vectors import Matrix

K = 10
"""Neighbours of CSLS, as its authors have it."""


@dataclass(frozen=True, kw_only=True)
class Hubness:
    """How near each form of either language is to its nearest of the other: r(x) and r(y) of CSLS."""

    source: Numbers
    target: Numbers


@dataclass(frozen=True, kw_only=True)
class Retrieved:
    """How well forms found those that mean the same: shares from 0 to 1."""

    precision_at_1: float
    csls_precision_at_1: float
    mean_reciprocal_rank: float
    csls_mean_reciprocal_rank: float


def hubness(source: Matrix, target: Matrix, *, k: int = K, block: int = BLOCK) -> Hubness:
    """The mean cosine of each form with its k nearest of the other language; rows are of length one."""
    return Hubness(
        source=mean_of_nearest(source, target, k=k, block=block),
        target=mean_of_nearest(target, source, k=k, block=block),
    )


def retrieve(
    source: Matrix, target: Matrix, pairs: Sequence[tuple[int, int]], *, near: Numbers, block: int = BLOCK
) -> Retrieved:
    """How well the rows of `source` in `pairs` find their rows of `target`, among all rows of it.

    `near` is `Hubness.target`. Each distinct row of `source` in the pairs is asked once. (r(x) is the same for every
    candidate of x, so it moves no rank and is left out.)
    """
    ordered = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
    asked, starts = np.unique(ordered[:, 0], return_index=True)
    ends = np.append(starts[1:], len(ordered))
    found: list[Numbers] = []
    for first, similar in cosine_blocks(source[asked], target, block=block):
        last = first + len(similar)
        right = ordered[starts[first] : ends[last - 1], 1]
        begins = starts[first:last] - starts[first]
        by_cosine = _ranked(similar, right, begins)
        by_csls = _ranked(2 * similar.astype(np.float64) - near, right, begins)
        found.append(np.stack([by_cosine[0], by_csls[0], by_cosine[1], by_csls[1]], axis=1))
    means: list[float] = np.concatenate(found).mean(axis=0).tolist()
    return Retrieved(
        precision_at_1=means[0],
        csls_precision_at_1=means[1],
        mean_reciprocal_rank=means[2],
        csls_mean_reciprocal_rank=means[3],
    )


def _ranked(scores: Matrix | Numbers, right: Places, begins: Places) -> tuple[Numbers, Numbers]:
    """For each row: the chance that a right one is first, and one by the mean rank of the first right one.

    `right` are the right columns of the rows, one row after another, `begins` where each row's begin.
    """
    n_right = np.diff(np.append(begins, len(right)))
    of_right = scores[np.repeat(np.arange(len(scores)), n_right), right]
    best = np.maximum.reduceat(of_right, begins)
    n_above = (scores > best[:, None]).sum(axis=1)
    n_level = (scores == best[:, None]).sum(axis=1)
    n_right_level = np.add.reduceat((of_right == np.repeat(best, n_right)).astype(np.int64), begins)
    first = np.where(n_above == 0, n_right_level / n_level, 0.0)
    # Of n in random order, m of them right, the first right one stands at (n + 1) / (m + 1) on average.
    return first, 1 / (n_above + (n_level + 1) / (n_right_level + 1))
