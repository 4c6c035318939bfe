"""Resampled estimates: their points are the numbers of the views, their replicates those of seqeval."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from seqeval.metrics import f1_score

from reports.estimates.bootstrap import as_estimate, bootstrapped
from reports.estimates.cell import PairEstimate
from reports.estimates.counts import read_test_set
from reports.estimates.evaluations import Evaluation, read_evaluations
from reports.estimates.resampling import stream, weights
from reports.estimates.scores import Scores, counts_of
from reports.estimates.sums import resample
from tests.made_uneven import land_uneven
from xlr_warehouse.warehouse import Warehouse

REPLICATES = 40
NESTED = """
    select {keys}, avg(y) as y
    from (select {keys}, perturbation_seed, avg(y) as y from ({rows}) group by all)
    group by all having y is not null
"""
KEYS = "train_language, test_language, perturbation, dose"


def nested(rows: str) -> str:
    """Averaged over the seeds of the runs, then over those of the perturbation."""
    return NESTED.format(keys=KEYS, rows=rows)


VIEWS = {
    ("score", "all"): nested(
        f"""
        select {KEYS.replace(", ", ", scored.")}, scored.perturbation_seed, f1_conlleval as y
        from score as scored inner join evaluation_setting as tested
            on scored.run = tested.run and scored.text_set = tested.text_set
            and scored.perturbation_id is not distinct from tested.perturbation_id
        where tested.is_own_perturbation
        """.replace("select train_language", "select scored.train_language")
    ),
    ("score", "leak_free"): nested(
        f"""
        select {KEYS.replace(", ", ", scored.")}, scored.perturbation_seed, f1_conlleval as y
        from score_by_subset as scored inner join evaluation_setting as tested
            on scored.run = tested.run and scored.text_set = tested.text_set
            and scored.perturbation_id is not distinct from tested.perturbation_id
        where tested.is_own_perturbation and subset = 'leak_free'
        """.replace("select train_language", "select scored.train_language")
    ),
    ("score_change", "all"): f"select {KEYS}, score_change as y from pair_degradation where y is not null",
    ("score_change", "leak_free"): nested(
        f"select {KEYS}, perturbation_seed, score_change as y from degradation_by_subset where subset = 'leak_free'"
    ),
    ("cost_per_edit", "all"): f"select {KEYS}, cost_per_edit as y from pair_degradation where y is not null",
    ("arm_contrast", "all"): """
        select train_language, test_language, treatment as perturbation, dose, avg(contrast) as y
        from arm_contrast where type is null group by all
    """,
}


OF_CONTRAST = (
    "train_language",
    "test_language",
    "subset",
    "perturbation",
    "dose",
    "perturbed_against",
    "outcome",
    "encoder",
    "configuration",
    "parameters",
)


def untold(_done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def warehouse(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    with fresh(tmp_path_factory.mktemp("uneven") / "uneven.duckdb") as opened:
        land_uneven(opened)
        yield opened


@pytest.fixture(scope="module")
def estimates(warehouse: Warehouse) -> list[PairEstimate]:
    return bootstrapped(warehouse, replicates=REPLICATES, seed=1, tell=untold)


@pytest.mark.parametrize(("quantity", "subset"), VIEWS, ids=str)
def test_points_are_those_of_the_views(
    warehouse: Warehouse, estimates: list[PairEstimate], quantity: str, subset: str
) -> None:
    of_view = {row[:4]: row[4] for row in warehouse.frame(VIEWS[quantity, subset]).iter_rows()}
    ours = {
        (one.cell.train_language, one.cell.test_language, one.cell.perturbation, one.cell.dose): one.spread.estimate
        for one in estimates
        if one.cell.quantity == quantity and one.cell.subset == subset and one.spread.estimate is not None
    }
    assert len(of_view) >= 5
    assert ours == pytest.approx(of_view, abs=1e-12)


def test_contrasts_of_native_and_cross_lingual_are_those_of_the_view(
    warehouse: Warehouse, estimates: list[PairEstimate]
) -> None:
    of_view = {
        row[:-2]: row[-2:]
        for row in warehouse.frame(
            f"select {', '.join(OF_CONTRAST)}, contrast, n_seeds from setting_contrast where contrast is not null"
        ).iter_rows()
    }
    ours = {
        tuple(getattr(one.cell, name) for name in OF_CONTRAST): (one.spread.estimate, one.n_seeds)
        for one in estimates
        if one.cell.quantity == "setting_contrast" and one.spread.estimate is not None
    }
    assert {key[5] for key in of_view} >= {"source", "target"}
    assert {key[2] for key in of_view} == {"all", "leak_free"}
    assert ours.keys() == of_view.keys()
    assert all(ours[key] == pytest.approx(of_view[key], abs=1e-12) for key in of_view)


def test_a_pair_without_an_edit_has_a_row_and_no_estimate(estimates: list[PairEstimate]) -> None:
    idle = [one for one in estimates if (one.cell.train_language, one.cell.perturbation) == ("aa", "entity_unshared")]
    costs = [one.spread for one in idle if one.cell.quantity in {"score_change", "cost_per_edit"}]
    assert [(cost.estimate, cost.low, cost.p) for cost in costs] == [(None, None, None)] * 4


def test_a_run_that_finds_nothing_has_a_score_of_zero_and_no_interval(estimates: list[PairEstimate]) -> None:
    found = [one.spread for one in estimates if one.cell.train_language == "gg" and one.cell.quantity == "score"]
    assert {(one.estimate, one.low, one.high, one.variance) for one in found} == {(0.0, None, None, 0.0)}


def test_missing_seeds_are_counted_and_the_others_averaged(estimates: list[PairEstimate]) -> None:
    n_seeds = {one.cell.train_language: one.n_seeds for one in estimates if one.cell.quantity == "score"}
    assert n_seeds == {"aa": 2, "bb": 3, "cc": 3, "dd": 3, "ee": 3, "ff": 3, "gg": 3, "hh": 3}


def test_a_subset_has_the_clusters_of_the_sentences_kept(warehouse: Warehouse, estimates: list[PairEstimate]) -> None:
    wanted = warehouse.one(
        """
        select count(distinct duplicate_of) from sentence
        inner join text_set on sentence.text_set = text_set.text_set
        where language = 'bb' and split = 'test' and perturbation = 'none' and (
            sentence + (select text_set from text_set where language = 'aa' and split = 'train')
        ) % 4 <> 0
        """
    )
    scored = [one for one in estimates if one.cell.train_language == "aa" and one.cell.quantity == "score"]
    assert {one.n for one in scored if one.cell.subset == "leak_free"} == {wanted}
    assert {one.n for one in scored if one.cell.subset == "all"} == {40}


def test_no_replicate_is_left_out_unseen(estimates: list[PairEstimate]) -> None:
    rows = [as_estimate(one, seed=1).as_row() for one in estimates]
    assert all(row["replicates"] <= REPLICATES for row in rows)
    assert all(row["low"] is None for row in rows if row["replicates"] < 0.9 * REPLICATES)


def test_each_replicate_is_what_seqeval_makes_of_the_sentences_repeated(warehouse: Warehouse) -> None:
    original, tested = one_run(warehouse)
    test_set = read_test_set(warehouse, original, task="ner")
    wanted = [(key, frozenset[int]()) for one in tested for key in counts_of(one)]
    sums = resample(test_set, wanted, replicates=REPLICATES, seed=7)
    scores = Scores(sums=sums, near=frozenset())
    drawn = np.concatenate(
        list(weights(stream(7, *test_set.name), n=test_set.n_clusters, replicates=REPLICATES))
    ).astype(int)
    assert drawn.sum(axis=1).tolist() == [test_set.n_clusters] * REPLICATES
    for one in tested:
        gold, predicted = tags(warehouse, one)
        naive = [
            f1_score(repeated(gold, times[test_set.cluster]), repeated(predicted, times[test_set.cluster]))
            for times in drawn
        ]
        assert scores.score(one)[1:].tolist() == pytest.approx(naive, abs=1e-12)
        lost, edited = edits(warehouse, one)
        if one.perturbation_id is not None:
            naive = [times[test_set.cluster] @ lost / (times[test_set.cluster] @ edited) for times in drawn]
            assert scores.cost(one)[1:].tolist() == pytest.approx(naive, abs=1e-12)


def test_a_text_set_without_gold_or_without_predictions_scores_zero(
    undone: Callable[[], AbstractContextManager[Warehouse]],
    as_tokens: Callable[..., pl.DataFrame],
    land_tagged: Callable[..., int],
) -> None:
    silent, loud = [["O", "O"], ["O"]], [["O", "B-PER"], ["O"]]
    for gold, predicted in ((silent, loud), (loud, silent), (silent, silent)):
        with undone() as opened:
            land_tagged(opened, as_tokens(gold), as_tokens(predicted).get_column("tag"))
            found = bootstrapped(opened, replicates=10, seed=1, tell=untold)
        assert [(one.cell.quantity, one.spread.estimate, one.spread.low) for one in found] == [("score", 0.0, None)]


def one_run(warehouse: Warehouse) -> tuple[int, list[Evaluation]]:
    """A native run's evaluations, on the original and on what was perturbed against either training set."""
    for original, rows in read_evaluations(warehouse).items():
        tested = [row for row in rows if row.run == "ner-small-made.dd-s1"]
        if tested:
            return original, tested
    raise AssertionError


def tags(warehouse: Warehouse, tested: Evaluation) -> tuple[list[list[str]], list[list[str]]]:
    """Gold and predicted tags of a text set's sentences."""
    sentences = warehouse.frame(
        "select sentence, n_tokens from sentence where text_set = $t order by sentence", t=tested.text_set
    )
    both: list[list[list[str]]] = []
    for query in (
        "select sentence, first_token, end_token, type from mention where text_set = $t",
        "select sentence, first_token, end_token, type from predicted_mention where text_set = $t and run = $r",
    ):
        parameters = {"t": tested.text_set} | ({"r": tested.run} if "$r" in query else {})
        rows = [["O"] * n for n in sentences.get_column("n_tokens")]
        for sentence, first, end, kind in warehouse.frame(query, **parameters).iter_rows():
            rows[sentence][first:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 1)
        both.append(rows)
    return both[0], both[1]


def repeated(rows: list[list[str]], times: np.ndarray) -> list[list[str]]:
    return [row for row, n in zip(rows, times, strict=True) for _ in range(n)]


def edits(warehouse: Warehouse, tested: Evaluation) -> tuple[np.ndarray, np.ndarray]:
    """Mentions lost by their edit, and edits, of each sentence; one after another."""
    n = warehouse.one("select n_items from text_set where text_set = $t", t=tested.text_set)
    lost, edited = np.zeros(n), np.zeros(n)
    right = {
        tuple(row)
        for row in warehouse.frame(
            "select text_set, sentence, first_token from predicted_mention where run = $r and is_correct", r=tested.run
        ).iter_rows()
    }
    made: pl.DataFrame = warehouse.frame(
        "select sentence, original_first_token, first_token from edit where perturbation_id = $p",
        p=tested.perturbation_id or "",
    )
    for sentence, before, after in made.iter_rows():
        edited[sentence] += 1
        lost[sentence] += (tested.original, sentence, before) in right
        lost[sentence] -= (tested.text_set, sentence, after) in right
    return lost, edited
