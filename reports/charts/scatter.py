"""Overlap against an outcome: a labelled point for each pair and setting."""

import math
from dataclasses import dataclass

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.charts.naming import named
from reports.labels import place
from reports.theme import (
    LIGHT,
    PICKED,
    SMALL,
    setting_colour,
    setting_colour_alone,
    setting_shape,
    themed,
    unless_another_is_picked,
)

WIDTH, HEIGHT = 340, 250
POINT_SIZE = 62


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


def axis_over(frame: pl.DataFrame, column: str, title: str, *, step: float) -> Axis:
    """An axis from zero (or below) to all values of a column, ending on whole steps with room for labels."""
    values = [value for value in frame.get_column(column).to_list() if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    bottom = math.floor((low - 0.2 * step) / step) * step if low < 0 else 0.0
    top = math.ceil((high + 0.2 * step) / step) * step if high > 0 or bottom == 0 else 0.0
    return Axis(column=column, title=title, low=round(bottom, 6), high=round(top, 6))


def overlap_axis(frame: pl.DataFrame, *, title: str = "share of test mentions seen in training") -> Axis:
    """The axis of the overlap: from 0 to the tenth above the largest."""
    largest = max([0.1, *(value for value in frame.get_column("overlap").to_list() if value is not None)])
    return Axis(column="overlap", title=title, low=0.0, high=min(1.0, math.ceil(10 * largest + 0.3) / 10))


def scatter(frame: pl.DataFrame, *, x: Axis, y: Axis, title: str, is_hollow: bool = False) -> Panel:
    """A point for each row that has both values, with its pair as label where there is room.

    The frame has the columns train_language, test_language, setting and those of the axes. Hollow points stand for a
    placebo. Its parameter `picked` is the pair that stands out.
    """
    rows = named(frame.drop_nulls([x.column, y.column]))
    data = rows.hstack(_label_columns(rows, x, y))
    base = alt.Chart(data)
    across = alt.X(f"{x.column}:Q", title=x.title, scale=x.scale, axis=alt.Axis(format=".2~f"))
    up = alt.Y(f"{y.column}:Q", title=y.title, scale=y.scale)
    tips = [
        alt.Tooltip("pair:N", title="pair"),
        alt.Tooltip("setting:N", title="setting"),
        alt.Tooltip(f"{x.column}:Q", title=x.title, format=".3f"),
        alt.Tooltip(f"{y.column}:Q", title=y.title, format=".2f"),
    ]
    points = base.mark_point(
        size=POINT_SIZE,
        filled=not is_hollow,
        strokeWidth=1.6,
        fill=LIGHT["paper"] if is_hollow else alt.Undefined,
    ).encode(
        x=across,
        y=up,
        color=setting_colour(),
        shape=setting_shape(),
        opacity=unless_another_is_picked(),
        tooltip=tips,
    )
    lines = (
        base.transform_filter("datum.is_far")
        .mark_rule(strokeWidth=0.7)
        .encode(x=across, y=up, x2="label_x:Q", y2="label_y:Q", opacity=unless_another_is_picked(0.6))
    )
    texts = base.transform_filter("isValid(datum.label_x)").encode(x="label_x:Q", y="label_y:Q", text="pair:N")
    halo = texts.mark_text(fontSize=SMALL - 1, baseline="middle", stroke=LIGHT["paper"], strokeWidth=3, opacity=0.8)
    labels = texts.mark_text(fontSize=SMALL - 1, baseline="middle").encode(
        color=setting_colour_alone(), opacity=unless_another_is_picked()
    )
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1).encode(y="zero:Q")
    layers = alt.layer(zero, lines, halo, points, labels).resolve_scale(color="shared")
    return themed(layers.properties(width=WIDTH, height=HEIGHT, title=title).add_params(PICKED))


def _label_columns(rows: pl.DataFrame, x: Axis, y: Axis) -> pl.DataFrame:
    """Where each label goes, in the units of the axes."""

    def pixel(value: float, axis: Axis, length: float) -> float:
        return (value - axis.low) / (axis.high - axis.low) * length

    points = [
        (pixel(across, x, WIDTH), HEIGHT - pixel(up, y, HEIGHT))
        for across, up in rows.select(x.column, y.column).iter_rows()
    ]
    spots = place(points, rows.get_column("pair").to_list(), width=WIDTH, height=HEIGHT)
    units = [
        (
            None if spot is None else round(x.low + spot.x / WIDTH * (x.high - x.low), 6),
            None if spot is None else round(y.low + (HEIGHT - spot.y) / HEIGHT * (y.high - y.low), 6),
            spot is not None and spot.is_far,
        )
        for spot in spots
    ]
    schema = {"label_x": pl.Float64, "label_y": pl.Float64, "is_far": pl.Boolean}
    return pl.DataFrame(units, schema=schema, orient="row")
