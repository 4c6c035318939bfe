"""What a file of predictions brought, before it is held against its text."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.text_sets import SourceFile
from xlr_warehouse.errors import InputError
from xlr_warehouse.spans import LEGAL_TAG

ORDER = ("sentence", "position")


def no_line(_: int) -> int | None:
    """The line of a sentence where there are no lines."""
    return None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Predicted tags, with `sentence` and `position` from 0, and `form` and `probability` where the file has them.

    `is_numbered` says that the file gives the numbers of its sentences itself; else they are counted, and `n_sentences`
    also counts those without any tag. `line_of` answers in which line a sentence starts.
    """

    path: Path
    form: str
    tokens: pl.DataFrame
    n_sentences: int
    is_numbered: bool = False
    line_of: Callable[[int], int | None] = no_line

    @property
    def has_tokens(self) -> bool:
        """Whether the file names the tokens too."""
        return "form" in self.tokens.columns

    @property
    def has_probabilities(self) -> bool:
        """Whether the file says how probable each tag is."""
        return "probability" in self.tokens.columns


@dataclass(frozen=True, kw_only=True)
class Content:
    """The bytes of a file, decompressed, and what to note of it."""

    path: Path
    data: bytes
    file: SourceFile


def refuse_tags(reading: Reading) -> Reading:
    """The reading itself; raises `InputError` naming the first tag that is not O, B-X or I-X."""
    tags = reading.tokens.get_column("tag")
    met = tags.unique()
    legal = met.str.contains(f"^(?:{LEGAL_TAG.pattern})$").fill_null(value=False)
    if not legal.all():
        wrong = reading.tokens.filter(pl.col("tag").is_in(met.filter(~legal).to_list(), nulls_equal=True))
        sentence, position, tag = wrong.select(*ORDER, "tag").row(0)
        said = "there is no tag" if tag is None else f"the tag {tag!r} is none of O, B-TYPE, I-TYPE"
        what = f"{said} (sentence {sentence + 1}, token {position + 1})."
        raise InputError(what, path=reading.path, line=reading.line_of(sentence))
    return reading


def counted(lengths: pl.Series) -> pl.DataFrame:
    """The columns `sentence` and `position` of sentences of these lengths."""
    return (
        pl.DataFrame({"sentence": pl.int_range(lengths.len(), dtype=pl.Int32, eager=True), "n": lengths})
        .with_columns(position=pl.int_ranges(0, "n", dtype=pl.Int32))
        .filter(pl.col("n") > 0)
        .explode("position")
        .drop("n")
    )
