"""Readings of evidence and verdicts follow the rule as it is stated in words; the macros of the paper's claims."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import permutation_test

from xlr_warehouse.warehouse import Warehouse

Undone = Callable[[], AbstractContextManager[Warehouse]]
Row = dict[str, Any]

SHARES = st.none() | st.sampled_from([-0.5, -0.05, -0.02, -0.01, 0.0, 0.01, 0.02, 0.05, 0.5])
ROWS = st.fixed_dictionaries(
    {
        "estimate": SHARES,
        "low": SHARES,
        "high": SHARES,
        "p_corrected": st.none() | st.sampled_from([0.0, 0.049, 0.05, 0.8]),
        "without_source_low": SHARES,
        "without_source_high": SHARES,
        "smallest": st.sampled_from([0.02, 0.05]),
        "direction": st.sampled_from([-1, 1]),
    }
)
MADE = dict.fromkeys(("estimate", "low", "high", "p_corrected", "smallest"), pl.Float64) | {
    "without_source_low": pl.Float64,
    "without_source_high": pl.Float64,
    "direction": pl.Int32,
}


def is_shown(row: Row, direction: int) -> bool:
    """Whether all four conditions hold in a direction."""
    if any(row[name] is None for name in row):
        return False
    return (
        row["p_corrected"] < 0.05
        and all(row[name] * direction > 0 for name in ("low", "high"))
        and row["estimate"] * direction >= row["smallest"]
        and all(row[name] * direction > 0 for name in ("without_source_low", "without_source_high"))
    )


def reading(row: Row) -> str:
    """The rule, as the issue states it."""
    if is_shown(row, row["direction"]):
        return "supported"
    is_small = None not in {row["low"], row["high"]} and -row["smallest"] < row["low"] and row["high"] < row["smallest"]
    return "contradicted" if is_small or is_shown(row, -row["direction"]) else "undecided"


@given(rows=st.lists(ROWS, min_size=1, max_size=40))
def test_a_cell_is_read_by_the_rule(undone: Undone, rows: list[Row]) -> None:
    with undone() as warehouse, warehouse.relation("made", pl.DataFrame(rows, schema=MADE)):
        ours = warehouse.frame(
            """
            select reading_of_evidence(
                estimate, low, high, p_corrected, without_source_low, without_source_high, smallest, direction
            ) as reading
            from made
            """
        )
    assert ours["reading"].to_list() == [reading(row) for row in rows]


ONES = ROWS.map(
    lambda row: row | dict(zip(("low", "high"), sorted((row["low"] or 0.0, row["high"] or 0.0)), strict=True))
)
"""Cells whose interval has its ends in order, as the table of estimates has them."""


@settings(max_examples=6)  # the views behind them are planned anew each time
@given(rows=st.lists(ONES, min_size=1, max_size=8))
def test_evidence_and_verdict_follow_the_rule_in_a_warehouse(undone: Undone, rows: list[Row]) -> None:
    estimates = pl.DataFrame(
        [
            {
                **{
                    name: row[name] for name in ("estimate", "low", "high", "without_source_low", "without_source_high")
                },
                "p": row["p_corrected"],
                "method": method,
                "encoder": f"e{number}",
                "n": 9,
            }
            for number, row in enumerate(rows)
            for method in ("random_effects_knapp_hartung", "sign_flip")
        ],
        schema_overrides=MADE | {"p": pl.Float64},
    ).with_columns(
        quantity=pl.lit("arm_contrast"),
        task=pl.lit("ner"),
        corpus=pl.lit("c"),
        split=pl.lit("test"),
        subset=pl.lit("all"),
        configuration=pl.lit("k"),
        setting=pl.lit("native"),
        perturbation=pl.lit("entity_unshared"),
        placebo=pl.lit("entity_placebo"),
        dose=pl.lit(1.0),
    )
    with undone() as warehouse:
        warehouse.append("estimate", estimates)
        cells = warehouse.frame(
            "from claim_evidence where basis = 'warehouse' and claim = 'known_names_are_memorised' order by encoder"
        )
        verdict = warehouse.frame(
            """
            select n_supported, n_contradicted, n_undecided, verdict from verdict
            where basis = 'warehouse' and claim = 'known_names_are_memorised' and encoder is null
            """
        ).row(0)
    named = cells.rename({"smallest_effect": "smallest"}).select(list(MADE)).rows(named=True)
    wanted = [reading(row) for row in named]
    assert cells["reading"].to_list() == wanted
    assert {row["smallest"] for row in named} == {0.05}
    n_supported, n_contradicted = wanted.count("supported"), wanted.count("contradicted")
    said = "undecided"
    if n_supported > len(wanted) / 2 and n_contradicted == 0:
        said = "supported"
    elif n_contradicted > len(wanted) / 2 and n_supported == 0:
        said = "contradicted"
    assert verdict == (n_supported, n_contradicted, len(wanted) - n_supported - n_contradicted, said)


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=11))
def test_sign_flips_are_scipys_with_ties_and_zeros(undone: Undone, tenths: list[int]) -> None:
    with undone() as warehouse:
        ours = warehouse.one("select sign_flip_p(cast($ones as double[]))", ones=[number / 10 for number in tenths])
    if len(tenths) == 1:
        assert ours == 1.0  # scipy wants two
        return
    theirs = permutation_test(
        (np.array(tenths, dtype=float),),
        lambda drawn, axis: np.abs(drawn.sum(axis=axis)),
        permutation_type="samples",
        n_resamples=np.inf,
        alternative="greater",
        vectorized=True,
    )
    assert ours == theirs.pvalue


def test_sign_flips_of_none_or_of_more_than_twenty_have_no_p(undone: Undone) -> None:
    with undone() as warehouse:
        assert warehouse.one("select sign_flip_p(cast([] as double[]))") is None
        assert warehouse.one("select sign_flip_p(cast(range(21) as double[]))") is None
        assert warehouse.one("select sign_flip_p(cast(range(1, 21) as double[]))") == 2 / 2**20


@pytest.mark.parametrize(
    ("quantity", "size"),
    [("score_before", 0.02), ("score_change", 0.02), ("pearson_r", 0.3), ("cost_per_edit", 0.05), ("n_edited", None)],
)
def test_smallest_effects_are_those_named_ahead(undone: Undone, quantity: str, size: float | None) -> None:
    with undone() as warehouse:
        assert warehouse.one("select smallest_effect($quantity)", quantity=quantity) == size


def test_the_primary_measures_are_those_of_the_papers_axes(undone: Undone) -> None:
    with undone() as warehouse:
        named = warehouse.frame("select primary_measure('ner'), primary_measure('title'), primary_measure('other')")
    assert named.row(0) == ("entity_chunk", "title_text", None)


TARGETS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("klmnop"), st.integers(-9, 9)), min_size=1, max_size=12
)


@given(rows=TARGETS)
def test_a_target_of_several_sources_counts_once(undone: Undone, rows: list[tuple[str, str, int]]) -> None:
    points = pl.DataFrame(rows, schema=["source", "target", "y"], orient="row").with_columns(sample=pl.struct(cell=1))
    with undone() as warehouse, warehouse.relation("made", points):
        ours = warehouse.frame("from averaged_over_targets('made')").row(0, named=True)
    by_target = points.group_by("target").agg(pl.col("y").mean())["y"]
    assert (ours["n"], ours["n_sources"]) == (len(by_target), points["source"].n_unique())
    assert ours["mean"] == pytest.approx(by_target.mean(), abs=1e-12)
    left = [
        points.filter(pl.col("source") != source).group_by("target").agg(pl.col("y").mean())["y"].mean()
        for source in points["source"].unique()
    ]
    if None in left:
        assert ours["without_source_low"] is None
    else:
        assert ours["without_source_low"] == pytest.approx(min(left), abs=1e-12)  # pyright: ignore[reportArgumentType] (none is None)
    if by_target.n_unique() == 1:
        assert ours["low"] is None
