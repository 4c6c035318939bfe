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
    inside = pl.col("tag") != "O"
    tag_type = pl.col("tag").str.slice(2)
    same_sequence = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in by)
    goes_on = pl.col("tag").str.starts_with("I-") & same_sequence & inside.shift() & (tag_type == tag_type.shift())
    return (
        tokens.select(
            *by,
            "position",
            inside.alias("inside"),
            tag_type.alias("type"),
            pl.col("tag").str.starts_with("B-").alias("starts_with_b"),
            (inside & ~goes_on.fill_null(value=False)).alias("opens"),
        )
        .with_columns(span=pl.col("opens").cum_sum())
        .filter("inside")
        .group_by("span", maintain_order=True)
        .agg(
            *(pl.col(name).first() for name in by),
            first_token=pl.col("position").first(),
            end_token=pl.col("position").last() + 1,
            type=pl.col("type").first(),
            starts_with_b=pl.col("starts_with_b").first(),
        )
        .drop("span")
    )


def mentions(tokens: pl.DataFrame, *, by: Sequence[str] = ("sentence",)) -> pl.DataFrame:
    """The entities with their texts: the columns of `spans` and `mention` (its number in the sentence) and `text`.

    `tokens` has the column `form` besides. A text is its tokens joined by one space, in NFC, case kept.
    """
    found = spans(tokens, by=by).with_columns(
        mention=pl.int_range(pl.len(), dtype=pl.Int32).over(list(by)), span=pl.int_range(pl.len(), dtype=pl.UInt32)
    )
    texts = (
        found.select(*by, "span", pl.int_ranges("first_token", "end_token", dtype=pl.Int32).alias("position"))
        .explode("position")
        .join(tokens.select(*by, "position", "form"), on=[*by, "position"], how="left", maintain_order="left")
        .group_by("span", maintain_order=True)
        .agg(text=pl.col("form").str.join(" "))
        .with_columns(text=pl.col("text").str.normalize("NFC"))
    )
    return found.join(texts, on="span", how="left", maintain_order="left").drop("span")


def nfc(text: str) -> str:
    """A text in Unicode's normalisation form C, in which texts are compared."""
    return unicodedata.normalize("NFC", text)
