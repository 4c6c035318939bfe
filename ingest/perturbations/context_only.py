"""Every mention becomes a made-up form: what is left to recognise it by is its context.

Eligible are the mentions with a letter. Each of their tokens becomes one with as many letters, the same capitals, and
the same signs that are no letters in the same places; tokens without a letter stay. The letters are drawn from those of
the entities of the same test set, in the same script (`ingest.perturbing.made_up`). A made-up token of two letters or
more is no form of the test set; one of a single letter is another letter than before. A made-up text is no mention
of the test set. One text and type becomes one made-up text. No training set has a part, so one may by chance occur
there. A mention for which no new form is found, as where a script has too few letters, has no candidate.
"""

import polars as pl

from ingest.perturbing.entity_replacement import REPLACEMENT_SCHEMA, entities, mention_places, replace_mapped
from ingest.perturbing.made_up import Maker, Taken, learnt
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed


def _build(given: PerturbationInput) -> Perturbed:
    places = mention_places(given)
    eligible = places.filter(pl.col("words").list.drop_nulls().list.len() > 0)
    words = places.get_column("words").explode().drop_nulls()
    taken = Taken(
        forms=frozenset(given.tokens.get_column("form").str.normalize("NFC")),
        words=frozenset(given.tokens.get_column("word").drop_nulls()),
        texts=frozenset(places.get_column("text")),
    )
    maker = Maker(alphabet=learnt(words), taken=taken, names=given.names)
    made = ((one.text, one.type, maker.made_up(one.forms, one.text, one.type)) for one in entities(eligible))
    replacements = pl.DataFrame(
        [(text, kind, " ".join(forms), forms, kind) for text, kind, forms in made if forms is not None],
        schema=REPLACEMENT_SCHEMA,
        orient="row",
    )
    return replace_mapped(given, eligible, replacements)


PERTURBATION = Perturbation(
    summary="every entity replaced by a made-up form of the letters of the test set",
    tasks=("ner",),
    build=_build,
    against="none",
)
