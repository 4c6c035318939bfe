"""The published numbers: shipped whole, and correlated as scipy does."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from scipy.stats import pearsonr, spearmanr

from xlr_warehouse.schema import SHIPPED_DATA, sql_root
from xlr_warehouse.warehouse import Warehouse

Group = tuple[str, str, str, str, str, str]
Points = dict[Group, list[tuple[float, float]]]
"""The points of task, overlap kind, outcome, perturbation, model and setting."""


def rows_of(table: str) -> list[dict[str, str]]:
    with (sql_root() / "data" / SHIPPED_DATA[table]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcomes() -> Iterator[tuple[dict[str, str], str, str, float]]:
    """Each primary score as an outcome: its row, the outcome, the perturbation and the number."""
    primary = [row for row in rows_of("published_score") if row["status"] == "primary"]
    key = ("task", "model", "l1", "l2", "setting")
    before = {tuple(row[name] for name in key): row for row in primary if row["perturbation"] == "none"}
    for row in primary:
        if row["perturbation"] == "none":
            yield row, "f1_before", "none", float(row["f1"])
        elif (found := before.get(tuple(row[name] for name in key))) is not None:
            yield row, "f1_change", row["perturbation"], round(float(row["f1"]) - float(found["f1"]), 6)


def points() -> Points:
    overlaps = [
        row for row in rows_of("published_overlap") if row["status"] in {"primary", "derived"} and row["overlap_l2"]
    ]
    found: Points = defaultdict(list)
    for row, outcome, perturbation, number in outcomes():
        for overlap in overlaps:
            same = all(row[name] == overlap[name] for name in ("task", "l1", "l2", "setting"))
            if same and overlap["model"] in {"", row["model"]}:
                group = (row["task"], overlap["kind"], outcome, perturbation, row["model"], row["setting"])
                found[group].append((float(overlap["overlap_l2"]), number))
    return found


def test_published_correlations_are_scipys_in_every_group(warehouse: Warehouse) -> None:
    key = ["task", "overlap_kind", "outcome", "perturbation", "model", "setting"]
    ours = warehouse.frame("from published_correlation").rows_by_key(key, named=True, unique=True)
    expected = points()
    assert set(expected) == set(ours)
    # Three kinds of NER overlap with six outcomes, one of titles with three; two models in two settings.
    assert len(ours) == (3 * 6 + 3) * 4
    for group, of_group in expected.items():
        x, y = zip(*of_group, strict=True)
        mine = ours[group]
        assert mine["n"] == len(of_group)
        for theirs, r, p in (
            (pearsonr(x, y), "pearson_r", "pearson_p"),
            (spearmanr(x, y), "spearman_rho", "spearman_p"),
        ):
            assert theirs.statistic == pytest.approx(mine[r], rel=0, abs=1e-9)
            assert theirs.pvalue == pytest.approx(mine[p], rel=1e-9)


@pytest.mark.parametrize("table", [table for table in SHIPPED_DATA if table != "language_distance"])  # has a test file
def test_every_shipped_row_and_column_is_in_the_warehouse(warehouse: Warehouse, table: str) -> None:
    shipped = rows_of(table)
    loaded = warehouse.frame(f"from {table}")
    assert set(shipped[0]) == set(loaded.columns)
    assert len(shipped) == loaded.height
    for name in shipped[0]:
        assert sum(not row[name] for row in shipped) == loaded.get_column(name).null_count()


def test_the_design_of_the_paper_is_complete(warehouse: Warehouse) -> None:
    counts = warehouse.frame(
        """
        select task, count(*) as n, count(distinct (model, l1, l2, setting)) as n_runs
        from published_score where status = 'primary' group by task
        """
    )
    # 13 pairs, 2 models, 2 settings are 52 runs a task; NER was scored six times each, titles three (METHOD 9).
    assert counts.rows_by_key("task", unique=True) == {"ner": (52 * 6, 52), "title": (52 * 3, 52)}


def test_the_shipped_files_end_their_lines_with_lf() -> None:
    for name in SHIPPED_DATA.values():
        data = Path(sql_root() / "data" / name).read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")
