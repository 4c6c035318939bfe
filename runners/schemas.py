"""The columns of what runs bring: logged steps, and what a model says of each task's text."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import polars as pl

STEP_SCHEMA: Mapping[str, Any] = MappingProxyType(
    {
        "step": pl.Int32,
        "epoch": pl.Float64,
        "loss": pl.Float64,
        "learning_rate": pl.Float64,
        "tokens_per_second": pl.Float64,
    }
)
OPTIONS = ("A", "B", "C", "D")


@dataclass(frozen=True, kw_only=True)
class Predicted:
    """The predictions of a task: the table they land in, their columns, and the two that say which place each is for.

    `places` is the query that answers the places of a text set, as numbers `first` and `second`; in a frame of
    predictions `second` is the expression of that name.
    """

    table: str
    schema: Mapping[str, Any]
    first: str
    second: pl.Expr
    places: str


PREDICTED: Mapping[str, Predicted] = MappingProxyType(
    {
        "ner": Predicted(
            table="prediction",
            schema={
                "sentence": pl.Int32,
                "position": pl.Int32,
                "tag": pl.String,
                "probability": pl.Float32,
                "gold_probability": pl.Float32,
                "is_truncated": pl.Boolean,
            },
            first="sentence",
            second=pl.col("position"),
            places="select sentence as first, position as second from token where text_set = $number",
        ),
        "title": Predicted(
            table="title_prediction",
            schema={
                "item": pl.Int32,
                "option": pl.String,
                "probability": pl.Float32,
                "is_chosen": pl.Boolean,
                "n_pieces": pl.Int32,
            },
            first="item",
            second=pl.col("option").replace_strict(list(OPTIONS), [0, 1, 2, 3], default=-1, return_dtype=pl.Int32),
            places="select item as first, ascii(option) - ascii('A') as second from title_option "
            "where text_set = $number",
        ),
    }
)
"""By task."""
