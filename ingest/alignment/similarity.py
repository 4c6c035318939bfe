"""Cosines of many vectors with many: exact, in blocks of bounded memory, the same for vectors that are the same.

Different forms can have one vector to the bit: every word of unknown pieces, and every form that two languages share.
Where in a block of a matrix product a row stands can move its last bit, and would break such ties by chance; so what
is alike is worked out once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.neighbours import BLOCK, Places
from ingest.vectors import Matrix

Numbers = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Distinct:
    """The distinct rows of a matrix, and which of them each of its rows is."""

    rows: Matrix
    place: Places


def distinct(matrix: Matrix) -> Distinct:
    """The distinct rows of a matrix, to the bit; 0 and -0 are one."""
    whole = np.ascontiguousarray(matrix + np.float32(0))
    as_bytes = whole.view(np.dtype((np.void, max(1, whole.shape[1]) * 4)))[:, 0]
    _, first, place = np.unique(as_bytes, return_index=True, return_inverse=True)
    return Distinct(rows=whole[first], place=place)


def cosine_blocks(queries: Matrix, points: Matrix, *, block: int = BLOCK) -> Iterator[tuple[int, Matrix]]:
    """The cosines of unit rows with unit rows, block by block: the number of its first query, and a row a query."""
    found = distinct(points)
    has_twins = len(found.rows) < len(points)
    against = found.rows if has_twins else points
    size = max(1, block // max(1, len(points)))
    for start in range(0, len(queries), size):
        similar = queries[start : start + size] @ against.T
        yield start, similar[:, found.place] if has_twins else similar


def mean_of_nearest(queries: Matrix, points: Matrix, *, k: int, block: int = BLOCK) -> Numbers:
    """For each query the mean cosine with the k points nearest to it (with all where there are fewer)."""
    found = distinct(queries)
    k = min(k, len(points))
    means = [
        np.partition(similar, len(points) - k, axis=1)[:, len(points) - k :].mean(axis=1, dtype=np.float64)
        for _, similar in cosine_blocks(found.rows, points, block=block)
    ]
    return np.concatenate([np.empty(0), *means])[found.place]
