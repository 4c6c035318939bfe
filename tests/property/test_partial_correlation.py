"""The partial correlation against least squares: what is left of both (numpy), and the test of a coefficient."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import pearsonr, rankdata

from xlr_warehouse.warehouse import Warehouse

QUERY = """
with correlated as (
    select
        count(*) as n, pearson(x, y) as xy, pearson(x, z) as xz, pearson(y, z) as yz
    from point
)
select partial_r(xy, xz, yz, n) as r, correlation_p(partial_r(xy, xz, yz, n), n - 1) as p from correlated
"""


def told(warehouse: Warehouse, x: np.ndarray, y: np.ndarray, z: np.ndarray) -> tuple[float | None, float | None]:
    with warehouse.relation("point", pl.DataFrame({"x": x, "y": y, "z": z})):
        return warehouse.frame(QUERY).row(0)


def left_of(values: np.ndarray, z: np.ndarray) -> np.ndarray:
    """What is left of values by least squares on z and a constant."""
    known = np.column_stack([np.ones_like(z), z])
    return values - known @ np.linalg.lstsq(known, values, rcond=None)[0]


@given(seed=st.integers(0, 10**6), n=st.integers(4, 40), slope=st.floats(-3, 3), is_ranked=st.booleans())
def test_it_is_the_correlation_of_what_is_left_and_the_test_of_a_coefficient(
    undone: Callable[[], AbstractContextManager[Warehouse]],
    *,
    seed: int,
    n: int,
    slope: float,
    is_ranked: bool,
) -> None:
    x, y, z = np.random.default_rng(seed).normal(size=(3, n))
    x, y = x + slope * z, y - slope * z + x
    if is_ranked:
        x, y, z = rankdata(x), rankdata(y), rankdata(z)
    if max(abs(pearsonr(x, z)[0]), abs(pearsonr(y, z)[0])) > 1 - 1e-6:
        return
    with undone() as warehouse:
        r, p = told(warehouse, x, y, z)
    wanted = pearsonr(left_of(x, z), left_of(y, z))[0]
    assert r == pytest.approx(wanted, abs=1e-8)
    if abs(wanted) < 1 - 1e-6:
        fit = sm.OLS(y, np.column_stack([np.ones(n), x, z])).fit()
        assert p == pytest.approx(fit.pvalues[1], abs=1e-6)


def test_it_is_unknown_for_three_points_and_where_nothing_is_left(warehouse: Warehouse) -> None:
    x, z = np.array([1.0, 2, 4, 8, 7]), np.array([3.0, 1, 4, 1, 5])
    assert told(warehouse, x[:3], z[:3] ** 2, z[:3]) == (None, None)
    for one, other in ((x, 1 - 2 * z), (1 - 2 * z, x)):
        assert told(warehouse, one, other, z) == (None, None)
    assert told(warehouse, x, np.ones(5), z) == (None, None)


def test_what_is_held_constant_explains_a_correlation_away(warehouse: Warehouse) -> None:
    z, one, other = np.random.default_rng(1).normal(size=(3, 2000))
    x, y = z + one / 2, z + other / 2
    assert pearsonr(x, y)[0] > 0.7
    r, _ = told(warehouse, x, y, z)
    assert r is not None
    assert abs(r) < 0.05


def residuals(values: np.ndarray, z: np.ndarray) -> np.ndarray:
    return sm.OLS(values, sm.add_constant(z)).fit().resid


def test_the_view_is_statsmodels_regression_on_the_covariate_whatever_it_is(warehouse: Warehouse) -> None:
    drawn = land_pairs(warehouse, n=13)
    ours = warehouse.frame("from partial_correlation").rows_by_key(["covariate", "name"], named=True, unique=True)
    assert set(ours) == {("language_distance", "genetic"), ("training_size", "n_sentences")}
    for key, z in ((("language_distance", "genetic"), "distance"), (("training_size", "n_sentences"), "size")):
        mine, known = ours[key], drawn.filter(pl.col(z).is_not_null())
        assert (mine["n"], mine["n_incomplete"]) == (known.height, 13 - known.height)
        columns = [known[name].to_numpy().astype(float) for name in ("overlap", "accuracy", z)]
        for suffix, (x, y, held) in (("r", columns), ("rho", [rankdata(column) for column in columns])):
            assert mine[f"overlap_{suffix}"] == pytest.approx(pearsonr(x, y)[0], abs=1e-9)
            assert mine[f"covariate_{suffix}"] == pytest.approx(pearsonr(held, y)[0], abs=1e-9)
            assert mine[f"overlap_covariate_{suffix}"] == pytest.approx(pearsonr(x, held)[0], abs=1e-9)
            wanted = pearsonr(residuals(x, held), residuals(y, held))[0]
            assert mine[f"overlap_partial_{suffix}"] == pytest.approx(wanted, abs=1e-9)
            wanted = pearsonr(residuals(held, x), residuals(y, x))[0]
            assert mine[f"covariate_partial_{suffix}"] == pytest.approx(wanted, abs=1e-9)
            p = sm.OLS(y, sm.add_constant(np.column_stack([x, held]))).fit().pvalues[1]
            assert mine["overlap_partial_p" if suffix == "r" else "overlap_partial_rho_p"] == pytest.approx(p, abs=1e-9)


def land_pairs(warehouse: Warehouse, *, n: int) -> pl.DataFrame:
    """Land title runs trained on n languages and tested on another, of which two have no distance to theirs."""
    random = np.random.default_rng(5)
    drawn = pl.DataFrame(
        {
            "pair": range(n),
            "overlap": random.integers(0, 20, n) / 20,
            "accuracy": random.integers(0, 11, n) / 10,
            "size": random.integers(50, 5000, n),
            "distance": [None, None, *random.random(n - 2)],
        }
    )
    with warehouse.relation("drawn", drawn):
        for statement in PAIRS:
            warehouse.execute(statement)
    return drawn


PAIRS = [
    """insert into text_set
    select 2 * pair + 1, 'made', 'title', 'xs' || pair, 'train', 'none', 2 * pair + 1, size, 0, 's' from drawn union all
    select 2 * pair + 2, 'made', 'title', 'xt' || pair, 'test', 'none', 2 * pair + 2, 10, 0, 't' from drawn""",
    """insert into language_distance select 'xs' || pair, 'xt' || pair, 'genetic', distance from drawn
    where distance is not null""",
    """insert into overlap
    select 'mm', 2 * pair + 1, 2 * pair + 2, 'none', 9, 20, 0, round(20 * overlap), 9, 9, 0 from drawn""",
    """insert into title_item
    select 2 * pair + 2, item, 'p', 't', 'A' from drawn cross join range(10) as items (item)""",
    """insert into run by name
    select 'r' || pair as run, 'title' as task, 'e' as encoder, 'xs' || pair as train_language,
        2 * pair + 1 as train_set, 1 as seed, 'last' as selection, '{}' as config
    from drawn""",
    """insert into evaluation select 'r' || pair, 2 * pair + 2, 0, 0, null from drawn""",
    """insert into title_prediction
    select 'r' || pair, 2 * pair + 2, item, case when item < round(10 * accuracy) then 'A' else 'B' end, 0.9, true, null
    from drawn cross join range(10) as items (item)""",
]
