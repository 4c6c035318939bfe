"""Every training language against every test language: a square for each pair, darker where they share more."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import polars as pl

from reports.blocks import Panel
from reports.text import plain
from reports.theme import LIGHT, SMALL, themed

SIDE = 330
"""Length of the longer side of a matrix, in pixels."""

WIDEST = 60
"""Side of a square at most: two languages need not fill a page."""

ROOMY = 18
"""Languages up to which each square holds its number."""

DARK_FROM = 0.55
"""Share of the highest from which the number in a square is written in the colour of the paper."""

WRITTEN_FROM = 0.005
"""Smaller shares are not written: they would all read 0.00. Of percents a 0 is written: that is a score."""

PERCENT = 100.0
LETTER = 8
"""Pixels of a letter of a label, with room beside it."""


def matrix(
    frame: pl.DataFrame, *, column: str, order: Sequence[str], title: str, highest: float = 1.0, said: str = "share"
) -> Panel:
    """A square for each row of the frame: test languages down, training languages across, both in `order`.

    The frame has the columns train_language, test_language and `column`, a share, or percent where `highest` is 100:
    the value of the darkest square. It may have `names`, those of the languages; `said` is what the value is called.
    What is missing is left blank, and a language that was never trained or tested on has no row or column for it.
    """
    more = [name for name in ("names",) if name in frame.columns and frame.get_column(name).null_count() == 0]
    data = plain(frame.select("train_language", "test_language", *more, value=column)).drop_nulls("value")
    down, across = (_present(frame, name, order) for name in ("test_language", "train_language"))
    step = min(SIDE / max(len(down), len(across), 1), WIDEST)
    form = (".0f", ".1f") if highest == PERCENT else (".2f", ".3f")
    is_roomy = LETTER * max(map(len, across), default=0) <= step
    labels, below = _labels(), _labels(**({"labelAngle": 0} if is_roomy else {}))
    base = alt.Chart(data).encode(
        x=alt.X("train_language:N", sort=across, title="trained on", axis=below, scale=alt.Scale(domain=across)),
        y=alt.Y("test_language:N", sort=down, title="tested on", axis=labels, scale=alt.Scale(domain=down)),
        tooltip=[
            alt.Tooltip("train_language:N", title="trained on"),
            alt.Tooltip("test_language:N", title="tested on"),
            *(alt.Tooltip(f"{name}:N") for name in more),
            alt.Tooltip("value:Q", title=said, format=form[1]),
        ],
    )
    squares = base.mark_rect(color=LIGHT["native"], stroke=LIGHT["paper"], strokeWidth=1).encode(
        # Opacity, not a scale of colours: the colour is that of the page, light or dark.
        fillOpacity=alt.FillOpacity("value:Q", scale=alt.Scale(domain=[0, highest], range=[0.04, 1]), legend=None)
    )
    layers = [squares]
    if max(len(down), len(across)) <= ROOMY:
        dark = f"datum.value > {DARK_FROM * highest}"
        written = base if highest == PERCENT else base.transform_filter(f"datum.value >= {WRITTEN_FROM}")
        layers.append(
            written.mark_text(fontSize=min(SMALL - 1, step / 2.2)).encode(
                text=alt.Text("value:Q", format=form[0]),
                color=alt.when(dark).then(alt.value(LIGHT["paper"])).otherwise(alt.value(LIGHT["ink"])),
            )
        )
    return themed(
        alt.layer(*layers).properties(width=step * max(len(across), 1), height=step * max(len(down), 1), title=title)
    )


def _labels(**more: Any) -> alt.Axis:  # noqa: ANN401 (what altair takes besides)
    return alt.Axis(ticks=False, domain=False, grid=False, labelPadding=4, labelOverlap=True, **more)


def _present(frame: pl.DataFrame, column: str, order: Sequence[str]) -> list[str]:
    """The languages of a column, in order, as they are shown."""
    found = set(frame.get_column(column))
    return plain(pl.DataFrame({"name": [name for name in order if name in found]})).get_column("name").to_list()


def seriated(frame: pl.DataFrame, *, column: str) -> list[str]:
    """The languages of a frame in an order that puts alike ones beside each other.

    Spectral seriation (Atkins, Boman & Hendrickson 1998): the order of the entries of the Fiedler vector, that of the
    second smallest eigenvalue of the graph Laplacian of the mean share in both directions. Languages that share
    nothing with any other come last, by name.
    """
    names = sorted({*frame.get_column("train_language"), *frame.get_column("test_language")})
    place = {name: number for number, name in enumerate(names)}
    alike = np.zeros((len(names), len(names)))
    for train, test, value in frame.select("train_language", "test_language", column).iter_rows():
        if value is not None and train != test:
            alike[place[train], place[test]] += value / 2
            alike[place[test], place[train]] += value / 2
    tied = [number for number in range(len(names)) if alike[number].any()]
    alone = [name for number, name in enumerate(names) if number not in set(tied)]
    if len(tied) < 3:  # noqa: PLR2004 (any order of two is as good)
        return [names[number] for number in tied] + alone
    part = alike[np.ix_(tied, tied)]
    _, vectors = np.linalg.eigh(np.diag(part.sum(axis=1)) - part)
    fiedler = np.round(vectors[:, 1], 9)
    if fiedler[np.flatnonzero(fiedler)[0]] > 0:  # its sign is arbitrary: the same everywhere
        fiedler = -fiedler
    order = sorted(range(len(tied)), key=lambda at: (fiedler[at], names[tied[at]]))
    return [names[tied[at]] for at in order] + alone
