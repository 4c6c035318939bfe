"""Word vectors, out of the warehouse and ready for comparison: one matrix of unit rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

Matrix = NDArray[np.float32]
HINT = "'xlr embed --encoder ENCODER' makes them"


@dataclass(frozen=True, kw_only=True)
class Vectors:
    """Forms and their vectors: `rows` says the row of each form in `matrix`, whose rows have length one.

    `missing` are the forms that were asked for and have no vector. A vector of zeros stays one of zeros.
    """

    embedding: str
    rows: Mapping[str, int]
    matrix: Matrix
    missing: tuple[str, ...] = ()

    def of(self, forms: Sequence[str]) -> Matrix:
        """The vectors of forms, a row each; raises `KeyError` for one that has none."""
        return self.matrix[np.fromiter((self.rows[form] for form in forms), dtype=np.int64, count=len(forms))]


def load_vectors(warehouse: Warehouse, embedding: str, forms: Iterable[str]) -> Vectors:
    """The vectors of these forms in an embedding, in the order of the forms.

    Raises `InputError` when none of the forms has one, or when their lengths differ.
    """
    wanted = pl.DataFrame({"form": list(dict.fromkeys(forms))}, schema={"form": pl.String})
    with warehouse.relation("wanted", wanted):
        found = warehouse.frame(
            "select form, vector from word_vector semi join wanted using (form) where embedding = $embedding",
            embedding=embedding,
        )
    if found.is_empty() and not wanted.is_empty():
        raise InputError(f"None of {wanted.height} words has a vector in {embedding!r}; {HINT}.")
    found = wanted.join(found, on="form", how="inner", maintain_order="left")
    lengths = found.get_column("vector").list.len().unique().to_list()
    if len(lengths) > 1:
        raise InputError(
            f"The vectors of {embedding!r} have different lengths: {', '.join(map(str, sorted(lengths)))}."
        )
    numbers = found.get_column("vector").explode().cast(pl.Float32).to_numpy()
    has = found.get_column("form")
    return Vectors(
        embedding=embedding,
        rows=dict(zip(has, range(len(has)), strict=True)),
        matrix=_unit(numbers.reshape(len(has), lengths[0] if lengths else 0)),
        missing=tuple(wanted.join(found, on="form", how="anti", maintain_order="left").get_column("form")),
    )


def mean_vectors(vectors: Vectors, texts: Mapping[str, Sequence[str]]) -> Vectors:
    """A vector for each text: the mean of the vectors of its words, of those that have one.

    A text none of whose words has one is `missing`.
    """
    has = {text: found for text, words in texts.items() if (found := [word for word in words if word in vectors.rows])}
    words = vectors.of([word for found in has.values() for word in found])
    starts = np.cumsum([0, *(len(found) for found in has.values())])[:-1]
    sums = np.add.reduceat(words, starts) if has else words
    return Vectors(
        embedding=vectors.embedding,
        rows=dict(zip(has, range(len(has)), strict=True)),
        matrix=_unit(sums),
        missing=tuple(text for text in texts if text not in has),
    )


def _unit(matrix: Matrix) -> Matrix:
    """The rows with length one."""
    lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix, dtype=np.float64))
    return matrix / np.where(lengths > 0, lengths, 1).astype(np.float32)[:, None]
