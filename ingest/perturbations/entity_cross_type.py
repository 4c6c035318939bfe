"""A seen mention gives way to a seen one of another type: the name says one type, the context another.

Eligible are the mentions seen in training, as for entity_placebo, but for those whose change of type could glue them to
a neighbour: a stray I- right after another mention, and a mention right before a stray I-. A donor is a seen text that
is a mention of one single type in the test set, another type than that of the mention; which of the other types comes
first, where there are several, is decided by hash for each text. Length and frequency are matched as in the other arms.
The gold tag becomes the donor's type: the column new_type of an edit; `type` stays that of the original. Training is
not asked under which type it knows a text.
"""

from functools import partial

import polars as pl

from ingest.choices import draw
from ingest.perturbing.donors import Entity
from ingest.perturbing.entity_replacement import mention_places, replace_matched
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed


def _build(given: PerturbationInput) -> Perturbed:
    is_stray, is_seen = ~pl.col("starts_with_b"), pl.col("n") > 0
    follows = pl.col("first_token") == pl.col("end_token").shift().over("sentence")
    glued = is_stray & follows.fill_null(value=False)
    places = mention_places(given).with_columns(
        may_merge=glued | glued.shift(-1).over("sentence").fill_null(value=False),
        n_types=pl.col("type").n_unique().over("text"),
    )
    kinds = sorted(set(places.get_column("type")))
    return replace_matched(
        given,
        places,
        eligible=is_seen & ~pl.col("may_merge"),
        donor=is_seen & (pl.col("n_types") == 1),
        types=partial(_others, kinds=kinds, names=given.names),
    )


def _others(original: Entity, *, kinds: list[str], names: tuple[object, ...]) -> list[str]:
    """The other types, in an order of its own for each text."""
    others = [kind for kind in kinds if kind != original.type]
    return sorted(others, key=lambda kind: (draw(*names, "type", original.text, original.type, kind), kind))


PERTURBATION = Perturbation(
    summary="entities seen in training replaced by seen ones of another type",
    tasks=("ner",),
    build=_build,
)
