"""Which pair stands in which row of a dot plot, and in which of its panels."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from reports.text import visible

ONE_PANEL = 20
"""Rows up to which there is one panel; beyond, there are two, beside each other where the screen is wide."""

MOST = 30
"""Rows of a panel at most."""

KEYS = ("train_language", "test_language", "setting")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A row for each case of `place` (its languages and setting), panels by title with their rows in order."""

    place: pl.DataFrame
    panels: Sequence[tuple[str, list[str]]]
    n_left_out: int

    def drawn(self, frame: pl.DataFrame, part: Sequence[str]) -> pl.DataFrame:
        """What of a frame with languages and settings stands in the rows of a panel; native scores may stand twice."""
        placed = frame.join(self.place, on=KEYS, how="inner", maintain_order="left_right")
        return placed.filter(pl.col("row").is_in(list(part)))


def rows_of(frame: pl.DataFrame) -> Rows:
    """The rows of a frame with train_language, test_language, setting and overlap, those with most overlap on top.

    The native scores stand beside those of every pair with the same test language. Of more pairs than two panels can
    hold, those in the middle are left out.
    """
    cases = frame.group_by(KEYS, maintain_order=True).agg(pl.col("overlap").max())
    is_native = pl.col("setting") == "native"
    cross = cases.filter(~is_native).with_columns(row=pl.col("train_language") + "→" + pl.col("test_language"))
    beside = cases.filter(is_native).join(
        cross.select("row", "test_language"), on="test_language", how="left", maintain_order="left_right"
    )
    beside = beside.with_columns(pl.col("row").fill_null(pl.col("test_language")))
    ordered = cross.sort(["overlap", "row"], descending=[True, False], nulls_last=True).get_column("row").to_list()
    alone = sorted(set(beside.get_column("row").to_list()) - set(ordered))
    names = [*ordered, *alone]
    place = pl.concat([cross, beside], how="diagonal").select(*KEYS, pl.col("row").map_elements(visible, pl.String))
    if len(names) <= ONE_PANEL:
        panels = [("native beside cross-lingual", [visible(name) for name in names])]
        return Rows(place=place, panels=panels, n_left_out=0)
    half = min(-(-len(names) // 2), MOST)
    top, bottom = names[:half], names[half:][-half:]
    panels = [
        (f"{kind} overlap", [visible(name) for name in part]) for kind, part in (("most", top), ("least", bottom))
    ]
    return Rows(place=place, panels=panels, n_left_out=len(names) - len(top) - len(bottom))
