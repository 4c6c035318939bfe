"""Arm US: every mention unseen in training gives way to one that is seen: does familiarity help?"""

from functools import partial

from ingest.perturbing.entity_replacement import replace_entities
from ingest.perturbing.perturbation import Perturbation

PERTURBATION = Perturbation(
    summary="entities unseen in training replaced by seen ones",
    tasks=("ner",),
    build=partial(replace_entities, replaced_seen=False, donor_seen=True),
)
