"""What a corpus reader hands over: whole text sets as frames, with where they came from."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

TOKEN_SCHEMA = {"sentence": pl.Int32, "position": pl.Int32, "form": pl.String, "tag": pl.String}
ITEM_SCHEMA = {"item": pl.Int32, "page": pl.String, "text": pl.String, "correct": pl.String}
OPTION_SCHEMA = {"item": pl.Int32, "option": pl.String, "title": pl.String}


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file a corpus was read from: its name relative to what was asked for, and what its bytes were."""

    path: str
    sha256: str
    n_bytes: int
    reader: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something a reader noticed in a text: what, how often, in which file and line first, and whether it changed it.

    `line` counts from 1 and is None where the text has no lines.
    """

    kind: str
    n: int
    path: str
    line: int | None = None
    is_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class NerTextSet:
    """One split of a named-entity corpus.

    Each call of `batches` reads it anew, in frames of whole sentences with the columns of `TOKEN_SCHEMA`, ordered by
    sentence and position; both count from 0 without gaps, sentences on from frame to frame. Tags are `O`, `B-X` or
    `I-X`.
    """

    corpus: str
    language: str
    split: str
    batches: Callable[[], Iterable[pl.DataFrame]]
    files: tuple[SourceFile, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def task(self) -> str:
        """What it is for."""
        return "ner"

    @property
    def tokens(self) -> pl.DataFrame:
        """All of it in one frame."""
        return pl.concat([pl.DataFrame(schema=TOKEN_SCHEMA), *self.batches()])


@dataclass(frozen=True, kw_only=True)
class TitleTextSet:
    """One split of a section-title corpus.

    `items` has the columns of `ITEM_SCHEMA` (`correct` is the letter of an option), `options` those of `OPTION_SCHEMA`
    (options A to D of each item).
    """

    corpus: str
    language: str
    split: str
    items: pl.DataFrame
    options: pl.DataFrame
    files: tuple[SourceFile, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def task(self) -> str:
        """What it is for."""
        return "title"


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """What one call of a reader brought: text sets of one corpus, with their provenance.

    `languages` are rows for the table `language` that the shipped list does not have, `planted` rows for the table
    `planted`; both are the lab's alone.
    """

    name: str
    source: str
    revision: str
    licence: str
    text_sets: tuple[NerTextSet | TitleTextSet, ...]
    languages: pl.DataFrame | None = None
    planted: pl.DataFrame | None = None


def content_sha256(rows: Iterable[str]) -> str:
    """What identifies a text: the sha256 of its lines, each ended by a newline, in UTF-8."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(row.encode("utf-8"))
        digest.update(b"\n")
    return digest.hexdigest()


def one_batch(tokens: pl.DataFrame) -> Callable[[], Iterable[pl.DataFrame]]:
    """The `batches` of a text set that is in memory."""
    return lambda: (tokens,)


class TokensDigest:
    """What identifies an NER text, batch by batch: the sha256 of its lines `form<TAB>tag`, an empty one a sentence."""

    def __init__(self) -> None:
        """Start with no line."""
        self._digest = hashlib.sha256()

    def update(self, tokens: pl.DataFrame) -> None:
        """Add a batch of whole sentences."""
        last = pl.col("sentence") != pl.col("sentence").shift(-1)
        ending = pl.when(last.fill_null(value=True)).then(pl.lit("\n\n")).otherwise(pl.lit("\n"))
        text = tokens.select(pl.concat_str("form", pl.lit("\t"), "tag", ending).str.join("")).item()
        self._digest.update(str(text).encode())

    def hexdigest(self) -> str:
        """The sha256 of what was added."""
        return self._digest.hexdigest()


def tokens_sha256(tokens: pl.DataFrame) -> str:
    """What identifies an NER text: `content_sha256` of its lines `form<TAB>tag`, an empty one after each sentence."""
    digest = TokensDigest()
    digest.update(tokens)
    return digest.hexdigest()


def items_sha256(text_set: TitleTextSet) -> str:
    """What identifies a title text: `content_sha256` of its items and options, a JSON array a line."""
    items = text_set.items.select("item", "page", "text", "correct").rows()
    options = text_set.options.select("item", "option", "title").rows()
    return content_sha256(json.dumps(row, ensure_ascii=False) for row in (*items, *options))
