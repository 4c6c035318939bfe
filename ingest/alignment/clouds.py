"""Similarity of two clouds of vectors: centroids, distributions, and whether languages mix among neighbours.

All are of vectors of length one, of samples of one size, and symmetric: which language is which has no part.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.alignment.similarity import Numbers, cosine_blocks
from ingest.neighbours import BLOCK
from ingest.vectors import Matrix

K = 10
"""Neighbours of the language mixing."""
LEAST = K + 1
"""Points on either side: a point has K others of its own language."""


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike two clouds are.

    `centroid_cosine`: the cosine of their means (language neutrality; Libovický, Rosa & Fraser 2020).
    `frechet_distance`: the 2-Wasserstein distance of the normal distributions with their means and covariances (Dowson
    & Landau 1982; Heusel et al. 2017 use its square as FID). It is too large for small samples, so only values of one
    sample size compare. `energy_distance`: twice the mean distance between the clouds less the mean distances within
    them, over distinct points (Székely & Rizzo 2013): 0 for one distribution on average at any sample size, so it may
    come out a little below. `language_mixing`: the share of the K nearest neighbours that are of the other language,
    divided by what mixing at random gives (the coincidences of Schilling 1986): 1 where the languages cannot be told
    apart, 0 where they are separate; above 1 where points have their own in the other language, as shared forms do.
    """

    centroid_cosine: float
    frechet_distance: float
    energy_distance: float
    language_mixing: float


def likeness(one: Matrix, other: Matrix, *, block: int = BLOCK) -> Likeness:
    """How alike two clouds of equally many unit rows are; raises `ValueError` for too few, or not equally many."""
    if len(one) != len(other) or len(one) < LEAST:
        raise ValueError(f"clouds of {len(one)} and {len(other)} points: at least {LEAST} each, as many in both")
    energy, mixing = _neighbourhoods(one, other, block=block)
    return Likeness(
        centroid_cosine=centroid_cosine(one, other),
        frechet_distance=frechet_distance(one, other),
        energy_distance=energy,
        language_mixing=mixing,
    )


def centroid_cosine(one: Matrix, other: Matrix) -> float:
    """The cosine of the means of two clouds; 0 where one of them is the origin."""
    a, b = one.mean(axis=0, dtype=np.float64), other.mean(axis=0, dtype=np.float64)
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / lengths if lengths > 0 else 0.0


def frechet_distance(one: Matrix, other: Matrix) -> float:
    """The 2-Wasserstein distance of two normal distributions, with the means and covariances (by n - 1) of two clouds.

    The trace of the root of the product of two covariances A'A and B'B is the sum of the singular values of AB'; the
    triangular factors of A and B have the same, in no more rows than there are dimensions. So nothing is squared.
    """
    a, b = one.mean(axis=0, dtype=np.float64), other.mean(axis=0, dtype=np.float64)
    left, right = _factor(one - a), _factor(other - b)
    shared = float(np.linalg.svd(left @ right.T, compute_uv=False).sum())
    squared = float(((a - b) ** 2).sum() + (left**2).sum() + (right**2).sum()) - 2 * shared
    return float(np.sqrt(max(0.0, squared)))


def _factor(centred: Numbers) -> Numbers:
    """A triangular R with R'R the covariance of centred rows."""
    triangle: Numbers = np.linalg.qr(centred / np.sqrt(len(centred) - 1), mode="r")  # pyright: ignore[reportAssignmentType] (numpy's stub knows only the mode that gives two)
    return triangle


def _neighbourhoods(one: Matrix, other: Matrix, *, block: int) -> tuple[float, float]:
    """The energy distance and the language mixing, from one pass over the distances in the union of both clouds."""
    n = len(one)
    union = np.concatenate([one, other])
    lengths = np.einsum("ij,ij->i", union, union, dtype=np.float64)
    within = between = n_foreign = 0.0
    for start, similar in cosine_blocks(union, union, block=block):
        rows = np.arange(start, start + len(similar))
        squared = lengths[rows, None] + lengths - 2 * similar
        squared[np.arange(len(rows)), rows] = 0
        distance = np.sqrt(np.maximum(squared, 0))
        is_other = (rows < n)[:, None] != (np.arange(2 * n) < n)
        total, across = float(distance.sum()), float(distance.sum(where=is_other))
        within, between = within + total - across, between + across
        similar[np.arange(len(rows)), rows] = -np.inf
        n_foreign += _foreign(similar, is_other)
    # `between` has each distance across twice, `within` each distance inside a cloud twice.
    energy = between / n**2 - within / (n * (n - 1))
    by_chance = n / (2 * n - 1)
    return energy, n_foreign / (2 * n * K) / by_chance


def _foreign(similar: Matrix, is_other: NDArray[np.bool_]) -> float:
    """How many of the K nearest of the rows are of the other language; of those alike at the end, their share."""
    last = np.partition(similar, similar.shape[1] - K, axis=1)[:, similar.shape[1] - K, None]
    nearer, level = similar > last, similar == last
    n_left = K - nearer.sum(axis=1)
    share = (level & is_other).sum(axis=1) / level.sum(axis=1)
    return float((nearer & is_other).sum() + (n_left * share).sum())
