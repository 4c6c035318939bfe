"""Nearest neighbours among word vectors, by cosine: exact, in blocks of matrix products of bounded memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ingest.vectors import Matrix, Vectors

BLOCK = 2**23
"""Similarities worked out at a time (32 MiB)."""
SCHEMA = {"form": pl.String, "nearest": pl.String, "similarity": pl.Float32}

Places = NDArray[np.int64]


def nearest(vectors: Vectors, queries: Sequence[str], candidates: Sequence[str], *, block: int = BLOCK) -> pl.DataFrame:
    """The nearest candidate that differs from it for each query: form, nearest, similarity (cosine), in their order.

    Of candidates with the same vector the first by form (by code point) counts. Where there is none, or a query has
    no vector, `nearest` and `similarity` are NULL; candidates without a vector are passed over.
    """
    return _nearest(vectors, queries, candidates, marks={}, block=block)


def nearest_sharing_nothing(
    vectors: Vectors,
    queries: Sequence[str],
    candidates: Sequence[str],
    *,
    marks: Mapping[str, Collection[str]],
    block: int = BLOCK,
) -> pl.DataFrame:
    """As `nearest`, but two forms that share a mark never match.

    `marks` says the marks of each form, such as the words of an entity's text.
    """
    return _nearest(vectors, queries, candidates, marks=marks, block=block)


def _nearest(
    vectors: Vectors,
    queries: Sequence[str],
    candidates: Sequence[str],
    *,
    marks: Mapping[str, Collection[str]],
    block: int,
) -> pl.DataFrame:
    offered = sorted({form for form in candidates if form in vectors.rows})
    asked = [form for form in dict.fromkeys(queries) if form in vectors.rows]
    found: list[tuple[str, str, float]] = []
    if offered:
        against = vectors.of(offered)
        twins = _twins(against)
        barred = _barred(asked, offered, marks)
        size = max(1, block // len(offered))
        for start in range(0, len(asked), size):
            part = asked[start : start + size]
            similar = vectors.of(part) @ against.T
            for row, columns in enumerate(islice(barred, len(part))):
                similar[row, columns] = -np.inf
            best = _first_of_twins(similar, twins)
            exact = _cosines(vectors.of(part), against[best])
            is_one = np.isfinite(similar[np.arange(len(part)), best])
            rows = zip(part, best.tolist(), exact.tolist(), is_one.tolist(), strict=True)
            found += [(form, offered[place], cosine) for form, place, cosine, is_any in rows if is_any]
    answer = pl.DataFrame(found, schema=SCHEMA, orient="row")
    return pl.DataFrame({"form": list(queries)}, schema={"form": pl.String}).join(
        answer, on="form", how="left", maintain_order="left"
    )


def _cosines(one: Matrix, other: Matrix) -> NDArray[np.float64]:
    """The cosine of each row with the other's: summed by itself, so that it does not depend on the block."""
    return np.clip((one.astype(np.float64) * other).sum(axis=1), -1.0, 1.0)


def _twins(matrix: Matrix) -> dict[int, Places]:
    """For each row that has identical ones: the places of all of them, in order."""
    rows = np.ascontiguousarray(matrix + np.float32(0)).view(np.dtype((np.void, matrix.shape[1] * 4)))[:, 0]
    _, group, sizes = np.unique(rows, return_inverse=True, return_counts=True)
    order = np.argsort(group, kind="stable")
    alike = np.split(order, np.cumsum(sizes)[:-1])
    return {int(place): places for places in alike if len(places) > 1 for place in places}


def _first_of_twins(similar: Matrix, twins: Mapping[int, Places]) -> Places:
    """The place of the most similar candidate of each row; of identical ones the first that is not ruled out.

    Identical vectors may get similarities that differ in the last bit, by where in a block they stand.
    """
    best = similar.argmax(axis=1)
    for row, place in enumerate(best.tolist()):
        if place in twins:
            places = twins[place]
            best[row] = places[int((similar[row, places] > -np.inf).argmax())]
    return best


def _barred(asked: Sequence[str], offered: Sequence[str], marks: Mapping[str, Collection[str]]) -> Iterator[Places]:
    """For each query the places of the candidates that it may not match: itself, and those that share a mark."""
    place = {form: number for number, form in enumerate(offered)}
    bearing: dict[str, list[int]] = {}
    for number, form in enumerate(offered):
        for mark in marks.get(form, ()):
            bearing.setdefault(mark, []).append(number)
    for form in asked:
        itself = [place[form]] if form in place else []
        yield np.array(itself + [number for mark in marks.get(form, ()) for number in bearing.get(mark, ())], np.int64)
