"""A row for each pair: scores with their seeds, and treatment beside placebo."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.charts.naming import named
from reports.theme import (
    LIGHT,
    PICKED,
    SETTING_COLOURS,
    SETTING_SHAPES,
    SETTING_WORDS,
    SETTINGS,
    setting_colour,
    setting_colour_alone,
    setting_shape,
    themed,
    unless_another_is_picked,
)

WIDTH = 310
ROW = 24
ROW_OF_TWO = 30


def score_rows(frame: pl.DataFrame, *, rows: Sequence[str], title: str) -> Panel:
    """A row for each pair, with its native and its cross-lingual scores: a stroke a seed, a point for their mean.

    The frame has the columns row, setting, train_language, test_language, seed and score (percent); `rows` is their
    order.
    """
    data = named(frame)
    y = alt.Y("row:N", sort=list(rows), title=None, axis=alt.Axis(grid=True, ticks=False, domain=False, labelPadding=8))
    scale = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(data)
    beside = alt.YOffset("setting:N", sort=list(SETTING_WORDS.values()))
    seeds = base.mark_tick(height=11, thickness=1.3, opacity=0.7).encode(
        x=alt.X("score:Q", title="F1, percent", scale=scale),
        y=y,
        yOffset=beside,
        color=setting_colour_alone(),
        tooltip=["row:N", "setting:N", "seed:O", alt.Tooltip("score:Q", format=".1f")],
    )
    means = base.mark_point(size=58, filled=True, opacity=1).encode(
        x="mean(score):Q", y=y, yOffset=beside, color=setting_colour(), shape=setting_shape()
    )
    return themed(
        alt.layer(seeds, means).properties(width=WIDTH, height=alt.Step(ROW_OF_TWO, **{"for": "position"}), title=title)
    )


def cost_rows(
    frame: pl.DataFrame, *, rows: Sequence[str], setting: str, highest: float, lowest: float, title: str
) -> Panel:
    """A row for each pair: what an edit costs, treatment filled and placebo hollow, joined by a line.

    The frame has the columns pair, train_language, test_language, setting, treatment and placebo (recall points).
    """
    data = named(frame.drop_nulls(["treatment", "placebo"]))
    place = SETTINGS.index(setting)
    colour, shape = SETTING_COLOURS[place], SETTING_SHAPES[place]
    y = alt.Y(
        "pair:N", sort=list(rows), title=None, axis=alt.Axis(grid=True, ticks=False, domain=False, labelPadding=8)
    )
    scale = alt.Scale(domain=[lowest, highest], nice=False)
    base = alt.Chart(data)
    joined = base.mark_rule(strokeWidth=1.6, color=colour).encode(
        x=alt.X("treatment:Q", scale=scale, title="recall points lost per edit"),
        x2="placebo:Q",
        y=y,
        opacity=unless_another_is_picked(0.55),
    )
    words = {"treatment": "entity_unshared", "placebo": "entity_placebo"}
    ends = (
        base.transform_fold(list(words), as_=["arm", "cost"])
        .transform_calculate(perturbation=f"datum.arm === 'treatment' ? '{words['treatment']}' : '{words['placebo']}'")
        .mark_point(size=62, filled=True, stroke=colour, strokeWidth=1.6, shape=shape)
        .encode(
            opacity=unless_another_is_picked(),
            x=alt.X("cost:Q", scale=scale),
            y=y,
            fill=alt.Fill(
                "perturbation:N",
                title=None,
                scale=alt.Scale(domain=list(words.values()), range=[colour, LIGHT["paper"]]),
                legend=alt.Legend(symbolStrokeColor=colour, symbolType=shape),
            ),
            tooltip=["pair:N", "perturbation:N", alt.Tooltip("cost:Q", format=".1f")],
        )
    )
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1).encode(x="zero:Q")
    layers = alt.layer(zero, joined, ends)
    return themed(layers.properties(width=WIDTH, height=alt.Step(ROW), title=title).add_params(PICKED))
