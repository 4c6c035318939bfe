"""Every location becomes a place of the test language (METHOD 5.2).

Eligible are the LOC mentions, stray ones too. Places are the names of the kind place in the language of the test set,
cut into tokens at spaces. They are dealt as donors are: of as many tokens if there are any, else of the nearest number;
each once before any a second time; one for each distinct text, and never the text itself. Where all letters of the
original are capitals those of the place are too. No training set has a part.
The first tag keeps its prefix, so a place beside a place stays one of its own (the reference lost some that way: N9).
It does not say how it fits in a place of several words, nor how it chooses.
"""

import polars as pl

from ingest.perturbing.donors import Entity, match_donors
from ingest.perturbing.entity_replacement import REPLACEMENT_SCHEMA, entities, mention_places, replace_mapped
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from xlr_warehouse.spans import nfc

LOC = "LOC"


def _build(given: PerturbationInput) -> Perturbed:
    eligible = mention_places(given).filter(pl.col("type") == LOC)
    pool = [Entity(text=name, type=LOC, forms=tuple(name.split(" ")), training_count=0) for name in given.pool]
    dealt = match_donors(entities(eligible), pool, names=given.names, is_itself=_is_itself)
    written = ((text, kind, _written(text, place.text)) for (text, kind), place in dealt.items())
    replacements = pl.DataFrame(
        [(text, kind, place, place.split(" "), kind) for text, kind, place in written],
        schema=REPLACEMENT_SCHEMA,
        orient="row",
    )
    return replace_mapped(given, eligible, replacements)


def _written(original: str, place: str) -> str:
    """The place, in capitals where the original has nothing but capitals, two or more."""
    n_capitals = sum(character.isupper() for character in original)
    return nfc(place.upper()) if n_capitals > 1 and original.isupper() else place


def _is_itself(original: Entity, place: Entity) -> bool:
    return _written(original.text, place.text) == original.text


PERTURBATION = Perturbation(
    summary="every location replaced by a place of the test language",
    tasks=("ner",),
    build=_build,
    against="none",
    needs=frozenset({"place"}),
)
