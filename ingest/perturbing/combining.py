"""Combining: the edits of two perturbations of the same text, made together."""

from dataclasses import replace

import polars as pl

from ingest.perturbing.edits import Places, apply, together
from ingest.perturbing.perturbation import PerturbationInput, Perturbed


def named(given: PerturbationInput, name: str) -> PerturbationInput:
    """The input as the perturbation of that name gets it: its random choices are those that it makes alone."""
    seed, _, *rest = given.names
    return replace(given, names=(seed, name, *rest))


def combined(given: PerturbationInput, *parts: Perturbed) -> Perturbed:
    """The test set with the edits of all parts, which touch no token in common; their counts are summed up."""
    return apply(
        given,
        together(*(_places(part) for part in parts)),
        n_eligible=sum(part.n_eligible for part in parts),
        n_touched=sum(part.n_changed + part.n_no_candidate for part in parts),
    )


def _places(perturbed: Perturbed) -> Places:
    """What stands where, of edits that were made: their places in the original, and the tokens that came there."""
    standing = perturbed.tokens.select("sentence", "form", at="position")
    places = (
        perturbed.edits.with_columns(at=pl.int_ranges("first_token", "end_token", dtype=pl.Int32))
        .explode("at")
        .join(standing, on=["sentence", "at"], how="left", maintain_order="left")
        .group_by("sentence", "original_first_token", maintain_order=True)
        .agg(pl.all().exclude("form", "at").first(), forms=pl.col("form"))
    )
    # Back to where they stood, so that they can be made anew beside others.
    stood = places.drop("first_token", "end_token", "token_change", "script_changed")
    return Places(stood.rename({"original_first_token": "first_token", "original_end_token": "end_token"}))
