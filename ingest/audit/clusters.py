"""Clusters of near duplicates, and which test sentences nearly stand in a training set."""

import polars as pl

from ingest.audit.wording import Wording


def clusters(wording: Wording) -> pl.DataFrame:
    """The cluster of each sentence: text_set, sentence and near_duplicate_of.

    Sentences are in one cluster when a chain of near duplicates leads from one to the other. A cluster is named by the
    smallest duplicate_of in it, so its name does not depend on the warehouse.
    """
    kinds = wording.sentences.select(pl.col("kind").unique())
    linked = wording.groups.join(kinds, on="kind", how="semi")
    return (
        wording.sentences.join(_components(linked), on="kind", maintain_order="left")
        .with_columns(near_duplicate_of=pl.col("duplicate_of").min().over("component"))
        .select("text_set", "sentence", "near_duplicate_of")
    )


def _components(linked: pl.DataFrame) -> pl.DataFrame:
    """The connected components of kinds that share groups: kind and component."""
    above: dict[int, int] = {kind: kind for kind in linked.get_column("kind").unique().sort()}

    def root(kind: int) -> int:
        while above[kind] != kind:
            above[kind] = above[above[kind]]
            kind = above[kind]
        return kind

    shared = linked.filter(pl.len().over("group") > 1).sort("group", "kind")
    first = pl.col("kind").first().over("group")
    for one, other in shared.select("kind", first.alias("first")).iter_rows():
        left, right = root(one), root(other)
        if left != right:
            above[max(left, right)] = min(left, right)
    return pl.DataFrame(
        {"kind": list(above), "component": [root(kind) for kind in above]},
        schema={"kind": linked.schema["kind"], "component": linked.schema["kind"]},
    )


def near_in_training(wording: Wording, pairs: pl.DataFrame) -> pl.DataFrame:
    """The sentences of test sets that nearly stand in a training set: train_set, test_set and sentence.

    `pairs` has the columns train_set and test_set. Chains do not count: some sentence of the training set is itself a
    near duplicate, or an exact one.
    """
    grouped = (
        wording.sentences.select("text_set", "kind").unique().join(wording.groups, on="kind", maintain_order="left")
    )
    train = grouped.select(train_set="text_set", group="group").unique()
    met = (
        pairs.join(grouped, left_on="test_set", right_on="text_set")
        .join(train, on=["train_set", "group"], how="semi")
        .select("train_set", "test_set", "kind")
        .unique()
    )
    return (
        met.join(wording.sentences, left_on=["test_set", "kind"], right_on=["text_set", "kind"])
        .select("train_set", "test_set", "sentence")
        .sort("train_set", "test_set", "sentence")
    )
