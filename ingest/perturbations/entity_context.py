"""Both at once: the edits of `entity_unshared` and those of `context_cosine` in one test set (METHOD 5.5).

Each half is exactly what that perturbation makes alone with the same seed and dose: the same places, the same
replacements. They touch disjoint tokens, so no order is needed. A dose takes its share of either half; places eligible,
changed and without candidate are the sums.
"""

from ingest.perturbations import context_cosine, entity_unshared
from ingest.perturbing.combining import combined, named
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed


def _both(given: PerturbationInput) -> Perturbed:
    entities = entity_unshared.PERTURBATION.build(named(given, "entity_unshared"))
    context = context_cosine.PERTURBATION.build(named(given, "context_cosine"))
    return combined(given, entities, context)


PERTURBATION = Perturbation(
    summary="entity_unshared and context_cosine at once",
    tasks=("ner",),
    build=_both,
    needs=frozenset({"vectors", "function_words"}),
)
