"""A row for each pair: scores with their seeds and the interval of their mean."""

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
ROW_OF_TWO = 30


def score_rows(
    frame: pl.DataFrame,
    *,
    rows: Sequence[str],
    title: str,
    unit: str = "F1, percent",
    stroke: str = "seed",
    chance: float | None = None,
) -> Panel:
    """A row for each pair, with its native and its cross-lingual scores: a stroke a seed, a point for their mean.

    The frame has the columns row, setting, train_language, test_language, score (percent) and that of `stroke`, what
    the strokes differ in (`pair` is made of the languages). It may have `names`, those of the languages, and low and
    high, the ends of the interval of the mean: a line, where neither is null. `rows` is their order, `chance` the
    score of guessing, a dashed line.
    """
    more = [column for column in ("low", "high", "names") if column in frame.columns]
    data = named(frame, "row", "score", *more, *([stroke] if stroke != "pair" else []))
    y = alt.Y("row:N", sort=list(rows), title=None, axis=alt.Axis(grid=True, ticks=False, domain=False, labelPadding=8))
    x = alt.X("score:Q", title=unit, scale=alt.Scale(domain=[0, 100], nice=False))
    beside = alt.YOffset("setting:N", sort=list(SETTING_WORDS.values()))
    # What only some rows have is not told of the others: no tooltip says "null".
    has_names = "names" in more and data.get_column("names").null_count() == 0
    words = ["row:N", *(["names:N"] if has_names else []), "setting:N"]
    base = alt.Chart(data).encode(y=y, yOffset=beside)
    seeds = base.mark_tick(height=11, thickness=1.3, opacity=0.7).encode(
        x=x,
        color=setting_colour_alone(),
        tooltip=[*words, f"{stroke}:N", alt.Tooltip("score:Q", format=".1f")],
    )
    means = base.mark_point(size=50, filled=True, opacity=1).encode(
        x="mean(score):Q",
        color=setting_colour(),
        shape=setting_shape(),
        tooltip=[*words, alt.Tooltip("mean(score):Q", title="mean", format=".1f")],
    )
    layers = [*_guess(chance, x), *_intervals(base, data, words), seeds, means]
    height = alt.Step(ROW_OF_TWO, **{"for": "position"})
    return themed(alt.layer(*layers).properties(width=WIDTH, height=height, title=title))


def _intervals(base: alt.Chart, data: pl.DataFrame, words: Sequence[str]) -> list[alt.Chart]:
    """A line for each interval that is there; seeds repeat it, so it is drawn once for them all."""
    if not {"low", "high"} <= set(data.columns) or data.drop_nulls(["low", "high"]).is_empty():
        return []
    ends = [alt.Tooltip(f"min({end}):Q", title=said, format=".1f") for end, said in (("low", "from"), ("high", "to"))]
    return [
        base.transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_rule(strokeWidth=1.6, opacity=0.85)
        .encode(x="min(low):Q", x2="min(high)", color=setting_colour_alone(), tooltip=[*words, *ends])
    ]


def _guess(chance: float | None, x: alt.X) -> list[alt.Chart]:
    """A dashed line at the score of guessing."""
    if chance is None:
        return []
    return [alt.Chart(pl.DataFrame({"score": [chance]})).mark_rule(strokeDash=[4, 3]).encode(x=x)]
