"""Tags and spans: which tags are legal, and which entities a sequence of tags names.

The reading is the lenient one of CoNLL-2000's evaluation and of seqeval's default: `B-X` opens an entity, `I-X` goes on
with an entity of type X that ends right before it and else opens one. The strict IOB2 reading (seqeval's strict mode)
is the lenient one restricted to entities whose first tag is `B-`.
"""

import re
import unicodedata
from collections.abc import Sequence

import polars as pl

LEGAL_TAG = re.compile(r"O|[BI]-\S+")
"""O, B-X or I-X for any type X."""


def is_legal_tag(tag: str) -> bool:
    """Whether a tag is O, B-X or I-X."""
    return LEGAL_TAG.fullmatch(tag) is not None


def span_tags(entity_type: str, n_tokens: int, *, first: str = "B") -> list[str]:
    """The IOB2 tags of one entity of `n_tokens` tokens; `first` is the prefix of its first tag."""
    return [f"{first}-{entity_type}"] + [f"I-{entity_type}"] * (n_tokens - 1)


def spans(tokens: pl.DataFrame, *, by: Sequence[str] = ("sentence",)) -> pl.DataFrame:
    """The entities that the tags name, in the lenient reading.

    `tokens` has the columns `by`, `position` and `tag`, and its rows are ordered by them. The answer has the columns
    `by`, `first_token`, `end_token` (half-open), `type` and `starts_with_b`, in the same order.
    """
    return _spans(tokens, _inside(tokens, by), by)


def mentions(tokens: pl.DataFrame, *, by: Sequence[str] = ("sentence",)) -> pl.DataFrame:
    """The entities with their texts: the columns of `spans` and `mention` (its number in the sentence) and `text`.

    `tokens` has the column `form` besides. A text is its tokens joined by one space, in NFC, case kept.
    """
    inside = _inside(tokens, by)
    index = pl.int_range(pl.len(), dtype=pl.Int32)
    is_first = pl.any_horizontal((pl.col(name) != pl.col(name).shift()).fill_null(value=True) for name in by)
    texts = (
        inside.select("row", span=(~pl.col("goes_on")).cum_sum(), form=tokens.get_column("form").gather(inside["row"]))
        .group_by("span", maintain_order=True)
        # Joining lists after grouping takes a third of the time of joining within it.
        .agg(pl.col("form"))
        .get_column("form")
        .list.join(" ")
        .str.normalize("NFC")
    )
    return _spans(tokens, inside, by).with_columns(
        text=texts,
        mention=index - pl.when(is_first).then(index).forward_fill(),
    )


def _inside(tokens: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The rows that are inside entities, by their number, and whether each goes on with the entity of the row before.

    There are few different tags, so these are looked at, and the rows compare numbers.
    """
    tag = tokens.get_column("tag")
    known = tag.unique().cast(pl.String)
    # "B-PER" and "I-PER" are alike but for their first letter, and "O" is like neither.
    types = known.str.slice(1)
    code = tag.cast(pl.Enum(known)).to_physical()
    same_type = pl.col("kind") == pl.col("kind").shift()
    same_sequence = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in by)
    return (
        tokens.select(*by)
        .with_columns(
            kind=types.rank("dense").cast(pl.UInt32).gather(code), goes_on=known.str.starts_with("I-").gather(code)
        )
        .select(goes_on=(pl.col("goes_on") & same_type & same_sequence).fill_null(value=False))
        .with_row_index("row")
        .filter((known != "O").gather(code))
    )


def _spans(tokens: pl.DataFrame, inside: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """What stands in the first and the last row of each entity."""
    goes_on = inside.get_column("goes_on")
    first = inside.get_column("row").filter(~goes_on)
    last = inside.get_column("row").filter(~goes_on.shift(-1, fill_value=False))
    tag = tokens.get_column("tag").gather(first)
    return tokens.select(pl.col(*by).gather(first)).with_columns(
        first_token=tokens.get_column("position").gather(first),
        end_token=tokens.get_column("position").gather(last) + 1,
        type=tag.str.slice(2),
        starts_with_b=tag.str.starts_with("B-"),
    )


def nfc(text: str) -> str:
    """A text in Unicode's normalisation form C, in which texts are compared."""
    return unicodedata.normalize("NFC", text)
