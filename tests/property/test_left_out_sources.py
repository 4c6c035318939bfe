"""Pairs predicted by those of other sources: scikit-learn and statsmodels say the same."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import t
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict

from xlr_warehouse.warehouse import Warehouse

Undone = Callable[[], AbstractContextManager[Warehouse]]
Numbers = NDArray[np.float64]

PUBLISHED = ("task", "encoder", "setting", "outcome", "perturbation")


def told(warehouse: Warehouse, points: pl.DataFrame) -> pl.DataFrame:
    with warehouse.relation("given_points", points):
        return warehouse.frame("from predicted_without_source('given_points')").sort("place")


def predicted_by(x: Numbers, y: Numbers, at: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The predictions at some places, and the bounds for one observation more."""
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    frame = fit.get_prediction(sm.add_constant(at, has_constant="add")).summary_frame(alpha=0.05)
    return tuple(frame[name].to_numpy() for name in ("mean", "obs_ci_lower", "obs_ci_upper"))


def test_the_quantile_of_students_t_is_scipys(undone: Undone) -> None:
    degrees = np.array([*range(1, 400), 10**3, 10**4, 10**6])
    with undone() as warehouse, warehouse.relation("given_degrees", pl.DataFrame({"n": degrees})):
        ours = warehouse.frame("select student_t_975(n) as quantile from given_degrees")["quantile"].to_numpy()
        assert warehouse.one("select student_t_975(0)") is None
    assert ours == pytest.approx(t.ppf(0.975, degrees), abs=1e-9)


@given(seed=st.integers(0, 10**6), n=st.integers(6, 40), n_sources=st.integers(3, 9), slope=st.floats(-3, 3))
def test_every_point_is_predicted_without_its_source_as_by_scikit_learn_and_statsmodels(
    undone: Undone, *, seed: int, n: int, n_sources: int, slope: float
) -> None:
    random = np.random.default_rng(seed)
    x, noise = random.random((2, n))
    y = slope * x + noise
    source = np.concatenate([np.arange(n_sources), random.integers(0, n_sources, n)])[:n]
    points = pl.DataFrame({"sample": 1, "source": source, "x": x, "y": y, "is_complete": True, "place": range(n)})
    with undone() as warehouse:
        ours = told(warehouse, points)
    wanted = cross_val_predict(LinearRegression(), x[:, None], y, groups=source, cv=LeaveOneGroupOut())
    assert ours["predicted"].to_numpy() == pytest.approx(wanted, abs=1e-9)
    for left_out in np.unique(source):
        own, others = source == left_out, source != left_out
        mine = ours.filter(own)
        assert mine["n_fitted"].unique().to_list() == [others.sum()]
        assert mine["mean_fitted"].to_numpy() == pytest.approx(np.full(own.sum(), y[others].mean()), abs=1e-9)
        if others.sum() > 2:
            _, low, high = predicted_by(x[others], y[others], x[own])
            assert mine["low"].to_numpy() == pytest.approx(low, abs=1e-7)
            assert mine["high"].to_numpy() == pytest.approx(high, abs=1e-7)
        beyond = (x[own] < x[others].min()) | (x[own] > x[others].max())
        assert mine["is_extrapolated"].to_list() == beyond.tolist()


def test_a_point_without_an_outcome_is_predicted_by_all_others(undone: Undone) -> None:
    random = np.random.default_rng(3)
    x, y = random.random((2, 12))
    points = pl.DataFrame(
        {
            "sample": 1,
            "source": ["a", "b", "c"] * 4,
            "x": x,
            "y": [*y[:10], None, 0.5],
            "is_complete": [True] * 10 + [False] * 2,
            "place": range(12),
        }
    )
    with undone() as warehouse:
        ours = told(warehouse, points)[10:]
    for name, wanted in zip(("predicted", "low", "high"), predicted_by(x[:10], y[:10], x[10:]), strict=True):
        assert ours[name].to_numpy() == pytest.approx(wanted, abs=1e-9)
    assert ours["n_sources_fitted"].to_list() == [3, 3]


def test_without_two_predictors_there_is_no_line_and_without_three_points_no_interval(undone: Undone) -> None:
    rows = [
        ("one source", "a", 0.1, 0.5),
        ("one source", "a", 0.2, 0.6),
        ("constant", "a", 0.1, 0.5),
        ("constant", "b", 0.3, 0.6),
        ("constant", "b", 0.3, 0.7),
        ("constant", "b", 0.3, 0.8),
        ("two others", "a", 0.1, 0.5),
        ("two others", "b", 0.2, 0.6),
        ("two others", "b", 0.3, 0.7),
        ("on the line", "a", 0.5, 0.9),
        ("on the line", "b", 0.1, 0.1),
        ("on the line", "b", 0.2, 0.2),
        ("on the line", "b", 0.3, 0.3),
    ]
    points = pl.DataFrame(rows, schema=["sample", "source", "x", "y"], orient="row").with_columns(
        is_complete=True, place=pl.int_range(len(rows))
    )
    with undone() as warehouse:
        ours = told(warehouse, points).filter(pl.col("source") == "a").rows_by_key("sample", named=True)
    for sample, n_fitted in (("one source", 0), ("constant", 3)):
        for row in ours[sample]:
            assert (row["n_fitted"], row["predicted"], row["low"], row["high"]) == (n_fitted, None, None, None)
    (two,) = ours["two others"]
    assert two["predicted"] == pytest.approx(0.5)
    assert (two["low"], two["high"]) == (None, None)
    (straight,) = ours["on the line"]
    assert [straight[name] for name in ("predicted", "low", "high")] == pytest.approx([0.5] * 3, abs=1e-6)


def published(warehouse: Warehouse) -> dict[tuple[str, ...], pl.DataFrame]:
    """The published points of every question, by overlap kind as well."""
    points = warehouse.frame("""
        select
            task, model as encoder, setting, replace(outcome, 'f1_', 'score_') as outcome, perturbation, overlap_kind,
            l1, l2, source, overlap, y
        from published_point
        order by l2
    """)
    return points.partition_by(*PUBLISHED, "overlap_kind", as_dict=True)


def test_what_published_overlap_explains_out_of_sample_is_scikit_learns(warehouse: Warehouse) -> None:
    told_rows = warehouse.frame("""
        from explained_out_of_sample where basis = 'published' and predictor = 'overlap'
    """).rows_by_key([*PUBLISHED, "name"], named=True, unique=True)
    wanted = published(warehouse)
    assert set(told_rows) == set(wanted)
    for key, points in wanted.items():
        x, y, source = points["overlap"].to_numpy()[:, None], points["y"].to_numpy(), points["source"].to_numpy()
        predicted = cross_val_predict(LinearRegression(), x, y, groups=source, cv=LeaveOneGroupOut())
        mean = np.array([y[source != own].mean() for own in source])
        mine = told_rows[key]
        assert (mine["n"], mine["n_sources"], mine["n_unpredicted"]) == (13, 8, 0)
        assert mine["r2"] == pytest.approx(1 - ((y - predicted) ** 2).sum() / ((y - mean) ** 2).sum(), abs=1e-9)
        assert mine["mean_absolute_error"] == pytest.approx(abs(y - predicted).mean(), abs=1e-9)
        assert mine["mean_absolute_error_of_mean"] == pytest.approx(abs(y - mean).mean(), abs=1e-9)


def test_published_pairs_lie_in_the_intervals_that_statsmodels_gives_without_their_source(
    warehouse: Warehouse,
) -> None:
    told_rows = warehouse.frame("from predicted_pair where basis = 'published' order by test_language")
    coverage = warehouse.frame("from prediction_coverage where basis = 'published'")
    wanted = published(warehouse)
    ours = told_rows.partition_by(*PUBLISHED, "measure", as_dict=True)
    summary = coverage.rows_by_key([*PUBLISHED, "measure"], named=True, unique=True)
    assert ours.keys() == summary.keys()
    for key, rows in ours.items():
        points = wanted[key]
        x, y, source = points["overlap"].to_numpy(), points["y"].to_numpy(), points["source"].to_numpy()
        assert points["l2"].to_list() == rows["test_language"].to_list()
        bounds = np.array(
            [
                [bound[0] for bound in predicted_by(x[source != own], y[source != own], x[[place]])]
                for place, own in enumerate(source)
            ]
        )
        for name, column in zip(("predicted", "low", "high"), bounds.T, strict=True):
            assert rows[name].to_numpy() == pytest.approx(column, abs=1e-9)
        is_within = (bounds[:, 1] <= y) & (y <= bounds[:, 2])
        assert rows["is_within"].to_list() == is_within.tolist()
        assert summary[key]["coverage"] == pytest.approx(is_within.mean())
        assert summary[key]["n_pairs"] == 13
    assert 0 < coverage["n_within"].sum() < coverage["n_pairs"].sum()
