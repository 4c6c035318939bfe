"""Overlap against an outcome: a labelled point for each pair and setting."""

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.charts.axes import Axis
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


def scatter(
    frame: pl.DataFrame,
    *,
    x: Axis,
    y: Axis,
    title: str,
    interval: tuple[str, str] | None = None,
    is_hollow: bool = False,
) -> Panel:
    """A point for each row that has both values, with its pair as label where there is room.

    The frame has the columns train_language, test_language, setting and those of the axes; `interval` names the columns
    of the ends of a line through the point, which is left out where they are null. Hollow points stand for a placebo.
    Its parameter `picked` is the pair that stands out.
    """
    rows = named(frame.drop_nulls([x.column, y.column]), x.column, y.column, *(interval or ()))
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
    layers = alt.layer(zero, *_intervals(base, across, y, interval), lines, halo, points, labels).resolve_scale(
        color="shared"
    )
    return themed(layers.properties(width=WIDTH, height=HEIGHT, title=title).add_params(PICKED))


def _intervals(base: alt.Chart, across: alt.X, y: Axis, interval: tuple[str, str] | None) -> list[alt.Chart]:
    """A line for each interval that is there."""
    if interval is None:
        return []
    low, high = interval
    return [
        base.transform_filter(f"isValid(datum.{low}) && isValid(datum.{high})")
        .mark_rule(strokeWidth=1.4)
        .encode(
            x=across,
            y=alt.Y(f"{low}:Q", title=y.title, scale=y.scale),
            y2=f"{high}:Q",
            color=setting_colour_alone(),
            opacity=unless_another_is_picked(0.5),
        )
    ]


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
