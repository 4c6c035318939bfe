"""Loss curves: how training went."""

import altair as alt
import polars as pl

from reports.blocks import Panel
from reports.text import plain
from reports.theme import LIGHT, themed

WIDTH, HEIGHT = 330, 170


def losses(frame: pl.DataFrame, *, title: str) -> Panel:
    """The median loss of several runs over the share of the training done, with its range as a band.

    The frame has the columns done (0 to 1), lowest, loss, highest and n_runs.
    """
    data = plain(frame.select("done", "lowest", "loss", "highest", "n_runs"))
    base = alt.Chart(data).encode(
        x=alt.X(
            "done:Q",
            title="share of the training done",
            scale=alt.Scale(domain=[0, 1], nice=False),
            axis=alt.Axis(format="%"),
        )
    )
    band = base.mark_area(color=LIGHT["quiet"], opacity=0.2).encode(
        y=alt.Y("lowest:Q", title="loss", scale=alt.Scale(zero=True)), y2="highest:Q"
    )
    line = base.mark_line(color=LIGHT["ink"], strokeWidth=1.6).encode(y="loss:Q")
    points = base.mark_point(color=LIGHT["ink"], filled=True, size=24, opacity=1).encode(
        y="loss:Q",
        tooltip=[
            alt.Tooltip("done:Q", title="done", format=".0%"),
            alt.Tooltip("loss:Q", title="median loss", format=".3f"),
            alt.Tooltip("n_runs:Q", title="runs"),
        ],
    )
    return themed(alt.layer(band, line, points).properties(width=WIDTH, height=HEIGHT, title=title))
