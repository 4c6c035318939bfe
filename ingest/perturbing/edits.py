"""Applying edits: what stands at which places becomes a perturbed text set with a row for every edit."""

from typing import NewType

import polars as pl

from ingest.perturbing.editing import moved_spans, replace_spans
from ingest.perturbing.perturbation import EDIT_SCHEMA, PerturbationInput, Perturbed
from ingest.scripts import scripts
from ingest.words import WORD

Places = NewType("Places", pl.DataFrame)
"""What stands where: the columns of `PLACE_SCHEMA`."""

PLACE_SCHEMA = {
    "sentence": pl.Int32,
    "mention": pl.Int32,
    "first_token": pl.Int32,
    "end_token": pl.Int32,
    "type": pl.String,
    "new_type": pl.String,
    "original": pl.String,
    "replacement": pl.String,
    "forms": pl.List(pl.String),
    "similarity": pl.Float32,
    "was_seen": pl.Boolean,
    "is_seen": pl.Boolean,
}
"""Mention, type (of the original) and new_type are NULL for context words; forms are the tokens that stand there
afterwards."""


def as_places(frame: pl.DataFrame) -> Places:
    """A frame as places: of the columns that it lacks all are NULL."""
    lacking = [pl.lit(None).alias(name) for name in PLACE_SCHEMA if name not in frame.columns]
    return Places(frame.with_columns(lacking).select(pl.col(name).cast(kind) for name, kind in PLACE_SCHEMA.items()))


def apply(given: PerturbationInput, places: Places, *, n_eligible: int, n_touched: int) -> Perturbed:
    """The test set with the edits made. What was touched and has no edit had no candidate."""
    if given.task == "title":
        tokens, placed = _replace_words(given.tokens, places)
    else:
        tokens, placed = replace_spans(
            given.tokens.select("sentence", "position", "form", "tag"),
            places.rename({"type": "old_type", "new_type": "type"}),
        )
        placed = placed.rename({"type": "new_type", "old_type": "type"})
    return Perturbed(
        tokens=tokens,
        edits=_edits(placed),
        n_eligible=n_eligible,
        n_changed=places.height,
        n_no_candidate=n_touched - places.height,
    )


def together(*parts: Places) -> Places:
    """The places of several kinds of edits, in the order of the text; they do not overlap."""
    return Places(pl.concat(parts, how="vertical_relaxed").sort("sentence", "first_token"))


def _replace_words(tokens: pl.DataFrame, places: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The words of texts with some replaced, a row for each word of the original; places as words are counted anew."""
    new = places.select("sentence", pl.col("first_token").alias("position"), new=pl.col("forms").list.join(" "))
    edited = tokens.join(new, on=["sentence", "position"], how="left", maintain_order="left").select(
        "sentence", "position", pl.coalesce("new", "form").alias("form"), "tag"
    )
    n_words = pl.col("replacement").str.count_matches(WORD).cast(pl.Int32)
    return edited, moved_spans(places.with_columns(n_forms=n_words)).drop("n_forms")


def _edits(placed: pl.DataFrame) -> pl.DataFrame:
    written = {text: scripts(text) for text in {*placed.get_column("original"), *placed.get_column("replacement")}}
    distinct = placed.select("original", "replacement").unique()
    changed = distinct.with_columns(
        script_changed=pl.Series([written[old] != written[new] for old, new in distinct.iter_rows()], dtype=pl.Boolean)
    )
    growth = (pl.col("end_token") - pl.col("first_token")) - (
        pl.col("original_end_token") - pl.col("original_first_token")
    )
    return (
        placed.with_columns(token_change=growth)
        .join(changed, on=["original", "replacement"], how="left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in EDIT_SCHEMA.items())
    )
