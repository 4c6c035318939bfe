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
