"""The first token of each person becomes a given name of the test language (METHOD 5.1); the other tokens stay.

Eligible are the PER mentions whose first token has a letter, stray ones too. Names are those of the kind given_name in
the language of the test set, of one word only: what a name of several would do to I-PER is left open by the reference.
Each distinct mention text gets one name, by hash: all names are as likely, none is set aside, and a name that is the
first token already is passed over. It is written in the capitals of the token it replaces. No training set has a part.
The reference does not say how it chooses a name, from which pool, and in which capitals.
"""

import polars as pl

from ingest.choices import draw
from ingest.perturbing.capitals import written_like
from ingest.perturbing.entity_replacement import mention_places, replace_placed
from ingest.perturbing.perturbation import Perturbation, PerturbationInput, Perturbed
from xlr_warehouse.spans import nfc


def _build(given: PerturbationInput) -> Perturbed:
    pool = [name for name in given.pool if " " not in name]
    eligible = mention_places(given).filter((pl.col("type") == "PER") & pl.col("words").list.first().is_not_null())
    texts = eligible.select("text", pl.col("forms").list.first()).unique("text", keep="first", maintain_order=True)
    names = {text: _name(text, nfc(first), pool, given.names) for text, first in texts.iter_rows()}
    first = pl.Series([names[text] for text in eligible.get_column("text")], dtype=pl.String)
    named = eligible.with_columns(first=first).with_columns(
        new_forms=pl.concat_list("first", pl.col("forms").list.slice(1)), new_type=pl.col("type")
    )
    joined = pl.col("new_forms").list.join(" ").str.normalize("NFC")
    return replace_placed(given, named.with_columns(replacement=pl.when(pl.col("first").is_not_null()).then(joined)))


def _name(text: str, first: str, pool: list[str], names: tuple[object, ...]) -> str | None:
    """The name that a mention gets: the first that differs, from a place in the pool that is drawn for the text."""
    start = draw(*names, "name", text) % max(1, len(pool))
    written = (nfc(written_like(first, name)) for name in (*pool[start:], *pool[:start]))
    return next((name for name in written if name != first), None)


PERTURBATION = Perturbation(
    summary="the first word of each person replaced by a given name of the test language",
    tasks=("ner",),
    build=_build,
    against="none",
    needs=frozenset({"given_name"}),
)
