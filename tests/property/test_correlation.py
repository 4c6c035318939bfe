"""Correlations and their p-values are scipy's."""

import math
from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.special import betainc
from scipy.stats import pearsonr, spearmanr

from xlr_warehouse.warehouse import Warehouse

Undone = Callable[[], AbstractContextManager[Warehouse]]


def p_of(r: float, n: int) -> float:
    """scipy's p of a correlation: the regularised incomplete beta function, without cancellation near 1."""
    return float(betainc((n - 2) / 2, 0.5, (1 - abs(r)) * (1 + abs(r))))


def points(seed: int) -> pl.DataFrame:
    """Groups of 3 to 200 points, from unrelated to all but on a line; some have only a few distinct values."""
    random = np.random.default_rng(seed)
    frames = []
    for group in range(150):
        n = int(random.integers(3, 201))
        noise = 10.0 ** random.uniform(-4, 1)
        x = random.normal(size=n) + random.choice([0.0, 100.0])
        y = random.choice([-1, 1]) * x + noise * random.normal(size=n)
        if group % 3 == 0:
            x, y = np.round(x), np.round(y)
        frames.append(pl.DataFrame({"group": [group] * n, "x": x, "y": y}))
    return pl.concat(frames)


def test_pearson_and_its_p_are_scipys(undone: Undone) -> None:
    given_points = points(seed=1)
    with undone() as warehouse, warehouse.relation("point", given_points):
        ours = warehouse.frame(
            """
            select "group", count(*) as n, pearson(x, y) as r, correlation_p(pearson(x, y), count(*)) as p
            from point group by "group"
            """
        ).rows_by_key("group", named=True, unique=True)
    smallest = 1.0
    for (group,), rows in given_points.group_by("group"):
        mine = ours[group]
        if rows["x"].n_unique() == 1 or rows["y"].n_unique() == 1:
            assert mine["r"] is None
            continue
        theirs = pearsonr(rows["x"], rows["y"])
        assert theirs.statistic == pytest.approx(mine["r"], rel=0, abs=1e-9)
        # A change d of r changes p by d n / (1 - r^2) of itself; r has 15 digits. On a line p is rounding's alone.
        left = 1 - theirs.statistic**2
        if left < 1e-10:
            assert theirs.pvalue == pytest.approx(mine["p"], rel=0, abs=1e-6)
            continue
        assert theirs.pvalue == pytest.approx(mine["p"], rel=1e-9 + mine["n"] * 2e-15 / left, abs=1e-300)
        smallest = min(smallest, theirs.pvalue or 1)
    assert smallest < 1e-100


@given(r=st.floats(-1, 1), n=st.integers(3, 400))
@example(r=1 - 1e-15, n=3)
@example(r=1 - 1e-9, n=60)
@example(r=0.999, n=100)
@example(r=-0.31, n=13)
@example(r=2 / math.sqrt(4 + 8), n=10)
@example(r=1e-300, n=5)
@example(r=5e-324, n=400)
def test_p_is_scipys_to_nine_digits_however_small(undone: Undone, r: float, n: int) -> None:
    with undone() as warehouse:
        ours = warehouse.one("select correlation_p($r::double, $n::bigint)", r=r, n=n)
    assert p_of(r, n) == pytest.approx(ours, rel=1e-9, abs=1e-290)


def test_p_is_between_zero_and_one_and_falls_with_r(undone: Undone) -> None:
    with undone() as warehouse:
        rows = warehouse.frame(
            """
            select n, correlation_p(step / 1000, n) as p
            from range(3, 60) as sizes (n) cross join range(1001) as steps (step) order by n, step
            """
        )
    for (_n,), of_size in rows.group_by("n"):
        p = of_size["p"].to_numpy()
        assert p[0] == 1
        assert p[-1] == 0
        assert (np.diff(p) < 0).all()


@pytest.mark.parametrize(("r", "n"), [(None, 10), (0.5, 2), (1.0, 2), (0.5, 0)])
def test_there_is_no_p_without_a_correlation_or_of_fewer_than_three_points(
    undone: Undone, r: float | None, n: int
) -> None:
    with undone() as warehouse:
        assert warehouse.one("select correlation_p($r::double, $n::bigint)", r=r, n=n) is None


@given(value=st.floats(-1e6, 1e6), n=st.integers(0, 30))
@example(value=0.1, n=3)
@example(value=1 / 3, n=7)
def test_a_constant_has_no_correlation(undone: Undone, value: float, n: int) -> None:
    rows = pl.DataFrame({"x": [value] * n, "y": list(range(n))}, schema={"x": pl.Float64, "y": pl.Float64})
    with undone() as warehouse, warehouse.relation("point", rows):
        assert warehouse.frame("select pearson(x, y), pearson(y, x), pearson(x, x) from point").row(0) == (None,) * 3


def test_rows_with_a_null_are_not_correlated(undone: Undone) -> None:
    rows = pl.DataFrame({"x": [1.0, 2.0, None, 4.0, 5.0], "y": [2.0, None, 9.0, 3.0, 7.0]})
    with undone() as warehouse, warehouse.relation("point", rows):
        ours = warehouse.one("select pearson(x, y) from point")
    assert pearsonr([1, 4, 5], [2, 3, 7]).statistic == pytest.approx(ours, abs=1e-12)


N_ITEMS, N_LANGUAGES = 40, 60


def studies(warehouse: Warehouse, seed: int) -> pl.DataFrame:
    """Land title runs of four encoders in sixty languages, and overlaps by twenty measures of some of the languages."""
    random = np.random.default_rng(seed)
    language = pl.DataFrame({"n": range(N_LANGUAGES)}).with_columns(name=pl.format("l{}", "n"))
    runs = language.join(pl.DataFrame({"encoder": [f"e{number}" for number in range(4)]}), how="cross")
    runs = runs.with_columns(n_right=pl.Series(random.integers(0, N_ITEMS + 1, runs.height)))
    overlaps = pl.concat(
        [
            language.sample(size, seed=size).with_columns(
                measure=pl.lit(f"m{size}"), shared=pl.Series(random.integers(0, size, size))
            )
            for size in range(1, N_LANGUAGES + 1, 3)
        ]
    )
    with warehouse.relation("runs", runs), warehouse.relation("shares", overlaps), warehouse.relation("l", language):
        for statement in LANDING:
            warehouse.execute(statement, items=N_ITEMS) if "$items" in statement else warehouse.execute(statement)
    return overlaps.join(runs, on="n")


LANDING = [
    """insert into text_set select 2 * n + 1, 'made', 'title', name, 'train', 'none', 2 * n + 1, 0, 0, name from l
    union all select 2 * n + 2, 'made', 'title', name, 'test', 'none', 2 * n + 2, $items, 0, name from l""",
    """insert into title_item select 2 * n + 2, item, 'p', 't', 'A' from l cross join range($items) as items (item)""",
    """insert into overlap
    select measure, 2 * n + 1, 2 * n + 2, 'none', 100, 100, 0, shared, 100, 100, 0 from shares""",
    """insert into run by name select encoder || name as run, 'title' as task, encoder, name as train_language,
    2 * n + 1 as train_set, 1 as seed, 'last' as selection, '{}' as config from runs""",
    """insert into evaluation select encoder || name, 2 * n + 2, 0, 0, null from runs""",
    """insert into title_prediction
    select encoder || name, 2 * n + 2, item, case when item < n_right then 'A' else 'B' end, 0.9, true, null
    from runs cross join range($items) as items (item)""",
]


def test_the_view_correlation_is_scipy_s_with_ties(undone: Undone) -> None:
    with undone() as warehouse:
        given_points = studies(warehouse, seed=3)
        ours = warehouse.frame("from correlation").rows_by_key(["measure", "encoder"], named=True, unique=True)
    assert len(ours) == 4 * 20
    for (measure, encoder), rows in given_points.group_by("measure", "encoder"):
        mine = ours[measure, encoder]
        assert mine["n"] == rows.height
        assert mine["n_incomplete"] == N_LANGUAGES - rows.height
        x, y = rows["shared"].to_numpy() / 100, rows["n_right"].to_numpy() / N_ITEMS
        if rows.height < 2:
            assert mine["pearson_r"] is None
            assert mine["spearman_rho"] is None
            continue
        for theirs, kind in ((pearsonr(x, y), "pearson_r"), (spearmanr(x, y), "spearman_rho")):
            assert theirs.statistic == pytest.approx(mine[kind], rel=0, abs=1e-9)
            p = mine[f"{kind.partition('_')[0]}_p"]
            assert (p is None) if rows.height < 3 else theirs.pvalue == pytest.approx(p, rel=1e-9)
