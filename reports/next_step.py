"""What a warehouse still lacks for a page, and the command that brings it."""

from typing import Literal

from reports.blocks import Prose, Section
from xlr_warehouse.warehouse import Warehouse

Need = Literal["text", "overlap", "score", "perturbation", "tested", "degradation"]

_HAS: dict[Need, str] = {
    "text": "select count(*) > 0 from text_set",
    "overlap": """
        select count(*) > 0 from overlap inner join text_set on overlap.test_set = text_set.text_set
        where measure = 'entity_chunk' and split = 'test'
    """,
    "perturbation": """
        select count(*) > 0 from perturbation inner join text_set on perturbation.test_set = text_set.text_set
        where split = 'test'
    """,
    "score": "select count(*) > 0 from score where perturbation = 'none' and split = 'test'",
    "tested": "select count(*) > 0 from pair_degradation where perturbation <> 'none' and split = 'test'",
    "degradation": """
        select count(*) > 0 from overlap_and_degradation
        where task = 'ner' and perturbation <> 'none' and split = 'test'
    """,
}

_NEXT: dict[Need, str] = {
    "text": (
        "The warehouse holds no text yet. `xlr demo` does the whole job on generated languages in minutes; "
        "`xlr ingest wikiann LANG...` brings in real text, from the hub or with `--from DIR` from a folder."
    ),
    "overlap": "No overlap with a split `test` has been measured yet. Next: `xlr overlap --measure entity_chunk`.",
    "perturbation": "No split `test` has been perturbed yet. Next: `xlr perturb entity_unshared entity_placebo`.",
    "score": (
        "No model has been tested on the named entities of a split `test` yet. Next: "
        "`xlr train --task ner --encoder ENCODER --on LANG --test LANG`."
    ),
    "tested": (
        "No model has been tested on a split `test` that was perturbed against its own training set yet. "
        "Next: repeat `xlr train`; what has been trained is not trained again."
    ),
    "degradation": (
        "No model has been tested on a split `test` that was perturbed against its own training set yet. "
        "Next: repeat `xlr train`; what has been trained is not trained again. Models trained elsewhere join with "
        "`xlr ingest predictions --train-corpus NAME --perturbation-id ID`."
    ),
}


def lacking(warehouse: Warehouse, *needs: Need) -> Section | None:
    """A section that says what to do first, or nothing when all needs are met."""
    for need in needs:
        if not warehouse.one(_HAS[need]):
            return Section(title="Nothing to show yet", blocks=(Prose(text=_NEXT[need], kind="next"),))
    return None
