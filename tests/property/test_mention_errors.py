"""Half-right mentions are counted and scored as nervaluate does."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator

from ingest.tokens.files import read_tokens
from xlr_warehouse.warehouse import Warehouse

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "predictions"
TYPES = ("PER", "LOC", "ORG")
Pieces = list[tuple[str, int]]
AsTokens = Callable[[Sequence[Sequence[str]]], pl.DataFrame]
Undone = Callable[[], AbstractContextManager[Warehouse]]
NAMES = {
    "correct": "n_correct",
    "incorrect": "n_incorrect",
    "partial": "n_partial",
    "missed": "n_missed",
    "spurious": "n_spurious",
    "actual": "n_predicted",
    "possible": "n_gold",
    "precision": "precision",
    "recall": "recall",
    "f1": "f1",
}


def tags_of(pieces: Pieces, n_tokens: int) -> list[str]:
    """Tags of a sentence laid out piece by piece: a type, or O, and its length."""
    tags: list[str] = []
    for entity_type, length in pieces:
        first, rest = ("O", "O") if entity_type == "O" else (f"B-{entity_type}", f"I-{entity_type}")
        tags += [first] + [rest] * (length - 1)
    return (tags + ["O"] * n_tokens)[:n_tokens]


def both(n_tokens: int) -> st.SearchStrategy[tuple[list[str], list[str]]]:
    pieces = st.lists(st.tuples(st.sampled_from(("O", *TYPES, *TYPES)), st.integers(1, 6)), max_size=10)
    one = pieces.map(lambda made: tags_of(made, n_tokens))
    return st.tuples(one, one)


LAID_OUT = st.lists(st.integers(1, 18).flatmap(both), min_size=4, max_size=40)
ANY_TAG = st.sampled_from(["O", *(f"{prefix}-{name}" for prefix in "BI" for name in TYPES)])
ANY_TAGS = st.lists(st.lists(st.tuples(ANY_TAG, ANY_TAG), min_size=1, max_size=12), min_size=4, max_size=40).map(
    lambda made: [([gold for gold, _ in one], [predicted for _, predicted in one]) for one in made]
)
CHAIN = [(tags_of([("LOC", 3), ("PER", 3), ("PER", 3)], 9), tags_of([("LOC", 1), ("PER", 4), ("PER", 3)], 9))]
LONG = [
    (tags_of([("PER", 150), ("LOC", 3)], 160), tags_of([("O", 149), ("LOC", 2), ("LOC", 2)], 160)),
    (tags_of([("PER", 100), ("LOC", 3)], 160), tags_of([("O", 99), ("LOC", 2), ("LOC", 2)], 160)),
]


def theirs(gold: list[list[str]], predicted: list[list[str]]) -> dict[tuple[str, str | None], dict[str, float]]:
    """What nervaluate says, by criterion and type (None for all)."""
    found = Evaluator(gold, predicted, tags=[*TYPES, "DATE"], loader="list").evaluate()
    by_type = {None: found["overall"], **found["entities"]}
    return {
        (criterion, name): {ours: getattr(result, their) for their, ours in NAMES.items()}
        for name, results in by_type.items()
        for criterion, result in results.items()
    }


def ours(warehouse: Warehouse) -> dict[tuple[str, str | None], dict[str, float]]:
    rows = warehouse.frame("from score_by_criterion").rows(named=True)
    return {(row["criterion"], row["type"]): {name: row[name] for name in NAMES.values()} for row in rows}


def assert_same(
    wanted: dict[tuple[str, str | None], dict[str, float]], got: dict[tuple[str, str | None], dict[str, float]]
) -> None:
    assert set(wanted) == set(got)
    for key, values in wanted.items():
        assert values == pytest.approx(got[key], rel=1e-12, abs=1e-12), key


@settings(max_examples=40)
@given(pairs=st.one_of(LAID_OUT, ANY_TAGS))
@example(pairs=CHAIN)
@example(pairs=LONG)
def test_every_criterion_counts_as_nervaluate_does(
    undone: Undone, as_tokens: AsTokens, land_tagged: Callable[..., int], pairs: list[tuple[list[str], list[str]]]
) -> None:
    gold = [one for one, _ in pairs]
    predicted = [other for _, other in pairs]
    with undone() as warehouse:
        land_tagged(warehouse, as_tokens(gold), as_tokens(predicted).get_column("tag"))
        assert_same(theirs(gold, predicted), ours(warehouse))
        assert_kinds_add_up(warehouse)


def assert_kinds_add_up(warehouse: Warehouse) -> None:
    """The kinds of mistakes are those of nervaluate's `ent_type`, and each mention counts once."""
    kinds = dict(warehouse.frame("select kind, sum(n) from mention_error group by kind").iter_rows())
    loose = ours(warehouse)["ent_type", None]
    assert kinds.get("correct", 0) + kinds.get("wrong_boundary", 0) == loose["n_correct"]
    assert kinds.get("wrong_type", 0) + kinds.get("wrong_type_and_boundary", 0) == loose["n_incorrect"]
    assert kinds.get("missed", 0) == loose["n_missed"]
    assert kinds.get("spurious", 0) == loose["n_spurious"]
    for side in ("gold", "predicted"):
        counted = warehouse.frame(
            f"select {side}_type as type, sum(n)::int from mention_error where {side}_type is not null group by all"
        )
        told = warehouse.frame(f"select type, n_{side}::int from mention_count where n_{side} > 0")
        assert sorted(counted.iter_rows()) == sorted(told.iter_rows())


@pytest.mark.skipif(not REAL.is_dir(), reason="real predictions (MasakhaNER 2: hau, bam) are not beside this checkout")
@pytest.mark.parametrize(("language", "encoder"), [("hau", "afroxlmr"), ("bam", "mbert")])
def test_real_predictions_are_scored_as_nervaluate_does(
    language: str, encoder: str, undone: Undone, land_tagged: Callable[..., int]
) -> None:
    tokens = tagged(REAL / "gold" / language / "test.txt")
    predicted = tagged(REAL / f"{language}_{encoder}" / "test_predictions1.txt")
    with undone() as warehouse:
        land_tagged(warehouse, tokens, predicted.get_column("tag"))
        got = ours(warehouse)
        kinds = dict(warehouse.frame("select kind, sum(n) from mention_error group by kind").iter_rows())
    assert_same(theirs(sequences(tokens), sequences(predicted)), got)
    assert set(kinds) == {"correct", "wrong_type", "wrong_boundary", "wrong_type_and_boundary", "missed", "spurious"}


def tagged(path: Path) -> pl.DataFrame:
    return read_tokens(path.read_bytes(), path=path)


def sequences(tokens: pl.DataFrame) -> list[list[str]]:
    return tokens.group_by("sentence", maintain_order=True).agg(pl.col("tag")).get_column("tag").to_list()
