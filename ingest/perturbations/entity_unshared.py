"""Arm SU: every mention seen in training gives way to one that is unseen (METHOD 5.3: the paper's Perturbation 1)."""

from functools import partial

from ingest.perturbing.entity_replacement import replace_entities
from ingest.perturbing.perturbation import Perturbation

PERTURBATION = Perturbation(
    summary="entities seen in training replaced by unseen ones",
    tasks=("ner",),
    build=partial(replace_entities, replaced_seen=True, donor_seen=False),
)
