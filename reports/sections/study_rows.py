"""What the findings share: studies by their rows, sentences about intervals, columns that tables have in common."""

from typing import Any

import polars as pl

from reports.blocks import Column
from reports.markup import shown
from reports.study import Study
from reports.theme import SETTING_WORDS

MOST = 4
"""Studies with a panel of their own here; the pages have every one."""

KEY = ("corpus", "encoder", "configuration", "n_configurations")
"""What a row must have to tell its study."""

STUDY = (
    Column(name="corpus", heading="corpus", only_if_varied=True),
    Column(name="encoder", heading="encoder", only_if_varied=True),
    Column(name="configuration", heading="configuration", only_if_varied=True),
)
PAIR = (Column(name="train_language", heading="trained on"), Column(name="test_language", heading="tested on"))
ENDS = (Column(name="low", heading="95 % from", format="change"), Column(name="high", heading="to", format="change"))


def by_study(frame: pl.DataFrame) -> list[tuple[Study, pl.DataFrame]]:
    """The rows of each study, of the first few."""
    parts = frame.partition_by(KEY, maintain_order=True)
    return [(study_of(part.row(0, named=True)), part) for part in parts[:MOST]]


def study_of(row: dict[str, Any]) -> Study:
    """The study that a row is of."""
    return Study(
        corpus=row["corpus"],
        encoder=row["encoder"],
        configuration=row["configuration"],
        is_alone=row["n_configurations"] == 1,
    )


def where(row: dict[str, Any]) -> str:
    """Which setting of which study a sentence is about."""
    return f"{SETTING_WORDS[row['setting']].capitalize()} ({study_of(row).place})"


def interval(row: dict[str, Any]) -> str:
    """The interval of a row in brackets, in points; nothing where there is none."""
    if row["low"] is None or row["high"] is None:
        return ""
    return f" (95 % {shown(row['low'], 'change')} to {shown(row['high'], 'change')})"
