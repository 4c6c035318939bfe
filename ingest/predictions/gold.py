"""The text that predictions are held against: one text set's tokens, read from the warehouse once."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, eq=False)
class Gold:
    """The tokens of a text set: `sentence`, `position` and `form`, in order; sentences count from 0 without gaps.

    `tags` are theirs, and `sha256` names the text set, where they are known.
    """

    tokens: pl.DataFrame
    tags: pl.Series | None = None
    sha256: str = ""

    @property
    def n_sentences(self) -> int:
        """How many sentences it has."""
        return self.lengths.len()

    @cached_property
    def lengths(self) -> pl.Series:
        """The number of tokens of each sentence."""
        counts = self.tokens.group_by("sentence", maintain_order=True).agg(n=pl.len().cast(pl.Int32))
        return counts.get_column("n")

    @cached_property
    def after_tab(self) -> pl.Series:
        """How the lines of a token and its tag begin if a tab is between; lines between sentences are empty."""
        return self._prefixes("\t")

    @cached_property
    def after_space(self) -> pl.Series:
        """The same if a space is between."""
        return self._prefixes(" ")

    def _prefixes(self, separator: str) -> pl.Series:
        is_last = (pl.col("sentence") != pl.col("sentence").shift(-1)).fill_null(value=True)
        ending = pl.when(is_last).then(pl.lit("\n\n")).otherwise(pl.lit("\n"))
        text = self.tokens.select(pl.concat_str("form", pl.lit(separator), ending).str.join("")).item()
        return lines_of(text.removesuffix("\n\n"))


def gold_of(warehouse: Warehouse, text_set: int) -> Gold:
    """The text of a text set."""
    tokens = warehouse.frame(
        "select sentence, position, form, tag from token where text_set = $text_set order by sentence, position",
        text_set=text_set,
    )
    sha256 = warehouse.one("select sha256 from text_set where text_set = $text_set", text_set=text_set)
    return Gold(tokens=tokens.drop("tag"), tags=tokens.get_column("tag"), sha256=sha256)


def lines_of(text: str) -> pl.Series:
    """The lines of a text."""
    return pl.Series("line", [text], dtype=pl.String).str.split("\n").explode(empty_as_null=False)
