"""The arms of the two-by-two: a mention that is seen or unseen in training gives way to one that is seen or unseen.

Seen means: the text is a mention, of any type, in the training set. All arms match donors by the same rule.
"""

import math

import polars as pl

from ingest.choices import draw
from ingest.donors import Entity, match_donors
from ingest.editing import replace_mentions
from ingest.perturbing import PerturbationInput, Perturbed
from ingest.scripts import scripts


def replace_entities(given: PerturbationInput, *, replaced_seen: bool, donor_seen: bool) -> Perturbed:
    """The test set with its (un)seen mentions replaced by donors that are (un)seen."""
    places = (
        _with_forms(given)
        .join(given.training_counts, on="text", how="left", maintain_order="left")
        .with_columns(pl.col("n").fill_null(0))
    )
    eligible = places.filter((pl.col("n") > 0) == replaced_seen)
    touched = _first_in_hash_order(eligible, given)
    entities = [
        Entity(text=text, type=entity_type, forms=tuple(forms), training_count=count)
        for text, entity_type, forms, count in places.unique(["text", "type"], keep="first", maintain_order=True)
        .select("text", "type", "forms", "n")
        .iter_rows()
    ]
    # Every eligible text gets its donor, touched or not: so a smaller dose makes fewer of the same edits.
    mapping = match_donors(
        [entity for entity in entities if (entity.training_count > 0) == replaced_seen],
        [entity for entity in entities if (entity.training_count > 0) == donor_seen],
        names=given.names,
    )
    replacements = pl.DataFrame(
        [(text, entity_type, donor.text, list(donor.forms)) for (text, entity_type), donor in mapping.items()],
        schema={"text": pl.String, "type": pl.String, "replacement": pl.String, "new_forms": pl.List(pl.String)},
        orient="row",
    )
    changed = touched.join(replacements, on=["text", "type"], how="inner", maintain_order="left")
    tokens, edits = _apply(given.tokens, changed, was_seen=replaced_seen, is_seen=donor_seen)
    used = changed.select(pl.col("text").alias("original"), "replacement", "type").unique(maintain_order=True)
    return Perturbed(
        tokens=tokens,
        replacements=used.sort("type", "original"),
        edits=edits,
        n_eligible=eligible.height,
        n_changed=changed.height,
        n_no_candidate=touched.height - changed.height,
    )


def _with_forms(given: PerturbationInput) -> pl.DataFrame:
    """The mentions with the forms of their tokens as a list."""
    return (
        given.mentions.with_columns(pl.int_ranges("first_token", "end_token", dtype=pl.Int32).alias("position"))
        .explode("position")
        .join(given.tokens.select("sentence", "position", "form"), on=["sentence", "position"], maintain_order="left")
        .group_by("sentence", "mention", "first_token", "end_token", "type", "text", maintain_order=True)
        .agg(forms=pl.col("form"))
    )


def _first_in_hash_order(eligible: pl.DataFrame, given: PerturbationInput) -> pl.DataFrame:
    """The first ceil(dose x n) places in the order of their hashes, so that smaller doses are parts of larger ones."""
    if given.dose == 1:
        return eligible
    order = [
        draw(*given.names, "place", sentence, mention)
        for sentence, mention in eligible.select("sentence", "mention").iter_rows()
    ]
    n_touched = math.ceil(round(given.dose * eligible.height, 9))
    return (
        eligible.with_columns(order=pl.Series(order, dtype=pl.UInt64))
        .sort("order", "sentence", "mention")
        .head(n_touched)
        .drop("order")
        .sort("sentence", "mention")
    )


def _apply(
    tokens: pl.DataFrame, changed: pl.DataFrame, *, was_seen: bool, is_seen: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    places = changed.select(
        "sentence",
        "mention",
        "first_token",
        "end_token",
        "type",
        pl.col("text").alias("original"),
        "replacement",
        pl.col("new_forms").alias("forms"),
    )
    edited, placed = replace_mentions(tokens, places)
    script_changed = [scripts(old) != scripts(new) for old, new in placed.select("original", "replacement").iter_rows()]
    growth = (pl.col("end_token") - pl.col("first_token")) - (
        pl.col("original_end_token") - pl.col("original_first_token")
    )
    edits = placed.drop("forms").with_columns(
        was_seen=pl.lit(was_seen),
        is_seen=pl.lit(is_seen),
        token_change=growth,
        script_changed=pl.Series(script_changed, dtype=pl.Boolean),
    )
    return edited, edits
