"""Doses: how an outcome grows with the share of places that are touched."""

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.charts.axes import Axis
from reports.charts.naming import named
from reports.labels import LINE, spread
from reports.theme import (
    PICKED,
    SETTING_COLOURS,
    SETTING_SHAPES,
    SETTINGS,
    SMALL,
    themed,
    unless_another_is_picked,
)

WIDTH, HEIGHT = 300, 220


def doses(frame: pl.DataFrame, *, y: Axis, setting: str, title: str) -> Panel:
    """A line for each pair over the doses, from nothing at dose 0, labelled at its largest dose.

    The frame has the columns train_language, test_language, setting, dose (0 to 1) and that of the axis.
    """
    rows = named(frame.drop_nulls(["dose", y.column]), "dose", y.column)
    origin = rows.select("pair", "setting").unique(maintain_order=True).with_columns(dose=0.0, outcome=0.0)
    data = pl.concat([origin, rows.select("pair", "setting", "dose", outcome=y.column)], how="vertical_relaxed")
    last = data.sort("dose").group_by("pair", maintain_order=True).last()
    ends = [HEIGHT * (y.high - value) / (y.high - y.low) for value in last.get_column("outcome").to_list()]
    places = [y.high - end / HEIGHT * (y.high - y.low) for end in spread(ends, gap=LINE, low=0, high=HEIGHT)]
    labels = last.with_columns(label_y=pl.Series(places, dtype=pl.Float64).round(6))
    place = SETTINGS.index(setting)
    colour, shape = SETTING_COLOURS[place], SETTING_SHAPES[place]
    across = alt.X("dose:Q", title="share of eligible places touched", scale=alt.Scale(domain=[0, 1], nice=False))
    up = alt.Y("outcome:Q", title=y.title, scale=y.scale)
    base = alt.Chart(data).encode(x=across, y=up)
    lines = base.mark_line(color=colour, strokeWidth=1.4).encode(detail="pair:N", opacity=unless_another_is_picked(0.8))
    points = base.mark_point(color=colour, shape=shape, filled=True, size=36).encode(
        opacity=unless_another_is_picked(),
        tooltip=["pair:N", alt.Tooltip("dose:Q", format=".2f"), alt.Tooltip("outcome:Q", title=y.title, format=".2f")],
    )
    names = (
        alt.Chart(labels)
        .mark_text(align="left", dx=8, fontSize=SMALL - 1, color=colour)
        .encode(
            x=alt.XDatum(1, scale=alt.Scale(domain=[0, 1], nice=False)),
            y=alt.Y("label_y:Q", scale=y.scale),
            text="pair:N",
            opacity=unless_another_is_picked(),
        )
    )
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1).encode(y=alt.Y("zero:Q", scale=y.scale))
    layers = alt.layer(zero, lines, points, names)
    return themed(layers.properties(width=WIDTH, height=HEIGHT, title=title).add_params(PICKED))
