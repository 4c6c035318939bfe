"""Calibration is that of scikit-learn, bin by bin, for tokens and for titles."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from xlr_warehouse.warehouse import Warehouse

N_BINS = 15
Undone = Callable[[], AbstractContextManager[Warehouse]]
SURE = st.floats(0, 1, width=32) | st.sampled_from([0.0, 0.5, 1.0])
TAGS = st.sampled_from(["O", "O", "B-PER", "I-PER"])
TOKENS = st.lists(st.tuples(TAGS, TAGS, SURE.filter(lambda value: value > 0)), min_size=1, max_size=80)
ANSWERS = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD"), SURE), min_size=1, max_size=60)
EXACT = {"rel": 1e-9, "abs": 1e-9}


def land_run(warehouse: Warehouse, *, task: str, n: int) -> None:
    warehouse.execute(
        "insert into text_set values (1, 'made', $task, 'no', 'test', 'none', 1, $n, $n, 'x')", task=task, n=n
    )
    warehouse.execute(
        """
        insert into run by name select
        'r' as run, $task as task, 'enc' as encoder, 'no' as train_language, 1 as seed, 'last' as selection,
        '{}' as config
        """,
        task=task,
    )
    warehouse.execute("insert into evaluation values ('r', 1, $n, 0, null)", n=n)


def assert_calibrated(warehouse: Warehouse, unit: str, *, right: list[bool], sure: list[float]) -> None:
    """Our bins and errors are those that scikit-learn's bins give; no row where there is nothing."""
    bins = warehouse.frame(f"from calibration where unit = '{unit}' order by bin")
    error = warehouse.frame(f"from calibration_error where unit = '{unit}'").row(0, named=True)
    assert error["n"] == len(right) == bins["n"].sum()
    if not right:
        assert error["expected_error"] is None
        return
    accuracy, confidence = calibration_curve(right, sure, n_bins=N_BINS)
    assert accuracy == pytest.approx(bins["accuracy"].to_numpy(), **EXACT)
    assert confidence == pytest.approx(bins["confidence"].to_numpy(), **EXACT)
    counts, _ = np.histogram(-np.array(sure), bins=-np.linspace(1, 0, N_BINS + 1))  # closed above, as theirs are
    counts = counts[::-1][counts[::-1] > 0]
    assert counts.tolist() == bins["n"].to_list()
    distances = np.abs(accuracy - confidence)
    assert np.average(distances, weights=counts) == pytest.approx(error["expected_error"], **EXACT)
    assert distances.max() == pytest.approx(error["maximum_error"], **EXACT)
    assert np.mean(sure) - np.mean(right) == pytest.approx(error["overconfidence"], **EXACT)
    assert brier_score_loss(right, sure, labels=[False, True]) == pytest.approx(error["brier"], **EXACT)
    assert error["expected_error"] == error["expected_error_before"]


@given(tokens=TOKENS)
def test_tokens_are_as_sure_as_scikit_learn_says(undone: Undone, tokens: list[tuple[str, str, float]]) -> None:
    right = [gold == predicted for gold, predicted, _ in tokens]
    sure = [value for _, _, value in tokens]
    in_entity = [{gold, predicted} != {"O"} for gold, predicted, _ in tokens]
    with undone() as warehouse:
        land_run(warehouse, task="ner", n=len(tokens))
        rows = pl.DataFrame(
            {
                "position": range(len(tokens)),
                "tag": [predicted for _, predicted, _ in tokens],
                "probability": sure,
                "gold_probability": [value if is_right else 0 for value, is_right in zip(sure, right, strict=True)],
            },
            schema_overrides={"probability": pl.Float32, "gold_probability": pl.Float32},
        )
        warehouse.append("prediction", rows.with_columns(run=pl.lit("r"), text_set=1, sentence=0, is_truncated=False))
        assert_calibrated(warehouse, "token", right=right, sure=sure)
        inside = [number for number, is_inside in enumerate(in_entity) if is_inside]
        assert_calibrated(
            warehouse,
            "entity_token",
            right=[right[number] for number in inside],
            sure=[sure[number] for number in inside],
        )


@given(answers=ANSWERS)
def test_titles_are_as_sure_as_scikit_learn_says(undone: Undone, answers: list[tuple[str, str, float]]) -> None:
    right = [correct == chosen for correct, chosen, _ in answers]
    sure = [value for _, _, value in answers]
    with undone() as warehouse:
        land_run(warehouse, task="title", n=len(answers))
        items = pl.DataFrame({"item": range(len(answers)), "correct": [correct for correct, _, _ in answers]})
        warehouse.append("title_item", items.with_columns(text_set=1, page=pl.lit("p"), text=pl.lit("t")))
        chosen = pl.DataFrame(
            {"item": range(len(answers)), "option": [option for _, option, _ in answers], "probability": sure},
            schema_overrides={"probability": pl.Float32},
        )
        warehouse.append("title_prediction", chosen.with_columns(run=pl.lit("r"), text_set=1, is_chosen=True))
        assert_calibrated(warehouse, "item", right=right, sure=sure)
