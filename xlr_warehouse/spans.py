"""Tags and spans: which tags are legal, and which entities a sequence of tags names.

The reading is the lenient one of CoNLL-2000's evaluation and of seqeval's default: `B-X` opens an entity, `I-X` goes on
with an entity of type X that ends right before it and else opens one. The strict IOB2 reading (seqeval's strict mode)
is the lenient one restricted to entities whose first tag is `B-`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Flags = npt.NDArray[np.bool_]

LEGAL_TAG = re.compile(r"O|[BI]-\S+")
"""O, B-X or I-X for any type X."""


def is_legal_tag(tag: str) -> bool:
    """Whether a tag is O, B-X or I-X."""
    return LEGAL_TAG.fullmatch(tag) is not None


def span_tags(entity_type: str, n_tokens: int, *, first: str = "B") -> list[str]:
    """The IOB2 tags of one entity of `n_tokens` tokens; `first` is the prefix of its first tag."""
    return [f"{first}-{entity_type}"] + [f"I-{entity_type}"] * (n_tokens - 1)


@dataclass(frozen=True, kw_only=True)
class Entities:
    """Entities in order: the rows of their first and last tokens, their types (an Enum), and which start with B-."""

    first: npt.NDArray[np.intp]
    last: npt.NDArray[np.intp]
    types: pl.Series
    starts_with_b: Flags


def known_tags(*columns: pl.Series) -> list[str]:
    """The different tags of these columns, sorted."""
    return sorted({tag for column in columns for tag in column.unique()})


def entities(tags: pl.Series, known: Sequence[str], is_first: Flags) -> Entities:
    """The entities that tags name, in the lenient reading; `is_first` marks the first token of each sentence.

    There are few `known` tags, so these are looked at, and the rows compare numbers.
    """
    names = pl.Series(known, dtype=pl.String)
    types = names.str.slice(2)
    types = types.cast(pl.Enum(types.unique().sort()))
    code = tags.cast(pl.Enum(known)).to_physical().to_numpy()
    kind = types.to_physical().to_numpy()[code]
    goes_on = names.str.starts_with("I-").to_numpy()[code] & ~is_first
    goes_on[1:] &= kind[1:] == kind[:-1]
    is_inside = (names != "O").to_numpy()[code]
    stops = is_inside.copy()
    stops[:-1] &= ~goes_on[1:]
    first = np.flatnonzero(is_inside & ~goes_on)
    return Entities(
        first=first,
        last=np.flatnonzero(stops),
        types=types.gather(code[first]),
        starts_with_b=names.str.starts_with("B-").to_numpy()[code[first]],
    )


def begins(rows: pl.DataFrame, by: Sequence[str]) -> Flags:
    """Which rows differ from the one before in any of these columns; the first does."""
    differs = ((pl.col(name) != pl.col(name).shift()).fill_null(value=True) for name in by)
    return rows.select(pl.any_horizontal(differs)).to_series().to_numpy()


def spans(tokens: pl.DataFrame, *, by: Sequence[str] = ("sentence",)) -> pl.DataFrame:
    """The entities that the tags name, in the lenient reading.

    `tokens` has the columns `by`, `position` and `tag`, and its rows are ordered by them. The answer has the columns
    `by`, `first_token`, `end_token` (half-open), `type` and `starts_with_b`, in the same order.
    """
    return _spans(tokens, _entities(tokens, by), by)


def mentions(tokens: pl.DataFrame, *, by: Sequence[str] = ("sentence",)) -> pl.DataFrame:
    """The entities with their texts: the columns of `spans` and `mention` (its number in the sentence) and `text`.

    `tokens` has the column `form` besides. A text is its tokens joined by one space, in NFC, case kept.
    """
    found = _entities(tokens, by)
    n_tokens = found.last + 1 - found.first
    # The rows of the entities' tokens, one entity after the other.
    row = np.arange(n_tokens.sum()) + np.repeat(found.first + n_tokens - n_tokens.cumsum(), n_tokens)
    texts = (
        pl.DataFrame({"span": np.repeat(np.arange(n_tokens.size), n_tokens)})
        .with_columns(form=tokens.get_column("form").gather(row))
        .group_by("span", maintain_order=True)
        # Joining lists after grouping takes a third of the time of joining within it.
        .agg("form")
        .get_column("form")
        .list.join(" ")
        .str.normalize("NFC")
    )
    frame = _spans(tokens, found, by)
    index = pl.int_range(pl.len(), dtype=pl.Int32)
    is_first = pl.Series(begins(frame, by))
    return frame.with_columns(text=texts, mention=index - pl.when(is_first).then(index).forward_fill())


def _entities(tokens: pl.DataFrame, by: Sequence[str]) -> Entities:
    tags = tokens.get_column("tag")
    return entities(tags, known_tags(tags), begins(tokens, by))


def _spans(tokens: pl.DataFrame, found: Entities, by: Sequence[str]) -> pl.DataFrame:
    position = tokens.get_column("position")
    return tokens.select(pl.col(*by).gather(found.first)).with_columns(
        first_token=position.gather(found.first),
        end_token=position.gather(found.last) + 1,
        type=found.types.cast(pl.String),
        starts_with_b=pl.Series(found.starts_with_b),
    )


def nfc(text: str) -> str:
    """A text in Unicode's normalisation form C, in which texts are compared."""
    return unicodedata.normalize("NFC", text)
