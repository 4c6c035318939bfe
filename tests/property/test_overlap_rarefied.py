"""Rarefied counts are the expectations of the hypergeometric distribution: by scipy, by fractions and by drawing."""

import random
from collections import Counter
from fractions import Fraction
from math import comb, isclose

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from ingest.load import load
from ingest.overlap import Measured, measure_overlap
from ingest.rarefying import presence
from ingest.text_sets import TOKEN_SCHEMA, Corpus, NerTextSet, one_batch
from xlr_warehouse.warehouse import Warehouse

TRAIN = ["aa"] * 9 + ["bb"] * 4 + ["cc"] * 2 + ["dd", "ee", "ff"]
TEST = ["aa"] * 3 + ["cc"] * 5 + ["ff", "gg", "hh"]
EXPECTED = "n_train, n_test, shared_train, shared_test, types_train, types_test, shared_types"


def present(total: int, size: int, counts: list[int]) -> list[float]:
    met = pl.DataFrame({"text_set": 1, "total": total, "n": counts}, schema_overrides={"text_set": pl.Int32})
    return presence(met, size=size).sort("n")["present"].to_list()


def land(warehouse: Warehouse, texts: dict[tuple[str, str], list[str]]) -> None:
    made = []
    for (language, split), forms in texts.items():
        tokens = pl.DataFrame([(0, at, form, "O") for at, form in enumerate(forms)], schema=TOKEN_SCHEMA, orient="row")
        made.append(NerTextSet(corpus="made", language=language, split=split, batches=one_batch(tokens)))
    load(warehouse, Corpus(name="made", source="s", revision="r", licence="l", text_sets=tuple(made)))


def measured(warehouse: Warehouse, *sizes: int) -> Measured:
    return measure_overlap(warehouse, measures=["word"], sample_sizes=sizes)


@given(total=st.integers(1, 300), data=st.data())
def test_presence_is_that_of_exact_fractions(total: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, total))
    counts = sorted(data.draw(st.sets(st.integers(1, total), min_size=1, max_size=5)))
    exact = [1 - Fraction(comb(total - n, size), comb(total, size)) for n in counts]
    assert all(
        isclose(float(want), got, rel_tol=1e-13) for want, got in zip(exact, present(total, size, counts), strict=True)
    )


@pytest.mark.parametrize(
    ("total", "size", "n"),
    [
        (10_000_000, 1, 1),
        (10_000_000, 100, 1),
        (10_000_000, 100, 1000),
        (10_000_000, 1000, 100_000),
        (10_000_000, 5_000_000, 20),
        (10_000_000, 9_999_990, 5),
        (9_999_991, 7, 400_000),
        (1_000_000, 1000, 999_500),
    ],
)
def test_presence_keeps_twelve_digits_in_large_texts(total: int, size: int, n: int) -> None:
    fewer, more = sorted((size, n))
    absent = Fraction(1)
    for at in range(fewer):
        absent *= Fraction(max(total - more - at, 0), total - at)
    assert isclose(float(1 - absent), present(total, size, [n])[0], rel_tol=1e-12)


def test_rarefied_counts_are_those_of_the_hypergeometric_distribution(warehouse: Warehouse) -> None:
    land(warehouse, {("da", "train"): TRAIN, ("da", "test"): TEST})
    measured(warehouse, 5)
    train, test = Counter(TRAIN), Counter(TEST)
    in_train, in_test = (
        {unit: float(hypergeom(side.total(), n, 5).sf(0)) for unit, n in side.items()} for side in (train, test)
    )
    shared = train.keys() & test.keys()
    expected = (
        5,
        5,
        sum(float(hypergeom(train.total(), train[unit], 5).mean()) * in_test[unit] for unit in shared),
        sum(float(hypergeom(test.total(), test[unit], 5).mean()) * in_train[unit] for unit in shared),
        sum(in_train.values()),
        sum(in_test.values()),
        sum(in_train[unit] * in_test[unit] for unit in shared),
    )
    assert pytest.approx(expected, rel=1e-12) == warehouse.frame(f"select {EXPECTED} from overlap_rarefied").row(0)


def test_rarefied_counts_are_the_means_of_samples_drawn(warehouse: Warehouse) -> None:
    land(warehouse, {("da", "train"): TRAIN, ("da", "test"): TEST})
    measured(warehouse, 6)
    got = warehouse.frame(f"select {EXPECTED} from overlap_rarefied").row(0)
    draws = random.Random(1)  # noqa: S311 (a simulation)
    n = 4000
    sums = [0.0] * 7
    for _ in range(n):
        train, test = Counter(draws.sample(TRAIN, 6)), Counter(draws.sample(TEST, 6))
        shared = train.keys() & test.keys()
        drawn = (
            train.total(),
            test.total(),
            sum(train[unit] for unit in shared),
            sum(test[unit] for unit in shared),
            len(train),
            len(test),
            len(shared),
        )
        sums = [so_far + one for so_far, one in zip(sums, drawn, strict=True)]
    assert pytest.approx([one / n for one in sums], abs=0.12) == list(got)


def test_a_sample_of_everything_is_the_whole_overlap(warehouse: Warehouse) -> None:
    land(warehouse, {("da", "train"): TRAIN, ("da", "test"): [*TRAIN[:-1], "gg"]})
    measured(warehouse, 0)
    whole = warehouse.frame(f"select {EXPECTED} from overlap").row(0)
    assert pytest.approx(whole) == warehouse.frame(f"select {EXPECTED} from overlap_rarefied").row(0)


def test_pairs_smaller_than_the_sample_are_said_and_have_no_row(warehouse: Warehouse) -> None:
    land(warehouse, {("da", "train"): TRAIN, ("da", "test"): TEST, ("no", "test"): ["aa", "1"]})
    done = measured(warehouse, 5)
    assert (done.n_rarefied, done.n_too_small) == (1, 1)
    assert warehouse.one("select count(*) from overlap_rarefied") == 1


def test_rarefied_counts_are_made_for_pairs_whose_overlap_was_known_and_never_twice(warehouse: Warehouse) -> None:
    land(warehouse, {("da", "train"): TRAIN, ("da", "test"): TEST, ("no", "train"): TEST, ("no", "test"): TRAIN})
    measured(warehouse)
    first, again, more = measured(warehouse, 0), measured(warehouse, 0), measured(warehouse, 0, 3)
    assert (first.n_new, first.n_rarefied) == ({"word": 0}, 4)
    assert again.n_rarefied == 0
    assert more.n_rarefied == 4
    sizes = warehouse.frame("select distinct sample_size from overlap_rarefied order by all").to_series().to_list()
    assert [3, len(TEST)] == sizes


def test_a_text_without_units_does_not_set_the_sample_size(warehouse: Warehouse) -> None:
    land(warehouse, {("da", "train"): TRAIN, ("da", "test"): TEST, ("no", "test"): ["1", "."]})
    done = measured(warehouse, 0)
    assert (done.n_rarefied, done.n_too_small) == (1, 1)
    assert len(TEST) == warehouse.one("select sample_size from overlap_rarefied")
