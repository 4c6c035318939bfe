"""`xlr demo`: the whole main job on the lab, once, and what it must show."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from scipy.stats import spearmanr

from tests.browser import open_tab
from tests.questions import DOCUMENT, Question, answer, questions
from xlr_warehouse.warehouse import Warehouse

QUESTIONS = questions(DOCUMENT.read_text(encoding="utf-8"))


def demo(folder: Path) -> str:
    command = [sys.executable, "-m", "xlr_warehouse", "-w", "demo.duckdb", "demo"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1500, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def told(folder: Path) -> str:
    return demo(folder)


@pytest.fixture
def warehouse(told: str, folder: Path) -> Iterator[Warehouse]:
    assert told
    with Warehouse.reading(folder / "demo.duckdb") as opened:
        yield opened


def test_demo_ends_with_the_report_and_three_questions(told: str, folder: Path) -> None:
    *_, last = told.strip().split("\n\n")
    lines = last.splitlines()
    assert str(folder / "build" / "report.html") in lines[0]
    assert len([line for line in lines if " sql " in line]) == 3


def test_its_questions_are_answered_as_they_are_printed(told: str, folder: Path) -> None:
    questions = [line.strip() for line in told.splitlines() if " sql " in line]
    for question in questions:
        done = subprocess.run(question, shell=True, capture_output=True, text=True, check=False, cwd=folder)  # noqa: S602 (as a user would)
        assert done.returncode == 0, done.stderr
        assert " rows)" in done.stdout


def test_measured_overlap_equals_what_was_planted_to_the_last_count(warehouse: Warehouse) -> None:
    compared = warehouse.frame(
        """
        select planted.count, overlap.shared_test, overlap.n_test, planted.value
        from planted
        join text_set as test on test.language = planted.target and test.split = 'test' and test.perturbation = 'none'
        join text_set as train on train.split = 'train' and train.perturbation = 'none' and train.language
        = case planted.quantity when 'entity_seen_in_source' then planted.source else planted.target end
        join overlap on train_set = train.text_set and test_set = test.text_set and measure = 'entity_chunk'
        where planted.quantity in ('entity_seen_in_source', 'entity_seen_in_native')
        """
    )
    assert compared.height == 16
    assert compared.filter(compared["count"] != compared["shared_test"]).is_empty()
    assert all(
        abs(count / n - value) < 1e-12 for count, n, value in compared.select("count", "n_test", "value").iter_rows()
    )


def test_taking_a_seen_name_away_costs_more_than_the_placebo_in_every_pair_with_edits(warehouse: Warehouse) -> None:
    costs = warehouse.frame(
        """
        pivot (
            select train_language, test_language, perturbation, sum(n_edited * cost_per_edit) / sum(n_edited) as cost
            from edit_effect group by all
        ) on perturbation using first(cost)
        """
    )
    assert costs.height == 16
    costs = costs.drop_nulls("entity_unshared")
    assert costs.height == 15  # one pair has no seen name
    worse = costs.filter(costs["entity_unshared"] <= costs["entity_placebo"])
    assert worse.is_empty(), worse


def test_familiar_names_help_beyond_their_placebo_in_every_pair_with_edits(warehouse: Warehouse) -> None:
    gains = warehouse.frame(
        """
        select setting, train_language, test_language, avg(contrast) as contrast from arm_contrast
        where treatment = 'entity_seen' and placebo = 'entity_unseen_placebo' and type is null group by all
        """
    )
    assert gains.height == 15
    assert (gains["contrast"] < 0).all(), gains


def test_planted_context_shows_in_the_native_cost_of_an_edit_and_in_the_recall_of_unseen_names(
    warehouse: Warehouse,
) -> None:
    shown = warehouse.frame(
        """
        with lost as (
            select test_language, sum(n_edited * cost_per_edit) / sum(n_edited) as cost from edit_effect
            where setting = 'native' and perturbation = 'entity_unshared' group by all
        ),
        guessed as (
            select test_language, sum(n_recalled) / sum(n) as recall from recall_by_familiarity
            where setting = 'native' and perturbation = 'none' and familiarity = 'unseen' group by all
        )
        select planted.value as context, cost, recall from planted
        join lost on lost.test_language = planted.target join guessed on guessed.test_language = planted.target
        where planted.quantity = 'context_cue' order by context
        """
    )
    assert shown.height == 8
    sparse, dense = shown.filter(shown["context"] <= 0.7), shown.filter(shown["context"] > 0.7)
    # It is a step and no slope: below .7 the lab's training sets leave little to learn from context (docs/lab.md).
    assert dense["cost"].max() + 0.05 < sparse["cost"].min(), shown
    assert dense["recall"].min() - 0.05 > sparse["recall"].max(), shown
    assert spearmanr(shown["context"], shown["cost"]).statistic < -0.5
    assert spearmanr(shown["context"], shown["recall"]).statistic > 0.5


def test_both_models_of_a_pair_met_the_same_edits(warehouse: Warehouse) -> None:
    met = warehouse.frame(
        """
        select perturbation, perturbed_against, count(*) as n_pairs, min(n_seeds) as n_seeds
        from setting_contrast
        where task = 'ner' and outcome = 'cost_per_edit' and perturbation in ('entity_unshared', 'entity_unshared_both')
        group by all order by all
        """
    )
    # No name of Oshkari is one of Brannish's, so nothing of that pair was edited for the source, or for both.
    assert met.rows() == [
        ("entity_unshared", "source", 7, 2),
        ("entity_unshared", "target", 8, 2),
        ("entity_unshared_both", "both", 7, 2),
    ]


def test_raw_change_falls_with_overlap_and_cost_per_edit_need_not(warehouse: Warehouse) -> None:
    found = warehouse.frame(
        """
        select setting, pearson_r, pearson_p from correlation
        where measure = 'entity_chunk' and outcome = 'score_change' and perturbation = 'entity_unshared'
        """
    )
    assert found.height == 2
    assert (found["pearson_r"] < -0.5).all()


def test_pair_without_overlap_gives_no_estimate(warehouse: Warehouse) -> None:
    unedited = warehouse.frame("select score_change from degradation where n_edited = 0")
    assert unedited.height > 0
    assert unedited["score_change"].null_count() == unedited.height
    left_out = warehouse.frame(
        """
        select distinct perturbation, setting, n_incomplete from correlation
        where outcome <> 'score_before' and perturbation in ('entity_unshared', 'entity_unseen_placebo')
        """
    )
    assert sorted(left_out.iter_rows()) == [
        ("entity_unseen_placebo", "cross_lingual", 0),
        ("entity_unseen_placebo", "native", 0),
        ("entity_unshared", "cross_lingual", 1),
        ("entity_unshared", "native", 0),
    ]


def test_every_run_was_tested_on_its_own_test_sets(warehouse: Warehouse) -> None:
    own = warehouse.frame(
        "select task, count(distinct run) as n_runs, count(*) as n_tests from evaluation_setting "
        "where is_own_perturbation group by task order by task"
    )
    n_ner = 1 + 5 * 2  # its test set, and that in four arms and with the pair's own edits, with two seeds each
    n_title = 1 + 3 * 2 + 1  # likewise in three arms, and the options alone; of three pairs, with one seed
    assert list(own.iter_rows()) == [("ner", 32, 32 * n_ner), ("title", 6, 6 * n_title)]


def test_every_block_of_the_questions_is_one_that_is_asked_here() -> None:
    assert len(QUESTIONS) == DOCUMENT.read_text(encoding="utf-8").count("```sql") >= 20


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_a_question_of_the_docs_is_answered_as_it_stands_there(warehouse: Warehouse, question: Question) -> None:
    if question.is_counted:
        assert question.answer == answer(warehouse, question.sql)
        return
    answered = warehouse.frame(question.sql)
    assert (question.heading, question.n_rows) == (answered.columns, answered.height)


def test_report_opens_without_errors_or_requests_and_draws_every_chart(told: str, folder: Path) -> None:
    assert told
    report = folder / "build" / "report.html"
    with open_tab(folder / "profile") as tab:
        tab.open(report)
        panels = tab.value("document.querySelectorAll('.panel').length")
        drawn = tab.value(
            "[...document.querySelectorAll('.panel')].filter((panel) => panel.querySelector('svg')).length"
        )
        assert tab.complaints() == []
        assert tab.requests() == [report.as_uri()]
    assert panels == drawn > 0


def test_demo_again_makes_nothing_twice(told: str, folder: Path) -> None:
    assert told
    with Warehouse.reading(folder / "demo.duckdb") as opened:
        before = opened.frame("select run, text_set, count(*) from prediction group by all order by all")
    again = demo(folder)
    assert "0 trained" in again
    with Warehouse.reading(folder / "demo.duckdb") as opened:
        assert opened.frame("select run, text_set, count(*) from prediction group by all order by all").equals(before)
