"""What is averaged over targets of the published numbers: means, intervals, sign flips, sources left out, by scipy."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
from scipy.stats import permutation_test, t

from tests.unit.test_published import rows_of
from xlr_warehouse.warehouse import Warehouse

Cell = tuple[str, str, str]
"""Task, model and perturbation."""

SOURCE = {row["l2"]: row["l1"] for row in rows_of("published_score") if row["setting"] == "cross_lingual"}
DECIMALS = 6
"""Changes are rounded to so many, so that sums of whole numbers tell ties of sign flips exactly."""


def changes() -> dict[tuple[str, str, str, str], dict[str, float]]:
    """F1 after minus before by task, model, setting and perturbation; then by target."""
    primary = [row for row in rows_of("published_score") if row["status"] == "primary"]
    names = ("task", "model", "setting")
    before = {
        (*(row[name] for name in names), row["l2"]): float(row["f1"])
        for row in primary
        if row["perturbation"] == "none"
    }
    found: dict[tuple[str, str, str, str], dict[str, float]] = {}
    for row in primary:
        if row["perturbation"] != "none":
            cell = tuple(row[name] for name in names)
            change = float(row["f1"]) - before[*cell, row["l2"]]
            found.setdefault((*cell, row["perturbation"]), {})[row["l2"]] = round(change, DECIMALS)  # pyright: ignore[reportArgumentType] (three names)
    return found


def less(ones: Mapping[str, float], others: Mapping[str, float]) -> dict[str, float]:
    assert set(ones) == set(others)
    return {target: ones[target] - others[target] for target in ones}


def sign_flip_p(differences: Sequence[float]) -> float:
    """Scipy's, of whole numbers: of fractions rounding would part what is equal."""
    whole = np.round(np.array(differences) * 10**DECIMALS)
    found = permutation_test(
        (whole,),
        lambda drawn, axis: np.abs(drawn.sum(axis=axis)),
        permutation_type="samples",
        n_resamples=np.inf,
        alternative="greater",
        vectorized=True,
    )
    return float(found.pvalue)


def assert_is_scipys(mine: Mapping[str, float], by_target: Mapping[str, float]) -> None:
    values = np.array(list(by_target.values()))
    mean, error = values.mean(), values.std(ddof=1) / np.sqrt(len(values))
    low, high = t.interval(0.95, len(values) - 1, loc=mean, scale=error)
    left = [
        np.mean([value for target, value in by_target.items() if SOURCE[target] != source])
        for source in {SOURCE[target] for target in by_target}
    ]
    for name, wanted in {
        "estimate": mean,
        "low": low,
        "high": high,
        "without_source_low": min(left),
        "without_source_high": max(left),
    }.items():
        assert mine[name] == pytest.approx(wanted, rel=0, abs=1e-9), name
    assert mine["p"] == sign_flip_p(list(by_target.values()))
    assert mine["n"] == len(values)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with Warehouse.writing(tmp_path_factory.mktemp("published") / "xlr.duckdb") as warehouse:
        yield warehouse


def test_every_contrast_of_native_and_cross_lingual_models_is_scipys(evidence: Warehouse) -> None:
    ours = evidence.frame(
        "select *, contrast as estimate from published_contrast where outcome = 'f1_change'"
    ).rows_by_key(["task", "model", "perturbation"], named=True, unique=True)
    by_setting = changes()
    assert len(ours) == (5 + 2) * 2
    for (task, model, perturbation), mine in ours.items():
        crossed, native = (by_setting[task, model, one, perturbation] for one in ("cross_lingual", "native"))
        assert_is_scipys(mine, less(crossed, native))
        assert mine["native"] == pytest.approx(np.mean(list(native.values())))
        assert mine["cross_lingual"] == pytest.approx(np.mean(list(crossed.values())))


def test_every_fall_of_titles_and_every_rise_by_places_is_scipys(evidence: Warehouse) -> None:
    ours = evidence.frame("from published_evidence where quantity = 'score_change'").rows_by_key(
        ["task", "encoder", "setting", "perturbation"], named=True, unique=True
    )
    assert len(ours) == 2 * 2 * 2 + 2
    by_setting = changes()
    for key, mine in ours.items():
        assert_is_scipys(mine, by_setting[key])


def test_the_combined_perturbation_stands_beside_each_other_one_as_scipy_says(evidence: Warehouse) -> None:
    ours = evidence.frame("from published_evidence where quantity = 'perturbation_contrast'").rows_by_key(
        ["encoder", "setting", "placebo"], named=True, unique=True
    )
    assert len(ours) == 2 * 2 * 4
    by_setting = changes()
    for (model, setting, other), mine in ours.items():
        combined = by_setting["ner", model, setting, "entity_context"]
        assert_is_scipys(mine, less(combined, by_setting["ner", model, setting, other]))


def test_the_score_before_is_compared_where_training_is_of_one_size(evidence: Warehouse) -> None:
    ours = evidence.frame(
        "from published_evidence where claim = 'high_resource_representations_are_stronger'"
    ).rows_by_key("encoder", named=True, unique=True)
    assert set(ours) == {"mbert", "xlmr"}
    scores = {
        (row["model"], row["setting"], row["l2"]): float(row["f1"])
        for row in rows_of("published_score")
        if row["status"] == "primary" and row["task"] == "ner" and row["perturbation"] == "none"
    }
    # METHOD, section 2: 13,602 sentences, and 13,532 of Occitan.
    equal = ("br", "fa", "cy", "ca", "sk", "ms", "oc")
    for model, mine in ours.items():
        differences = {l2: scores[model, "cross_lingual", l2] - scores[model, "native", l2] for l2 in equal}
        values = np.array(list(differences.values()))
        assert mine["estimate"] == pytest.approx(values.mean(), abs=1e-9)
        assert mine["low"] == pytest.approx(t.interval(0.95, 6, values.mean(), values.std(ddof=1) / 7**0.5)[0])
        assert mine["p"] == 2 / 2**7  # all of one sign
