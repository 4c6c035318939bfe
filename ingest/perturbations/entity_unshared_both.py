"""Mentions seen in both training sets of a pair give way to unseen ones: native and cross-lingual face the same edits.

For a pair L1-L2 the training sets are those of L1 and of L2, the test set that of L2. One perturbed text set is made
and belongs to both training sets. Seen means, as everywhere, that the text is a mention of any type in the training
set. Donors are unseen in either, of the same type, and matched in length as in the other arms. Their frequency is 0 in
both training sets, so it has no part in the matching, and neither set goes before the other.
"""

import polars as pl

from ingest.perturbing.entity_replacement import is_mention_of, mention_places, replace_matched
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed


def _build(given: PerturbationInput) -> Perturbed:
    if given.partner is None:
        raise TypeError("this perturbation looks at two training sets")
    seen_here, seen_there = pl.col("n") > 0, is_mention_of(given.partner)
    return replace_matched(
        given, mention_places(given), eligible=seen_here & seen_there, donor=~seen_here & ~seen_there
    )


PERTURBATION = Perturbation(
    summary="entities seen in both training sets of a pair replaced by ones unseen in either",
    tasks=("ner",),
    build=_build,
    against="both",
)
