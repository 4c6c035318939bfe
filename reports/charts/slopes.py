"""Scores before and after: a line for each pair."""

import altair as alt
import polars as pl

from reports.blocks import Panel
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

WIDTH, HEIGHT = 112, 200


def slopes(
    frame: pl.DataFrame, *, setting: str, title: str | list[str], unit: str = "F1, percent", chance: float | None = None
) -> Panel:
    """A line for each pair from its score before to its score after, labelled where it ends.

    The frame has the columns train_language, test_language, setting, before and after (percent); the axis is the whole
    of the scale, 0 to 100. `chance` is the score of guessing, drawn as a dashed line.
    """
    rows = named(frame.drop_nulls(["before", "after"]), "before", "after")
    ends = [HEIGHT * (1 - after / 100) for after in rows.get_column("after").to_list()]
    places = [100 * (1 - end / HEIGHT) for end in spread(ends, gap=LINE, low=0, high=HEIGHT)]
    data = rows.with_columns(label_y=pl.Series(places, dtype=pl.Float64).round(6))
    place = SETTINGS.index(setting)
    colour, shape = SETTING_COLOURS[place], SETTING_SHAPES[place]
    scale = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(data)
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(domain=[-0.15, 1.15], nice=False),
        axis=alt.Axis(values=[0, 1], labelExpr="datum.value === 0 ? 'before' : 'after'", ticks=False, grid=False),
    )
    moments = (
        base.transform_fold(["before", "after"], as_=["moment", "score"])
        .transform_calculate(x="datum.moment === 'before' ? 0 : 1")
        .encode(x=x, y=alt.Y("score:Q", title=unit, scale=scale))
    )
    lines = moments.mark_line(color=colour, strokeWidth=1.4).encode(
        detail="pair:N", opacity=unless_another_is_picked(0.8)
    )
    points = moments.mark_point(color=colour, shape=shape, filled=True, size=42).encode(
        opacity=unless_another_is_picked(), tooltip=["pair:N", "moment:N", alt.Tooltip("score:Q", format=".1f")]
    )
    leaders = base.mark_rule(color=colour, strokeWidth=0.7).encode(
        x=alt.XDatum(1.03),
        x2=alt.X2Datum(1.1),
        y=alt.Y("after:Q", scale=scale),
        y2="label_y:Q",
        opacity=unless_another_is_picked(0.6),
    )
    labels = base.mark_text(align="left", dx=3, fontSize=SMALL - 1, color=colour).encode(
        x=alt.XDatum(1.1), y=alt.Y("label_y:Q", scale=scale), text="pair:N", opacity=unless_another_is_picked()
    )
    guess = alt.Chart(pl.DataFrame({"chance": [chance] if chance is not None else []}, schema={"chance": pl.Float64}))
    guessed = guess.mark_rule(strokeDash=[4, 3]).encode(
        x=alt.XDatum(0, scale=alt.Scale(domain=[-0.15, 1.15], nice=False)),
        x2=alt.X2Datum(1),
        y=alt.Y("chance:Q", scale=scale),
    )
    layers = alt.layer(*([guessed] if chance is not None else []), lines, leaders, points, labels)
    return themed(layers.properties(width=WIDTH, height=HEIGHT, title=title).add_params(PICKED))
