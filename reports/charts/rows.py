"""A row for each pair: scores with their seeds, and treatment beside placebo."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.charts.naming import named
from reports.theme import (
    SETTING_WORDS,
    setting_colour,
    setting_colour_alone,
    setting_shape,
    themed,
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
