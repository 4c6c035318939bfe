"""The arms of an experiment side by side: what an edit costs as treatment and as placebo."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.charts.axes import Axis
from reports.charts.naming import named
from reports.theme import (
    LIGHT,
    PICKED,
    SETTING_COLOURS,
    SETTING_SHAPES,
    SETTINGS,
    themed,
    unless_another_is_picked,
)

WIDTH = 310
ROW = 24


def arms(
    frame: pl.DataFrame, *, rows: Sequence[str], x: Axis, setting: str, words: tuple[str, str], title: str
) -> Panel:
    """A row for each pair: what an edit costs, treatment filled and placebo hollow, joined by a line.

    The frame has the columns train_language, test_language, setting, treatment and placebo (recall points); `words`
    are the names of the two.
    """
    data = named(frame.drop_nulls(["treatment", "placebo"]), "treatment", "placebo")
    place = SETTINGS.index(setting)
    colour, shape = SETTING_COLOURS[place], SETTING_SHAPES[place]
    y = alt.Y(
        "pair:N", sort=list(rows), title=None, axis=alt.Axis(grid=True, ticks=False, domain=False, labelPadding=8)
    )
    base = alt.Chart(data)
    joined = base.mark_rule(strokeWidth=1.6, color=colour).encode(
        x=alt.X("treatment:Q", scale=x.scale, title=x.title),
        x2="placebo:Q",
        y=y,
        opacity=unless_another_is_picked(0.55),
    )
    ends = (
        base.transform_fold(["treatment", "placebo"], as_=["arm", "cost"])
        .transform_calculate(perturbation=f"datum.arm === 'treatment' ? '{words[0]}' : '{words[1]}'")
        .mark_point(size=62, filled=True, stroke=colour, strokeWidth=1.6, shape=shape)
        .encode(
            opacity=unless_another_is_picked(),
            x=alt.X("cost:Q", scale=x.scale),
            y=y,
            fill=alt.Fill(
                "perturbation:N",
                title=None,
                scale=alt.Scale(domain=list(words), range=[colour, LIGHT["paper"]]),
                legend=alt.Legend(symbolStrokeColor=colour, symbolType=shape),
            ),
            tooltip=["pair:N", "perturbation:N", alt.Tooltip("cost:Q", format=".1f")],
        )
    )
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1).encode(x=alt.X("zero:Q", scale=x.scale))
    layers = alt.layer(zero, joined, ends)
    return themed(layers.properties(width=WIDTH, height=alt.Step(ROW), title=title).add_params(PICKED))
