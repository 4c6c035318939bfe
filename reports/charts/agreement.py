"""One number against another that should be the same: ours against the published one."""

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.charts.axes import Axis
from reports.charts.naming import named
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

WIDTH = HEIGHT = 260


def agreement(frame: pl.DataFrame, *, x: Axis, y: Axis, title: str, interval: tuple[str, str]) -> Panel:
    """A point for each pair; where both numbers are the same it lies on the diagonal.

    The frame has the columns train_language, test_language, setting, those of the axes, and those of `interval`: the
    ends of a line through the point, left out where they are null.
    """
    low, high = interval
    data = named(frame.drop_nulls([x.column, y.column]), x.column, y.column, low, high)
    across = alt.X(f"{x.column}:Q", title=x.title, scale=x.scale)
    up = alt.Y(f"{y.column}:Q", title=y.title, scale=y.scale)
    ends = pl.DataFrame({"x": [x.low, x.high], "y": [y.low, y.high]})
    same = alt.Chart(ends).mark_line(color=LIGHT["quiet"], strokeWidth=1, strokeDash=[4, 3])
    base = alt.Chart(data).encode(x=across)
    lines = (
        base.transform_filter(f"isValid(datum.{low}) && isValid(datum.{high})")
        .mark_rule(strokeWidth=1.4)
        .encode(
            y=alt.Y(f"{low}:Q", title=y.title, scale=y.scale),
            y2=f"{high}:Q",
            color=setting_colour_alone(),
            opacity=unless_another_is_picked(0.5),
        )
    )
    points = base.mark_point(size=50, filled=True).encode(
        y=up,
        color=setting_colour(),
        shape=setting_shape(),
        opacity=unless_another_is_picked(),
        tooltip=["pair:N", "setting:N", *(alt.Tooltip(f"{one.column}:Q", format=".1f") for one in (x, y))],
    )
    labels = base.mark_text(dx=8, align="left", fontSize=SMALL - 1).encode(
        y=up, text="pair:N", color=setting_colour_alone(), opacity=unless_another_is_picked()
    )
    diagonal = same.encode(x=alt.X("x:Q", title=x.title, scale=x.scale), y=alt.Y("y:Q", title=y.title, scale=y.scale))
    layers = alt.layer(diagonal, lines, points, labels)
    return themed(layers.properties(width=WIDTH, height=HEIGHT, title=title).add_params(PICKED))
