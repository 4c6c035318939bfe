"""Arm UU: every mention unseen in training gives way to another unseen one: what replacing costs by itself.

It is the only arm that a pair without overlap can have.
"""

from functools import partial

from ingest.perturbing.entity_replacement import replace_entities
from ingest.perturbing.perturbation import Perturbation

PERTURBATION = Perturbation(
    summary="entities unseen in training replaced by other unseen ones",
    tasks=("ner",),
    build=partial(replace_entities, replaced_seen=False, donor_seen=False),
)
