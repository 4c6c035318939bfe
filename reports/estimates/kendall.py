"""Kendall's tau-b for every row of the view `correlation`: its exact p-value is beyond SQL."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from scipy.stats import kendalltau

from reports.estimates.cell import Cell, Estimate
from xlr_warehouse.warehouse import Warehouse

KEYS = (
    "task",
    "corpus",
    "split",
    "measure",
    "tokenizer",
    "outcome",
    "perturbation",
    "dose",
    "embedding",
    "parameters",
    "encoder",
    "configuration",
    "setting",
)
FEWEST = 3


def kendall_taus(warehouse: Warehouse) -> Iterator[Estimate]:
    """Tau-b and its p-value (exact for up to 33 points without ties) over the complete points of each correlation."""
    points = warehouse.frame(
        f"""
        select {", ".join(KEYS)},
            list(overlap order by train_language, test_language, train_set) filter (is_complete) as overlap,
            list(y order by train_language, test_language, train_set) filter (is_complete) as y
        from correlation_point
        group by all order by all
        """
    )
    for row in points.with_columns(pl.col("overlap", "y").fill_null([])).iter_rows(named=True):
        cell = Cell(quantity="kendall_tau", **{name: row[name] for name in KEYS})
        yield _tau(cell, row["overlap"], row["y"])


def _tau(cell: Cell, x: list[float], y: list[float]) -> Estimate:
    n = len(x)
    if len(set(x)) < 2 or len(set(y)) < 2:  # noqa: PLR2004 (a constant has no order)
        return Estimate(cell=cell, method="kendall", n=n)
    found: Any = kendalltau(x, y)
    return Estimate(
        cell=cell,
        method="kendall",
        n=n,
        estimate=float(found.statistic),
        p=float(found.pvalue) if n >= FEWEST else None,
    )
