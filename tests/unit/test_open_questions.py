"""The views of the open questions over a made-up study: every pair is there, and every number is one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from tests.made_study import SHARES, land_study
from xlr_warehouse.warehouse import Warehouse

VIEWS = (
    "primary_overlap",
    "degradation_and_relation",
    "degradation_by_relation",
    "degradation_by_script",
    "perturbation_by_task",
    "dose_response",
    "explained_out_of_sample",
    "predicted_pair",
    "prediction_coverage",
)


@pytest.fixture(scope="module")
def studied(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    """A warehouse with the made-up study, to be read."""
    with fresh(tmp_path_factory.mktemp("studied") / "xlr.duckdb") as opened:
        land_study(opened)
        yield opened


@pytest.mark.parametrize("view", VIEWS)
def test_no_number_is_infinite_or_not_a_number(studied: Warehouse, view: str) -> None:
    numbers = studied.frame(f"from {view}").select(pl.col(pl.Float64))
    assert numbers.select(pl.all().is_finite().all()).row(0) == (True,) * numbers.width


def test_a_native_run_stands_beside_the_source_of_its_language(studied: Warehouse) -> None:
    rows = studied.frame("""
        select setting, source, test_language, perturbation, overlap
        from degradation_and_relation where basis = 'warehouse'
    """)
    wanted = {
        (setting, *pair, perturbation)
        for pair in SHARES
        for setting in ("native", "cross_lingual")
        for perturbation in ("none", "entity_unshared", "entity_placebo")
    }
    assert set(rows.drop("overlap").rows()) == wanted
    crossed = rows.filter(setting="cross_lingual", perturbation="none")
    assert {(source, target): overlap for _, source, target, _, overlap in crossed.rows()} == pytest.approx(
        {pair: share for pair, (share, _) in SHARES.items()}
    )


def test_the_paper_has_nine_genetic_pairs_two_areal_one_of_borrowing_and_its_control(warehouse: Warehouse) -> None:
    rows = warehouse.frame("""
        select distinct relation, is_control, n_pairs, n_sources from degradation_by_relation where basis = 'published'
    """)
    assert set(rows.rows()) == {
        ("genetic", False, 9, 7),
        ("areal", False, 2, 2),
        ("borrowing", False, 1, 1),
        ("borrowing", True, 1, 1),
    }


def test_every_published_change_is_in_the_comparison_of_tasks(warehouse: Warehouse) -> None:
    rows = warehouse.frame("select n_pairs, n_unedited from perturbation_by_task where basis = 'published'")
    n_changes = warehouse.one("""
        select count(*) from (
            select distinct task, model, l1, l2, setting, perturbation from published_point
            where outcome = 'f1_change'
        )
    """)
    assert rows.select(pl.sum("n_pairs") + pl.sum("n_unedited")).item() == n_changes


def test_a_change_is_arithmetic_only_where_overlap_is_what_was_edited(warehouse: Warehouse) -> None:
    rows = warehouse.frame("""
        select distinct predictor, outcome, perturbation from explained_out_of_sample
        where is_arithmetic and basis = 'published' and task = 'ner'
    """)
    assert set(rows.rows()) == {
        ("overlap", "score_change", "entity_unshared"),
        ("overlap", "score_change", "entity_context"),
    }
