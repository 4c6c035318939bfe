"""A small made-up study: invented languages that share a known part of their entities, and made-up predictions."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from ingest.audit.auditing import audit, chosen_sets
from ingest.audit.resplitting import resplit
from ingest.leak_free import test_split, train_split
from ingest.load import load
from ingest.overlap import measure_overlap
from ingest.perturb import How, perturb
from ingest.text_sets import TOKEN_SCHEMA, Corpus, NerTextSet, one_batch
from xlr_warehouse.warehouse import Warehouse

N_MENTIONS = 60
TYPES = ("PER", "LOC")
SHARES = {("aa", "bb"): (0.0, 0.5), ("cc", "dd"): (0.4, 0.8), ("ee", "ff"): (0.8, 0.3), ("gg", "hh"): (0.6, 0.6)}
"""Pair, and the share of its test mentions that the source's and the target's own training set have."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The free texts of a study, which a test may fill with what it likes."""

    corpus: str = "made"
    encoder: str = "small"
    licence: str = "CC0-1.0"
    revision: str = "first"


def land_text(
    warehouse: Warehouse, *, shares: Mapping[tuple[str, str], tuple[float, float]] = SHARES, names: Names = Names()
) -> None:
    """Land the training sets of both languages of each pair, and the test set of the target."""
    text_sets: list[NerTextSet] = []
    for (source, target), (seen_in_source, seen_in_native) in shares.items():
        test = [f"{target} name{number}" for number in range(N_MENTIONS)]
        from_source = test[: round(seen_in_source * N_MENTIONS)]
        from_native = test[: round(seen_in_native * N_MENTIONS)]
        for language, split, mentions in (
            (source, "train", [f"{source} own{number}" for number in range(N_MENTIONS)] + from_source),
            (target, "train", [f"{target} own{number}" for number in range(N_MENTIONS)] + from_native),
            (target, "test", test),
        ):
            tokens = _tokens(mentions, is_test=split == "test")
            text_sets.append(NerTextSet(corpus=names.corpus, language=language, split=split, batches=one_batch(tokens)))
    planted = pl.DataFrame(
        [
            (source, target, quantity, share, round(share * N_MENTIONS))
            for (source, target), both in shares.items()
            for quantity, share in zip(("entity_seen_in_source", "entity_seen_in_native"), both, strict=True)
        ],
        schema=["source", "target", "quantity", "value", "count"],
        orient="row",
    )
    corpus = Corpus(
        name=names.corpus,
        source="made for a test",
        revision=names.revision,
        licence=names.licence,
        text_sets=tuple(text_sets),
        planted=planted,
    )
    load(warehouse, corpus)


def land_study(
    warehouse: Warehouse,
    *,
    shares: Mapping[tuple[str, str], tuple[float, float]] = SHARES,
    seeds: Sequence[int] = (1, 2),
    names: Names = Names(),
) -> None:
    """Land text, overlap, both perturbations, and a run for each training set and seed with its predictions."""
    land_text(warehouse, shares=shares, names=names)
    measure_overlap(warehouse, corpus=names.corpus)
    for source, target in shares:
        pairs = [f"{source}-{target}"]
        perturb(
            warehouse, ["entity_unshared", "entity_placebo"], corpus=names.corpus, pairs=pairs, how=How(seeds=(1, 2))
        )
    for source, target in shares:
        for language in (source, target):
            for seed in seeds:
                land_run(warehouse, train=language, test=target, seed=seed, names=names)


def land_leak_free(
    warehouse: Warehouse,
    *,
    shares: Mapping[tuple[str, str], tuple[float, float]] = SHARES,
    seeds: Sequence[int] = (1, 2),
    names: Names = Names(),
) -> None:
    """Land leak-free splits of each target, their overlap and perturbations, and runs trained and tested on them."""
    audit(warehouse)
    targets = [target for _, target in shares]
    resplit(warehouse, chosen_sets(warehouse, targets, corpus=names.corpus))
    audit(warehouse)
    pairs = [f"{target}-{target}" for target in targets]
    measure_overlap(warehouse, corpus=names.corpus, pairs=pairs, leak_free=True)
    arms = ["entity_unshared", "entity_placebo"]
    perturb(warehouse, arms, corpus=names.corpus, pairs=pairs, how=How(seeds=(1, 2), leak_free=True))
    for target in targets:
        for seed in seeds:
            land_run(warehouse, train=target, test=target, seed=seed, names=names, leak_free=True)


def land_run(
    warehouse: Warehouse,
    *,
    train: str,
    test: str,
    seed: int,
    names: Names = Names(),
    leak_free: bool = False,
) -> None:
    """Land a run of one language, tested on a test set and on what was perturbed against its own training set."""
    train_set = warehouse.one(
        """
        select text_set from text_set
        where corpus = $corpus and task = 'ner' and language = $train and split = $split
        """,
        corpus=names.corpus,
        train=train,
        split=train_split(leak_free=leak_free),
    )
    tested = warehouse.frame(
        """
        select text_set, n_tokens from text_set
        where corpus = $corpus and task = 'ner' and language = $test and split = $split and (
            perturbation = 'none'
            or text_set in (select perturbed_set from perturbation where train_set = $train_set)
        )
        order by text_set
        """,
        corpus=names.corpus,
        test=test,
        split=test_split(leak_free=leak_free),
        train_set=train_set,
    )
    run = f"ner-{names.encoder}-{names.corpus}.{train}{'.leak_free' if leak_free else ''}-s{seed}"
    started = datetime(2026, 1, 1, 12, 0, seed)  # noqa: DTZ001 (UTC without an offset, as the warehouse keeps it)
    row = {
        "run": run,
        "task": "ner",
        "encoder": names.encoder,
        "train_language": train,
        "train_set": train_set,
        "seed": seed,
        "selection": "last",
        "config": '{"epochs": 1, "versions": {"torch": "2.13.0"}}',
        "started_at": started,
        "finished_at": started + timedelta(seconds=12.5),
        "device": "cpu",
    }
    warehouse.append("run", pl.DataFrame([row], schema_overrides={"train_set": pl.Int32, "seed": pl.Int32}))
    warehouse.append("evaluation", tested.with_columns(run=pl.lit(run), n_truncated=pl.lit(0)))
    gold = warehouse.frame(
        """
        select
            text_set, sentence, first_token, end_token, type, starts_with_b,
            text in (select text from mention where text_set = $train_set) as is_seen, text
        from mention where list_contains($tested, text_set)
        order by text_set, sentence, first_token
        """,
        train_set=train_set,
        tested=tested["text_set"].to_list(),
    )
    known, unknown = (0.95, 0.6) if train == test else (0.9, 0.4)
    is_correct = [
        _draw(train, seed, sentence, text) < (known if is_seen else unknown)
        for sentence, text, is_seen in gold.select("sentence", "text", "is_seen").iter_rows()
    ]
    predicted = gold.drop("is_seen", "text").with_columns(run=pl.lit(run), is_correct=pl.Series(is_correct))
    other = pl.when(pl.col("is_correct")).then("type").otherwise(pl.lit("ORG"))
    warehouse.append("predicted_mention", predicted.with_columns(type=other))


def _tokens(mentions: Sequence[str], *, is_test: bool) -> pl.DataFrame:
    """A sentence of four tokens for each mention of two; in training, every second one is worded in another way."""
    rows: list[tuple[int, int, str, str]] = []
    for sentence, mention in enumerate(mentions):
        kind = TYPES[sentence % len(TYPES)]
        first, second = mention.split(" ", 1)
        before, after = ("word", "end") if is_test or sentence % 2 == 0 else ("other", "stop")
        forms = ((before, "O"), (first, f"B-{kind}"), (second, f"I-{kind}"), (after, "O"))
        rows += [(sentence, position, form, tag) for position, (form, tag) in enumerate(forms)]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def _draw(*parts: object) -> float:
    """A number from 0 to 1 that is always the same for the same parts."""
    digest = hashlib.sha256(repr(parts).encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64
