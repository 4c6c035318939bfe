"""Doses: which of the eligible places are touched, so that smaller doses are parts of larger ones."""

import math
from collections.abc import Sequence

import polars as pl

from ingest.choices import draw


def touched(eligible: pl.DataFrame, *, by: Sequence[str], names: Sequence[object], dose: float) -> pl.DataFrame:
    """The first ceil(dose x n) places in the order of their hashes, in the order they came.

    `by` are the columns that name a place (sentence and mention, or sentence and position).
    """
    if dose == 1:
        return eligible
    order = [draw(*names, "place", *place) for place in eligible.select(by).iter_rows()]
    n_touched = math.ceil(round(dose * eligible.height, 9))
    return (
        eligible.with_row_index("came")
        .with_columns(order=pl.Series(order, dtype=pl.UInt64))
        .sort("order", *by)
        .head(n_touched)
        .sort("came")
        .drop("order", "came")
    )
