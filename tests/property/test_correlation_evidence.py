"""What stands beside a correlation: interval, range without each source, detectable r, corrected p."""

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import pearsonr, spearmanr
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower

from xlr_warehouse.warehouse import Warehouse

Undone = Callable[[], AbstractContextManager[Warehouse]]


def points(seed: int) -> pl.DataFrame:
    """Samples of 2 to 40 points of 1 to 8 sources, some with ties; one point in ten is not complete."""
    random = np.random.default_rng(seed)
    frames: list[pl.DataFrame] = []
    for sample in range(120):
        n = int(random.integers(2, 41))
        x = random.normal(size=n)
        y = random.choice([-1, 0, 1]) * x + random.normal(size=n)
        if sample % 3 == 0:
            x, y = np.round(x), np.round(y)
        frames.append(
            pl.DataFrame(
                {
                    "sample": [sample] * n,
                    "source": random.integers(0, random.integers(1, 9), size=n),
                    "x": x,
                    "y": y,
                    "is_complete": random.random(n) < 0.9,
                }
            )
        )
    return pl.concat(frames)


def pearson_of(rows: pl.DataFrame) -> float | None:
    if rows.height < 2 or rows["x"].n_unique() == 1 or rows["y"].n_unique() == 1:
        return None
    return float(pearsonr(rows["x"], rows["y"]).statistic)


def close(wanted: float | None, got: float | None) -> bool:
    return got is None if wanted is None else got is not None and math.isclose(wanted, got, rel_tol=0, abs_tol=1e-9)


def test_a_sample_of_points_has_the_correlations_and_the_interval_of_scipy(undone: Undone) -> None:
    made = points(seed=1)
    with undone() as warehouse, warehouse.relation("made", made):
        ours = warehouse.frame("from correlated('made')").rows_by_key("sample", named=True, unique=True)
    n_compared = 0
    for (sample,), rows in made.group_by("sample"):
        mine, complete = ours[sample], rows.filter("is_complete")
        assert (mine["n"], mine["n_incomplete"]) == (complete.height, rows.height - complete.height)
        if pearson_of(complete) is None:
            assert mine["pearson_r"] is None
            assert mine["spearman_rho"] is None
            continue
        theirs = pearsonr(complete["x"], complete["y"])
        assert close(float(theirs.statistic), mine["pearson_r"])
        assert close(float(spearmanr(complete["x"], complete["y"]).statistic), mine["spearman_rho"])
        if complete.height < 4:
            assert (mine["pearson_low"], mine["pearson_high"], mine["detectable_r"]) == (None, None, None)
            continue
        interval = theirs.confidence_interval(0.95)
        assert close(float(interval.low), mine["pearson_low"])
        assert close(float(interval.high), mine["pearson_high"])
        n_compared += 1
    assert n_compared > 90


def test_the_range_is_that_of_the_correlations_without_each_source(undone: Undone) -> None:
    made = points(seed=2)
    with undone() as warehouse, warehouse.relation("made", made):
        ranges = warehouse.frame("from correlated('made')").rows_by_key("sample", named=True, unique=True)
        listed = warehouse.frame("from correlated_without_source('made')")
    single = listed.rows_by_key(["sample", "source"], named=True, unique=True)
    n_unknown = 0
    for (sample,), rows in made.filter("is_complete").group_by("sample"):
        wanted: list[float | None] = []
        for source in rows["source"].unique():
            left = rows.filter(pl.col("source") != source)
            wanted.append(pearson_of(left))
            mine = single.pop((sample, source))
            assert mine["n"] == left.height
            assert close(wanted[-1], mine["pearson_r"])
        known = [r for r in wanted if r is not None]
        is_known = len(known) == len(wanted)
        assert close(min(known) if is_known else None, ranges[sample]["without_source_low"])
        assert close(max(known) if is_known else None, ranges[sample]["without_source_high"])
        n_unknown += not is_known
    assert not single
    assert 0 < n_unknown < 60


@given(
    p_values=st.lists(
        st.one_of(st.none(), st.floats(0, 1), st.sampled_from([0.01, 0.04, 0.5])), min_size=1, max_size=30
    ),
    n_families=st.integers(1, 3),
    correction=st.sampled_from(["holm", "benjamini_hochberg"]),
)
@example(p_values=[0.01, 0.01, 0.04, None, 0.04, 1.0, 0.0], n_families=1, correction="holm")
@example(p_values=[0.01, 0.01, 0.04, None, 0.04, 1.0, 0.0], n_families=1, correction="benjamini_hochberg")
def test_corrected_p_values_are_those_of_statsmodels_with_ties_and_without_the_unknown(
    undone: Undone, p_values: Sequence[float | None], n_families: int, correction: str
) -> None:
    tests = pl.DataFrame(
        {
            "place": range(len(p_values)),
            "family": [place % n_families for place in range(len(p_values))],
            "correction": [correction] * len(p_values),
            "p": p_values,
        },
        schema_overrides={"p": pl.Float64},
    )
    untested = pl.DataFrame({"place": [-1], "family": [0], "correction": [None], "p": [0.001]})
    with undone() as warehouse, warehouse.relation("made", pl.concat([tests, untested], how="vertical_relaxed")):
        ours = warehouse.frame("from corrected('made')").rows_by_key("place", named=True, unique=True)
    assert ours[-1]["p_corrected"] is None
    for _, family in tests.group_by("family"):
        known = family.drop_nulls("p")
        for place in family.filter(pl.col("p").is_null())["place"]:
            assert ours[place]["p_corrected"] is None
        if known.height:
            method = {"holm": "holm", "benjamini_hochberg": "fdr_bh"}[correction]
            theirs = multipletests(known["p"].to_numpy(), method=method)[1]
            mine = [ours[place]["p_corrected"] for place in known["place"]]
            assert mine == pytest.approx(theirs, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("n", [5, 13, 52, 400])
def test_the_detectable_r_is_that_of_the_power_analysis_of_fishers_z(undone: Undone, n: int) -> None:
    with undone() as warehouse:
        ours = warehouse.one("select detectable_r($n::bigint)", n=n)
    z = NormalIndPower().solve_power(nobs1=n - 3, alpha=0.05, power=0.8, ratio=0)
    assert math.tanh(z) == pytest.approx(ours, abs=1e-5)  # theirs also counts findings of the wrong sign


def test_the_detectable_r_of_few_pairs_errs_on_the_safe_side_and_of_many_not_at_all(undone: Undone) -> None:
    with undone() as warehouse:
        detectable = {n: warehouse.one("select detectable_r($n::bigint)", n=n) for n in (13, 100)}
    power = {}
    for n, r in detectable.items():
        x, noise = np.random.default_rng(1).normal(size=(2, 10_000, n))
        p_values = pearsonr(x, r * x + math.sqrt(1 - r * r) * noise, axis=1).pvalue
        power[n] = float((p_values < 0.05).mean())
    assert 0.8 < power[13] < 0.86
    assert power[100] == pytest.approx(0.8, abs=0.02)
