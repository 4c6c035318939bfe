"""What the report says of claims and of entities: from a fresh warehouse on, and as the views have it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from reports.blocks import Chart, Prose, Table
from reports.pages.entities import PAGE
from reports.sections.claims import claims_said
from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


@pytest.fixture(scope="module")
def study(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("findings") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse)
    return path


def test_a_fresh_warehouse_has_a_verdict_on_the_papers_own_numbers(warehouse: Warehouse) -> None:
    ours, published, _, evidence, table = claims_said(warehouse)
    assert isinstance(evidence, Chart)
    assert set(evidence.table.frame.get_column("reading")) == {"supported", "contradicted", "undecided"}
    assert isinstance(ours, Prose)
    assert isinstance(published, Prose)
    assert isinstance(table, Table)
    assert table.frame.height == warehouse.one("select count(*) from claim")
    verdicts = table.frame.get_column("published").to_list()
    assert verdicts.count("supported") >= 3
    assert f"support {verdicts.count('supported')} of {table.frame.height} claims" in published.text
    assert "support 0 of" in ours.text
    assert None not in verdicts


def test_every_claim_stands_once_those_with_a_verdict_here_first(study: Path) -> None:
    with Warehouse.reading(study) as warehouse:
        *_, table = claims_said(warehouse)
        assert isinstance(table, Table)
        said = table.frame.get_column("warehouse").to_list()
        statements = table.frame.get_column("statement")
        assert statements.n_unique() == statements.len() == warehouse.one("select count(*) from claim")
    verdict = [text in {"supported", "contradicted", "undecided"} for text in said]
    assert verdict == sorted(verdict, reverse=True)


def test_recall_by_familiarity_is_that_of_the_entities_themselves(study: Path) -> None:
    with Warehouse.reading(study) as warehouse:
        charts = [block for section in PAGE.sections(warehouse) for block in section.blocks]
        familiar, cost, failed = (
            charts  # every name here has a word of training's: none is unseen, so there are no odds
        )
        counted = warehouse.frame(
            """
            select is_seen_in_training as is_seen, avg(recall) as recall
            from (
                select run.train_language, text_set.language, is_seen_in_training,
                    avg(is_recalled::integer) as recall
                from mention_outcome
                inner join run using (run)
                inner join text_set using (text_set)
                where text_set.perturbation = 'none' and run.train_language = text_set.language
                group by all
            )
            group by all
            """
        )
    recalls = dict(counted.iter_rows())
    assert isinstance(familiar, Chart)
    native = {
        row["familiarity"]: row["recall"]
        for row in familiar.table.frame.iter_rows(named=True)
        if row["setting"] == "native"
    }
    assert native["seen"] == pytest.approx(recalls[True])
    assert native["seen"] > native["in_part"]
    assert isinstance(cost, Chart)
    assert set(cost.table.frame.get_column("dimension")) >= {"context_words", "training_frequency", "mention_length"}
    assert isinstance(failed, Chart)
    shares = failed.table.frame.group_by("perturbation", "setting").agg(
        pl.col("share").sum(), pl.col("kind").n_unique()
    )
    assert shares.height == 3 * 2
    assert shares.get_column("share").to_list() == pytest.approx([100.0] * 6)
    assert set(shares.get_column("kind")) == {5}


def test_runs_whose_training_is_not_here_are_told_so(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    path.write_bytes(study.read_bytes())
    with Warehouse.writing(path) as warehouse:
        warehouse.execute("update run set train_set = null")
        (section,) = PAGE.sections(warehouse)
    (said,) = section.blocks
    assert isinstance(said, Prose)
    assert "no training set in the warehouse" in said.text
