"""Axes: where they begin and end, so that panels of one figure can be compared."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import polars as pl


@dataclass(frozen=True, kw_only=True)
class Axis:
    """A numeric column on an axis: its title with the unit, and where the axis begins and ends."""

    column: str
    title: str
    low: float
    high: float

    @property
    def scale(self) -> alt.Scale:
        """The axis as it is, not rounded to other ends."""
        return alt.Scale(domain=[self.low, self.high], nice=False, zero=False)


def axis_over(frame: pl.DataFrame, column: str, title: str, *, step: float, also: Sequence[str] = ()) -> Axis:
    """An axis from zero (or below) to all values of a column, ending on whole steps with room for labels.

    `also` names further columns that must fit, such as the ends of intervals.
    """
    values = [value for name in (column, *also) for value in frame.get_column(name).to_list() if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    bottom = math.floor((low - 0.2 * step) / step) * step if low < 0 else 0.0
    top = math.ceil((high + 0.2 * step) / step) * step if high > 0 or bottom == 0 else 0.0
    return Axis(column=column, title=title, low=round(bottom, 6), high=round(top, 6))


def overlap_axis(frame: pl.DataFrame, *, title: str = "share of test mentions seen in training") -> Axis:
    """The axis of the overlap: from 0 to the tenth above the largest."""
    largest = max([0.1, *(value for value in frame.get_column("overlap").to_list() if value is not None)])
    return Axis(column="overlap", title=title, low=0.0, high=min(1.0, math.ceil(10 * largest + 0.3) / 10))
