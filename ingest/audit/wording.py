"""What two sentences have in common: the same letters, or nearly the same words."""

import unicodedata
from dataclasses import dataclass

import polars as pl

from ingest.audit.likeness import near_groups

SILENT = r"[^\p{L}\p{M}\p{N}]"
"""What does not count: all but letters, marks and numbers."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Sentences by how they are worded.

    `sentences` has the columns text_set, sentence, duplicate_of and kind (sentences of one kind have the same letters
    and the same words), `groups` the columns kind and group. Two sentences are near duplicates when their kinds share a
    group: every group is one of mutual likeness.
    """

    sentences: pl.DataFrame
    groups: pl.DataFrame


def bare(forms: pl.Series) -> pl.Series:
    """Forms in NFKC, casefolded, without all that is neither letter, mark nor number."""
    folded = forms.map_elements(_folded, return_dtype=pl.String)
    return folded.str.replace_all(SILENT, "")


def _folded(form: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", form).casefold())


def wording(tokens: pl.DataFrame, sentences: pl.DataFrame) -> Wording:
    """Group sentences that have the same letters, or four of five words in common.

    `tokens` has the columns text_set, sentence, position and form, ordered; `sentences` text_set, sentence and
    duplicate_of, where equal numbers mean equal tokens. The letters of a sentence are its bare forms put together, its
    words their set. One without any is like its exact duplicates alone.
    """
    # One sentence stands for all its exact duplicates.
    distinct = sentences.unique("duplicate_of", keep="first", maintain_order=True)
    forms = tokens.get_column("form").unique()
    words = (
        tokens.join(distinct, on=["text_set", "sentence"], maintain_order="left")
        .join(pl.DataFrame({"form": forms, "word": bare(forms)}), on="form", maintain_order="left")
        .filter(pl.col("word") != "")
        .select("duplicate_of", "word")
    )
    letters = words.group_by("duplicate_of").agg(letters=pl.col("word").str.join(""))
    described = (
        distinct.select("duplicate_of")
        .join(letters, on="duplicate_of", how="left")
        .join(_sets(words), on="duplicate_of", how="left")
        # No letters: a name that no text has keeps it apart.
        .with_columns(pl.col("letters").fill_null("\x00" + pl.col("duplicate_of").cast(pl.String)))
    )
    kinds = (
        described.select("letters", "members")
        .unique()
        .with_row_index("kind")
        .with_columns(same_letters=pl.col("letters").rank("dense").cast(pl.Int64))
    )
    kind_of = described.join(kinds, on=["letters", "members"], nulls_equal=True).select("duplicate_of", "kind")
    return Wording(
        sentences=sentences.join(kind_of, on="duplicate_of", maintain_order="left"),
        groups=_groups(kinds.select("kind", "members", "same_letters")),
    )


def _sets(words: pl.DataFrame) -> pl.DataFrame:
    """The distinct words of each sentence, as numbers that count up from the rarest."""
    pairs = words.unique()
    ranks = pairs.group_by("word").len().sort("len", "word").select("word", rank=pl.int_range(pl.len(), dtype=pl.Int32))
    return pairs.join(ranks, on="word").group_by("duplicate_of").agg(members=pl.col("rank").sort())


def _groups(kinds: pl.DataFrame) -> pl.DataFrame:
    """The groups of each kind: those with the same letters, with the same words, and with nearly the same words."""
    sets = kinds.drop_nulls("members").select("members").unique().with_row_index("id")
    by_set = kinds.drop_nulls("members").join(sets, on="members").select("kind", pl.col("id").cast(pl.Int64))
    after_letters = kinds.height + 1
    after_sets = after_letters + sets.height
    near = by_set.join(near_groups(sets), on="id").select("kind", group=pl.col("group") + after_sets)
    return pl.concat(
        [
            kinds.select("kind", group="same_letters"),
            by_set.select("kind", group=pl.col("id") + after_letters),
            near,
        ]
    )
