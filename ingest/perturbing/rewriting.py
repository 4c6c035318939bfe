"""Rewriting words where they stand: one token becomes one other, in mentions and around them.

A place is a mention with a word that may be rewritten, or such a word outside mentions. A mention is one place and one
edit, whatever the number of its words that change; tags and spans stay. What was replaced is noted as it was written.
"""

import polars as pl

from ingest.perturbing.doses import touched
from ingest.perturbing.edits import Places, apply, as_places
from ingest.perturbing.perturbation import PerturbationInput, Perturbed

PLACE = ("sentence", "first_token")


def words(given: PerturbationInput) -> pl.DataFrame:
    """The tokens with a letter, in mentions and outside: sentence, position and form."""
    return given.tokens.filter(pl.col("word").is_not_null()).select("sentence", "position", "form")


def rewrite(given: PerturbationInput, eligible: pl.DataFrame) -> Perturbed:
    """The test set with the places that the dose touches rewritten.

    `eligible` has sentence, position and new: what a word that may be rewritten becomes, NULL where it can become
    nothing else. A place all of whose words are such has no candidate. No training set has a part.
    """
    places = _places(given, eligible)
    chosen = touched(places, by=PLACE, names=given.names, dose=given.dose)
    changed = _edits(chosen.filter("is_rewritten"))
    return apply(given, changed, n_eligible=places.height, n_touched=chosen.height)


def _places(given: PerturbationInput, eligible: pl.DataFrame) -> pl.DataFrame:
    """The places of the test set, with the forms that stand there before and after."""
    inside = (
        given.mentions.select("sentence", "mention", "type", "first_token", "end_token")
        .with_columns(pl.int_ranges("first_token", "end_token", dtype=pl.Int32).alias("position"))
        .explode("position")
    )
    rewritten = eligible.select("sentence", "position", "new", is_eligible=pl.lit(value=True))
    return (
        given.tokens.select("sentence", "position", "form")
        .join(inside, on=["sentence", "position"], how="left", maintain_order="left")
        .join(rewritten, on=["sentence", "position"], how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("first_token", "position").alias("first_token"),
            pl.coalesce("end_token", pl.col("position") + 1).alias("end_token"),
        )
        .group_by("sentence", "first_token", "end_token", "mention", "type", maintain_order=True)
        .agg(
            is_eligible=pl.col("is_eligible").any(),
            is_rewritten=pl.col("new").is_not_null().any(),
            old=pl.col("form"),
            forms=pl.coalesce("new", "form"),
        )
        .filter("is_eligible")
    )


def _edits(changed: pl.DataFrame) -> Places:
    return as_places(
        changed.with_columns(
            new_type=pl.col("type"), original=pl.col("old").list.join(" "), replacement=pl.col("forms").list.join(" ")
        )
    )
