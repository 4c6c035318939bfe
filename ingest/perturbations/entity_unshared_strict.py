"""Arm SU with donors that training knows no part of: seen mentions give way to names of unseen words only.

Eligible are the places of entity_unshared: the mentions seen in training. A donor is an unseen text of the same type in
the same test set none of whose tokens, as written, occurs anywhere in training, inside an entity or outside of one.
Matching is that of the other arms.
"""

import polars as pl

from ingest.perturbing.entity_replacement import mention_places, replace_matched
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed


def _build(given: PerturbationInput) -> Perturbed:
    known = pl.Series(sorted(given.seen.forms), dtype=pl.String).implode()
    knows_a_part = pl.col("forms").list.eval(pl.element().is_in(known)).list.any()
    is_seen = pl.col("n") > 0
    return replace_matched(given, mention_places(given), eligible=is_seen, donor=~is_seen & ~knows_a_part)


PERTURBATION = Perturbation(
    summary="entities seen in training replaced by ones of which no word occurs in training",
    tasks=("ner",),
    build=_build,
)
