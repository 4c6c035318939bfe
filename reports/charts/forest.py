"""Estimates with their intervals, one under the other."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.text import plain, visible
from reports.theme import LIGHT, SETTING_WORDS, SMALL, setting_colour, setting_colour_alone, setting_shape, themed

WIDTH = 250
ROW = 28


def forest(
    frame: pl.DataFrame,
    *,
    rows: Sequence[str],
    title: str,
    unit: str,
    lowest: float,
    highest: float,
    negligible: float | None = None,
) -> Panel:
    """A row for each estimate with its interval, native beside cross-lingual; zero is a line. One alone has no legend.

    The frame has the columns row, setting, estimate, low and high (either may be null: then no line is drawn), in
    `unit`, and may have `note`, a few words that stand at the right of their estimate's line; `rows` is their order.
    `negligible` is the smallest effect of interest: what lies within it is shaded.
    """
    has_note = "note" in frame.columns
    data = plain(
        frame.select("row", "setting", "estimate", "low", "high", *(["note"] if has_note else []))
        .drop_nulls("estimate")
        .with_columns(setting=pl.col("setting").replace(SETTING_WORDS))
    )
    is_both = data.get_column("setting").n_unique() > 1
    scale = alt.Scale(domain=[lowest, highest], nice=False, clamp=True)
    y = alt.Y(
        "row:N",
        sort=[visible(row) for row in rows],
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=8),
    )
    beside = alt.YOffset("setting:N", sort=list(SETTING_WORDS.values()))
    base = alt.Chart(data).encode(y=y, yOffset=beside)
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1).encode(x=alt.X("zero:Q", scale=scale))
    intervals = (
        base.transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_rule(strokeWidth=1.8)
        .encode(x=alt.X("low:Q", scale=scale, title=unit), x2="high:Q", color=setting_colour_alone())
    )
    points = base.mark_point(size=58, filled=True, opacity=1).encode(
        x=alt.X("estimate:Q", scale=scale, title=unit),
        color=setting_colour() if is_both else setting_colour_alone(),
        shape=setting_shape() if is_both else setting_shape(legend=None),
        tooltip=[
            "row:N",
            "setting:N",
            *(alt.Tooltip(f"{name}:Q", format="+.3f") for name in ("estimate", "low", "high")),
        ],
    )
    layers: list[alt.Chart] = [zero, intervals, points]
    if has_note:
        notes = base.transform_filter("isValid(datum.note)").mark_text(
            align="left", dx=8, fontSize=SMALL - 1, baseline="middle"
        )
        layers.append(notes.encode(x=alt.XDatum(highest, scale=scale), text="note:N", color=setting_colour_alone()))
    if negligible is not None:
        shade = alt.Chart(pl.DataFrame({"from": [-negligible], "to": [negligible]}))
        layers.insert(
            0,
            shade.mark_rect(color=LIGHT["quiet"], opacity=0.12).encode(x=alt.X("from:Q", scale=scale), x2="to:Q"),
        )
    return themed(alt.layer(*layers).properties(width=WIDTH, height=alt.Step(ROW, **{"for": "position"}), title=title))
