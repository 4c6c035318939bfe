"""Replacing words: one word gives way to another, in the capitals of the one it replaces."""

import polars as pl

from ingest.perturbing.capitals import written_like
from ingest.perturbing.doses import touched
from ingest.perturbing.edits import Places, apply
from ingest.perturbing.perturbation import PerturbationInput, Perturbed

POSITION = ("sentence", "position")


def context(given: PerturbationInput) -> pl.DataFrame:
    """The words outside entities, function words too: sentence, position, form and word."""
    return given.tokens.filter((pl.col("tag") == "O") & pl.col("word").is_not_null()).drop("tag")


def content(given: PerturbationInput) -> pl.DataFrame:
    """The content words outside entities: what is left of the context when function words are taken away."""
    return context(given).filter(~pl.col("word").is_in(list(given.function_words)))


def replace_words(given: PerturbationInput, eligible: pl.DataFrame, replacements: pl.DataFrame) -> Perturbed:
    """The eligible words that the dose touches, replaced; those that `replacements` lacks have no candidate.

    `eligible` has sentence, position, form and word. `replacements` has replacement (and may have similarity), by word
    or by place: the columns word, or sentence and position.
    """
    chosen = touched(eligible, by=POSITION, names=given.names, dose=given.dose)
    changed = word_edits(given, chosen, replacements)
    return apply(given, changed, n_eligible=eligible.height, n_touched=chosen.height)


def word_edits(given: PerturbationInput, chosen: pl.DataFrame, replacements: pl.DataFrame) -> Places:
    """What stands in the place of words, where there is a replacement."""
    on = ["word"] if "word" in replacements.columns else list(POSITION)
    if "similarity" not in replacements.columns:
        replacements = replacements.with_columns(similarity=pl.lit(None, dtype=pl.Float32))
    changed = chosen.join(replacements, on=on, how="inner", maintain_order="left")
    seen = is_seen = pl.lit(None, dtype=pl.Boolean)
    if given.training is not None:
        seen = pl.col("word").is_in(list(given.training.context_words))
        is_seen = pl.col("replacement").is_in(list(given.training.words))
    written = _written(changed)
    return Places(
        changed.select(
            "sentence",
            mention=pl.lit(None, dtype=pl.Int32),
            first_token=pl.col("position"),
            end_token=pl.col("position") + 1,
            type=pl.lit(None, dtype=pl.String),
            new_type=pl.lit(None, dtype=pl.String),
            original=pl.col("form"),
            replacement=written,
            forms=pl.concat_list(written),
            similarity=pl.col("similarity"),
            was_seen=seen,
            is_seen=is_seen,
        )
    )


def _written(changed: pl.DataFrame) -> pl.Series:
    """The replacements in the capitals of the forms they replace."""
    pairs = changed.select("form", "replacement")
    written = {pair: written_like(*pair) for pair in pairs.unique().iter_rows()}
    return pl.Series("written", [written[pair] for pair in pairs.iter_rows()], dtype=pl.String)
