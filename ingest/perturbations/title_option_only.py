"""The section's text is taken away, and its options are left: how often does guessing from the options alone succeed?

Eligible is every item that has a text. What is left is an empty text and the four options as they were. There is one
edit an item: its text replaced by nothing, over all its words (so `token_change` is minus their number). A smaller dose
takes items in the order of their hashes. No training set has a part.
"""

import polars as pl

from ingest.perturbing.doses import touched
from ingest.perturbing.perturbation import EDIT_SCHEMA, Perturbation, PerturbationInput, Perturbed


def _without_text(given: PerturbationInput) -> Perturbed:
    eligible = given.texts.filter(pl.col("text") != "").sort("sentence")
    chosen = touched(eligible, by=("sentence",), names=given.names, dose=given.dose)
    return Perturbed(
        tokens=given.tokens.join(chosen, on="sentence", how="anti", maintain_order="left").drop("word"),
        edits=_edits(given, chosen),
        n_eligible=eligible.height,
        n_changed=chosen.height,
        n_no_candidate=0,
        texts=given.texts.join(chosen.select("sentence", gone=pl.lit("")), on="sentence", how="left").select(
            "sentence", text=pl.coalesce("gone", "text")
        ),
    )


def _edits(given: PerturbationInput, chosen: pl.DataFrame) -> pl.DataFrame:
    n_words = given.tokens.group_by("sentence").agg(n_words=pl.len().cast(pl.Int32))
    edits = chosen.join(n_words, on="sentence", how="left", maintain_order="left").select(
        "sentence",
        first_token=pl.lit(0),
        end_token=pl.lit(0),
        original_first_token=pl.lit(0),
        original_end_token=pl.col("n_words").fill_null(0),
        original="text",
        replacement=pl.lit(""),
        token_change=-pl.col("n_words").fill_null(0),
        script_changed=pl.lit(value=False),
    )
    lacking = [name for name in EDIT_SCHEMA if name not in edits.columns]
    nothing = [pl.lit(None).alias(name) for name in lacking]
    return edits.with_columns(nothing).select(pl.col(name).cast(kind) for name, kind in EDIT_SCHEMA.items())


PERTURBATION = Perturbation(
    summary="title items without the section's text: the options alone",
    tasks=("title",),
    build=_without_text,
    against="none",
)
