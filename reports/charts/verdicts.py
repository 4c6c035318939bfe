"""Claims and the evidence for each, on one scale: how far beyond the smallest effect that matters."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.text import plain
from reports.theme import LIGHT, themed

WIDTH = 420
ROW = 30
FAR = 6.0
"""Where the axis ends, in smallest effects that matter; what lies beyond is drawn there."""

READINGS = ("supported", "undecided", "contradicted")
_FILLS = (LIGHT["ink"], LIGHT["paper"], LIGHT["wrong"])
_SHAPES = ("circle", "circle", "diamond")


def verdicts(frame: pl.DataFrame, *, rows: Sequence[str], title: str) -> Panel:
    """A row for each claim, a point with its interval for each cell of evidence.

    The frame has the columns row, cell (words for a reader who points at it), reading, estimate, low and high: in units
    of the smallest effect that matters, positive as claimed. `rows` is their order.
    """
    data = plain(
        frame.drop_nulls("estimate").select(
            "row",
            "cell",
            "reading",
            pl.col("estimate", "low", "high").clip(-FAR, FAR),
            place=(pl.int_range(pl.len()).over("row") + 0.5) / pl.len().over("row"),
        )
    )
    scale = alt.Scale(domain=[-FAR, FAR], nice=False)
    y = alt.Y(
        "row:N",
        sort=list(rows),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=262, grid=True),
    )
    x_title = "against the claim ← | → for it"
    base = alt.Chart(data).encode(y=y, yOffset=alt.YOffset("place:Q", scale=alt.Scale(domain=[0, 1], nice=False)))
    shade = alt.Chart(pl.DataFrame({"from": [-1.0], "to": [1.0]})).mark_rect(color=LIGHT["quiet"], opacity=0.12)
    zero = alt.Chart(pl.DataFrame({"zero": [0.0]})).mark_rule(strokeWidth=1).encode(x=alt.X("zero:Q", scale=scale))
    lines = (
        base.transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_rule(strokeWidth=1, opacity=0.7, color=LIGHT["ink"])
        .encode(x=alt.X("low:Q", scale=scale, title=x_title), x2="high:Q")
    )
    points = base.mark_point(size=34, strokeWidth=1.3, stroke=LIGHT["ink"], filled=True, opacity=1).encode(
        x=alt.X("estimate:Q", scale=scale, title=x_title),
        fill=alt.Fill(
            "reading:N",
            title=None,
            scale=alt.Scale(domain=list(READINGS), range=list(_FILLS)),
            legend=alt.Legend(symbolStrokeColor=LIGHT["ink"]),
        ),
        shape=alt.Shape("reading:N", title=None, scale=alt.Scale(domain=list(READINGS), range=list(_SHAPES))),
        tooltip=["row:N", "cell:N", "reading:N", *(alt.Tooltip(f"{name}:Q", format="+.2f") for name in ("estimate",))],
    )
    layers = alt.layer(shade.encode(x=alt.X("from:Q", scale=scale), x2="to:Q"), zero, lines, points)
    return themed(layers.properties(width=WIDTH, height=alt.Step(ROW, **{"for": "position"}), title=title))
