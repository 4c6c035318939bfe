"""Arm SS: every mention seen in training gives way to another seen one: what replacing costs by itself."""

from functools import partial

from ingest.entity_replacement import replace_entities
from ingest.perturbing import Perturbation

PERTURBATION = Perturbation(
    summary="entities seen in training replaced by other seen ones, as often seen",
    task="ner",
    build=partial(replace_entities, replaced_seen=True, donor_seen=True),
)
