"""Arm SS: every mention seen in training gives way to another seen one: what replacing costs by itself."""

from functools import partial

from ingest.perturbing.entity_replacement import replace_entities
from ingest.perturbing.perturbation import Perturbation

PERTURBATION = Perturbation(
    summary="entities seen in training replaced by other seen ones, as often seen",
    tasks=("ner",),
    build=partial(replace_entities, replaced_seen=True, donor_seen=True),
)
