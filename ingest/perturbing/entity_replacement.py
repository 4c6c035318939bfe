"""Replacing mentions: which may be replaced, by which donors, and the edits that follow.

Seen means: the text is a mention, of any type, in the training set. A donor is a distinct text of the same type in the
same original test set.
"""

from collections.abc import Callable, Sequence

import polars as pl

from ingest.perturbing.donors import Entity, match_donors, own_type
from ingest.perturbing.doses import touched
from ingest.perturbing.edits import Places, apply, as_places
from ingest.perturbing.perturbation import PerturbationInput, Perturbed, Training


def replace_entities(given: PerturbationInput, *, replaced_seen: bool, donor_seen: bool) -> Perturbed:
    """The test set with its (un)seen mentions replaced by donors that are (un)seen: an arm of the two-by-two."""
    places = mention_places(given)
    return replace_matched(
        given, places, eligible=(pl.col("n") > 0) == replaced_seen, donor=(pl.col("n") > 0) == donor_seen
    )


MENTION = ("sentence", "mention", "first_token", "end_token", "type", "text", "starts_with_b")
"""The columns of a mention."""


def mention_places(given: PerturbationInput) -> pl.DataFrame:
    """The mentions of the test set, in order, with their forms and words, and n.

    The columns are sentence, mention, first_token, end_token, type, text, starts_with_b; forms and words (lists: a word
    is NULL where the token has no letter); n is how often the text is a mention in training, 0 where no training set
    has a part.
    """
    counts = (
        given.training.mention_counts if given.training else pl.DataFrame(schema={"text": pl.String, "n": pl.Int64})
    )
    return (
        given.mentions.with_columns(pl.int_ranges("first_token", "end_token", dtype=pl.Int32).alias("position"))
        .explode("position")
        .join(
            given.tokens.select("sentence", "position", "form", "word"),
            on=["sentence", "position"],
            maintain_order="left",
        )
        .group_by(*MENTION, maintain_order=True)
        .agg(forms=pl.col("form"), words=pl.col("word"))
        .join(counts, on="text", how="left", maintain_order="left")
        .with_columns(pl.col("n").fill_null(0))
    )


def is_mention_of(training: Training) -> pl.Expr:
    """Whether `text` is a mention in a training set."""
    return pl.col("text").is_in(training.mention_counts.get_column("text").implode())


def replace_matched(
    given: PerturbationInput,
    places: pl.DataFrame,
    *,
    eligible: pl.Expr,
    donor: pl.Expr,
    types: Callable[[Entity], Sequence[str]] = own_type,
) -> Perturbed:
    """The eligible mentions replaced by donors, matched in length and training frequency.

    `places` are those of `mention_places` (with further columns if the two conditions read them). `types` says the
    types that the donors of a text may be of, in order: its own, unless said.
    """
    # Every eligible text gets its donor, touched or not: so a smaller dose makes fewer of the same edits.
    originals, donors = entities(places.filter(eligible)), entities(places.filter(donor))
    mapping = match_donors(originals, donors, names=given.names, types=types)
    replacements = pl.DataFrame(
        [(text, kind, one.text, list(one.forms), one.type) for (text, kind), one in mapping.items()],
        schema=REPLACEMENT_SCHEMA,
        orient="row",
    )
    return replace_mapped(given, places.filter(eligible), replacements)


REPLACEMENT_SCHEMA = {
    "text": pl.String,
    "type": pl.String,
    "replacement": pl.String,
    "new_forms": pl.List(pl.String),
    "new_type": pl.String,
}
"""The columns of a mapping of texts (and types) to what replaces them; `similarity` may stand beside them."""


def replace_mapped(given: PerturbationInput, eligible: pl.DataFrame, replacements: pl.DataFrame) -> Perturbed:
    """The eligible mentions that the dose touches, replaced as a mapping says; those it lacks have no candidate."""
    return replace_placed(given, eligible.join(replacements, on=["text", "type"], how="left", maintain_order="left"))


def replace_placed(given: PerturbationInput, eligible: pl.DataFrame) -> Perturbed:
    """The eligible mentions that the dose touches, replaced by what stands beside them: the columns of a mapping.

    Where `replacement` is NULL there is no candidate.
    """
    chosen = touched(eligible, by=("sentence", "mention"), names=given.names, dose=given.dose)
    changed = chosen.filter(pl.col("replacement").is_not_null())
    return apply(given, entity_edits(given, changed), n_eligible=eligible.height, n_touched=chosen.height)


def entity_edits(given: PerturbationInput, changed: pl.DataFrame) -> Places:
    """What stands in the place of mentions: `changed` has the columns of places and of a mapping."""
    edits = changed.drop("forms").rename({"text": "original", "new_forms": "forms"})
    if given.training is not None:
        known = given.training.mention_counts.get_column("text").implode()
        edits = edits.with_columns(was_seen=pl.col("n") > 0, is_seen=pl.col("replacement").is_in(known))
    return as_places(edits)


def entities(places: pl.DataFrame) -> list[Entity]:
    """The distinct texts and types of places, in the order in which they first occur."""
    distinct = places.unique(["text", "type"], keep="first", maintain_order=True)
    return [
        Entity(text=text, type=entity_type, forms=tuple(forms), training_count=count)
        for text, entity_type, forms, count in distinct.select("text", "type", "forms", "n").iter_rows()
    ]
