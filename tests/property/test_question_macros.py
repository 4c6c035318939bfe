"""Table macros that answer questions say what the views say, and what statsmodels expects."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse


@pytest.fixture(scope="module")
def study(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    with fresh(tmp_path_factory.mktemp("study") / "xlr.duckdb") as warehouse:
        land_study(warehouse)
        yield warehouse


@pytest.mark.parametrize("overlap", [0.0, 0.3, 1.0])
def test_the_score_expected_of_a_new_pair_is_that_of_statsmodels(study: Warehouse, overlap: float) -> None:
    points = study.frame(
        """
        select any_value(overlap) as overlap, avg(f1_conlleval) as f1 from score
        join run on score.run = run.run
        join (select train_set, test_set, shared_test / n_test as overlap from overlap where measure = 'entity_chunk')
            as shared on run.train_set = shared.train_set and score.text_set = shared.test_set
        where setting = 'cross_lingual' and perturbation = 'none' group by score.train_language, test_language
        """
    )
    assert points.height == 4
    line = sm.OLS(points["f1"].to_numpy(), sm.add_constant(points["overlap"].to_numpy())).fit()
    theirs = line.get_prediction(np.array([[1.0, overlap]])).summary_frame().iloc[0]
    ours = study.frame("from expected_score($overlap)", overlap=overlap).row(0, named=True)
    assert ours["n_pairs"] == points.height
    assert theirs["mean"] == pytest.approx(ours["expected_f1"], rel=1e-9)
    assert max(0, theirs["obs_ci_lower"]) == pytest.approx(ours["low"], rel=1e-9)
    assert min(1, theirs["obs_ci_upper"]) == pytest.approx(ours["high"], rel=1e-9)


def test_two_pairs_give_a_line_and_no_interval(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path
) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        assert warehouse.frame("from expected_score(0.5)").is_empty()
        land_study(warehouse, shares={("aa", "bb"): (0.2, 0.5), ("cc", "dd"): (0.6, 0.5)})
        expected = warehouse.frame("from expected_score(0.5)").row(0, named=True)
    assert (expected["n_pairs"], expected["low"], expected["high"]) == (2, None, None)


def test_the_errors_of_a_run_are_those_that_are_counted(study: Warehouse) -> None:
    runs = study.frame("select run from run order by run").get_column("run").to_list()
    assert runs
    for run in runs:
        counted = study.frame(
            """
            select text_set, kind, gold_type, predicted_type, n::int from mention_error
            where run = $run and kind <> 'correct' order by all
            """,
            run=run,
        )
        told = study.frame(
            """
            select text_set, kind, gold_type, predicted_type, count(*)::int from errors_of($run)
            group by all order by all
            """,
            run=run,
        )
        assert counted.rows() == told.rows()
        assert counted.height > 0


def test_the_names_lost_are_those_of_the_effect_of_edits(study: Warehouse) -> None:
    told = study.frame("select sum(n_edited), sum(n_found_before) from names_lost('entity_unshared')").row(0)
    effect = study.frame(
        """
        select sum(n_edited), sum(round(n_edited * recall_before)) from edit_effect
        where perturbation = 'entity_unshared'
        """
    ).row(0)
    assert effect == told


def test_a_profile_has_the_scores_and_costs_of_its_pair(study: Warehouse) -> None:
    profile = study.frame("from pair_profile('cc', 'dd')").rows_by_key("train_language", named=True, unique=True)
    assert set(profile) == {"cc", "dd"}
    assert [profile[name]["overlap"] for name in ("cc", "dd")] == pytest.approx([0.4, 0.8])
    for language, row in profile.items():
        score = study.one(
            """
            select avg(f1_conlleval) from score
            where perturbation = 'none' and train_language = $language and test_language = 'dd'
            """,
            language=language,
        )
        cost = study.one(
            """
            select sum(n_edited * cost_per_edit) / sum(n_edited) from edit_effect
            where perturbation = 'entity_unshared' and train_language = $language and test_language = 'dd'
            """,
            language=language,
        )
        assert (row["n_runs"], row["score"], row["cost_per_edit"]) == (2, pytest.approx(score), pytest.approx(cost))


def test_a_pair_that_is_not_there_has_no_profile_and_a_run_without_errors_no_rows(study: Warehouse) -> None:
    assert study.frame("from pair_profile('xx', 'yy')").is_empty()
    assert study.frame("from errors_of('none of these')").is_empty()
    assert study.frame("from names_lost('none of these')").is_empty()


def test_a_sentence_is_told_token_by_token_whether_predicted_or_not(study: Warehouse) -> None:
    text_set = study.one("select min(text_set) from text_set where language = 'dd' and split = 'test'")
    told = study.frame("from sentence_of('none of these', $text_set, 1)", text_set=text_set)
    assert told.get_column("gold").to_list() == ["O", "B-LOC", "I-LOC", "O"]
    assert told.get_column("predicted").null_count() == told.height
