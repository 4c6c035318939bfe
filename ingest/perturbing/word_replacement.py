"""Replacing words: one word gives way to another, in the capitals of the one it replaces."""

from collections.abc import Callable

import polars as pl

from ingest.perturbing.capitals import written_like
from ingest.perturbing.doses import touched
from ingest.perturbing.edits import Places, apply, as_places
from ingest.perturbing.perturbation import PerturbationInput, Perturbed

POSITION = ("sentence", "position")


def context(given: PerturbationInput) -> pl.DataFrame:
    """The words outside entities, function words too: sentence, position, form and word."""
    return given.tokens.filter((pl.col("tag") == "O") & pl.col("word").is_not_null()).drop("tag")


def content(given: PerturbationInput) -> pl.DataFrame:
    """The content words outside entities: what is left of the context when function words are taken away."""
    return context(given).filter(~pl.col("word").is_in(list(given.function_words)))


Written = Callable[[str, str], str]
"""How a replacement is written in the place of a form."""


def replace_words(
    given: PerturbationInput,
    eligible: pl.DataFrame,
    replacements: pl.DataFrame,
    *,
    written: Written = written_like,
) -> Perturbed:
    """The eligible words that the dose touches, replaced; those that `replacements` lacks have no candidate.

    `eligible` has sentence, position, form and word. `replacements` has replacement, by word or by place (the columns
    word, or sentence and position), and may have similarity, and was_seen and is_seen together; where these are not
    there, training says what is seen.
    """
    chosen = touched(eligible, by=POSITION, names=given.names, dose=given.dose)
    changed = _word_edits(given, chosen, replacements, written=written)
    return apply(given, changed, n_eligible=eligible.height, n_touched=chosen.height)


def _word_edits(
    given: PerturbationInput, chosen: pl.DataFrame, replacements: pl.DataFrame, *, written: Written
) -> Places:
    """What stands in the place of words, where there is a replacement."""
    on = ["word"] if "word" in replacements.columns else list(POSITION)
    changed = chosen.join(replacements, on=on, how="inner", maintain_order="left")
    new = _written(changed, written)
    return as_places(
        changed.with_columns(_seen(given, replacements)).with_columns(
            first_token=pl.col("position"),
            end_token=pl.col("position") + 1,
            original=pl.col("form"),
            replacement=new,
            forms=pl.concat_list(new),
        )
    )


def _seen(given: PerturbationInput, replacements: pl.DataFrame) -> list[pl.Expr]:
    """Whether training has the word as context, and what replaces it at all, where that is not said already."""
    if "is_seen" in replacements.columns or given.training is None:
        return []
    return [
        pl.col("word").is_in(list(given.training.context_words)).alias("was_seen"),
        pl.col("replacement").is_in(list(given.training.words)).alias("is_seen"),
    ]


def _written(changed: pl.DataFrame, written: Written) -> pl.Series:
    """The replacements as they are written in the place of the forms."""
    pairs = changed.select("form", "replacement")
    known = {pair: written(*pair) for pair in pairs.unique().iter_rows()}
    return pl.Series("written", [known[pair] for pair in pairs.iter_rows()], dtype=pl.String)
