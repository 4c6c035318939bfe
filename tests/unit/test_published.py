"""The published numbers: shipped whole, and correlated as scipy does."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from scipy.stats import pearsonr, spearmanr
from statsmodels.stats.multitest import multipletests

from xlr_warehouse.schema import SHIPPED_DATA, sql_root
from xlr_warehouse.warehouse import Warehouse

Group = tuple[str, str, str, str, str, str]
Point = tuple[str, str, float, float]
"""Source, target, overlap and outcome."""

Points = dict[Group, list[Point]]
"""The points of task, overlap kind, outcome, perturbation, model and setting."""

KEY = ["task", "overlap_kind", "outcome", "perturbation", "model", "setting"]

USED = {"primary", "derived"}
"""The states of a published overlap that are used; the others are earlier runs, reruns and what was printed wrongly."""


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
    overlaps = [row for row in rows_of("published_overlap") if row["status"] in USED and row["overlap_l2"]]
    source = {(row["task"], row["l2"]): row["l1"] for row in overlaps if row["setting"] == "cross_lingual"}
    found: Points = defaultdict(list)
    for row, outcome, perturbation, number in outcomes():
        for overlap in overlaps:
            same = all(row[name] == overlap[name] for name in ("task", "l1", "l2", "setting"))
            if same and overlap["model"] in {"", row["model"]}:
                group = (row["task"], overlap["kind"], outcome, perturbation, row["model"], row["setting"])
                point = (source[row["task"], row["l2"]], row["l2"], float(overlap["overlap_l2"]), number)
                found[group].append(point)
    return found


def assert_is_scipys(mine: dict[str, float | None], of_group: Sequence[Point]) -> None:
    """Correlations, their p-values, the interval and the range without each source are scipy's."""
    _, _, x, y = zip(*of_group, strict=True)
    theirs, ranked = pearsonr(x, y), spearmanr(x, y)
    interval = theirs.confidence_interval(0.95)
    left = [
        pearsonr(*zip(*[(x, y) for source, _, x, y in of_group if source != left_out], strict=True)).statistic
        for left_out in {source for source, *_ in of_group}
    ]
    assert mine["n"] == len(of_group)
    for wanted, name in (
        (theirs.statistic, "pearson_r"),
        (interval.low, "pearson_low"),
        (interval.high, "pearson_high"),
        (ranked.statistic, "spearman_rho"),
        (min(left), "without_source_low"),
        (max(left), "without_source_high"),
    ):
        assert wanted == pytest.approx(mine[name], rel=0, abs=1e-9)
    assert theirs.pvalue == pytest.approx(mine["pearson_p"], rel=1e-9)
    assert ranked.pvalue == pytest.approx(mine["spearman_p"], rel=1e-9)


def test_published_correlations_are_scipys_in_every_group(warehouse: Warehouse) -> None:
    ours = warehouse.frame("from published_correlation").rows_by_key(KEY, named=True, unique=True)
    expected = points()
    assert set(expected) == set(ours)
    # Three kinds of NER overlap with six outcomes, one of titles with three; two models in two settings.
    assert len(ours) == (3 * 6 + 3) * 4
    for group, of_group in expected.items():
        assert len({target for _, target, *_ in of_group}) == len(of_group) == 13
        assert len({source for source, *_ in of_group}) == 8
        assert_is_scipys(ours[group], of_group)


def test_nothing_published_is_left_out_but_overlaps_of_another_state() -> None:
    overlaps = rows_of("published_overlap")
    assert {(row["task"], row["kind"]) for row in overlaps if row["status"] in USED} == {key[:2] for key in points()}
    left_out = {row["status"] for row in overlaps if row["status"] not in USED}
    assert left_out == {"erroneous", "as_printed", "earlier_run", "partial_run", "rerun"}
    scored = {(row["task"], row["perturbation"], row["model"], row["setting"]) for row in rows_of("published_score")}
    assert scored == {(task, *rest) for task, _, _, *rest in points()}


@pytest.mark.parametrize(("role", "method", "n"), [("confirmatory", "holm", 12), ("exploratory", "fdr_bh", 40)])
def test_published_p_values_are_corrected_within_their_role_as_by_statsmodels(
    warehouse: Warehouse, role: str, method: str, n: int
) -> None:
    tested = warehouse.frame("select pearson_p, p_corrected from published_correlation where role = $role", role=role)
    assert tested.height == n
    assert tested["p_corrected"].to_list() == pytest.approx(multipletests(tested["pearson_p"], method=method)[1])


DIVISORS = {
    "mention": "ner_entity_chunk",
    "token": "ner_entity_token",
    "context_word": "ner_o_words",
    "title_word": "title_128_words",
}


def test_a_published_change_divided_by_the_edited_share_correlates_as_scipy_says(warehouse: Warehouse) -> None:
    key = ["task", "overlap_kind", "perturbation", "edited", "model", "setting"]
    ours = warehouse.frame("from published_cost_correlation").rows_by_key(key, named=True, unique=True)
    expected = points()
    # Two entity perturbations by two divisors and that of context by one, against three kinds; two of titles by one.
    assert len(ours) == (2 * 2 * 3 + 3 + 2) * 4
    for (task, kind, perturbation, edited, model, setting), mine in ours.items():
        raw = expected[task, kind, "f1_change", perturbation, model, setting]
        read = "cross_lingual" if task == "title" else setting  # native title models read the text of the pair
        divided_by = expected[task, DIVISORS[edited], "f1_change", perturbation, model, read]
        share = {target: overlap for _, target, overlap, _ in divided_by}
        edited_ones = [point for point in raw if share[point[1]] > 0]
        quotients = [(source, target, x, y / share[target]) for source, target, x, y in edited_ones]
        assert mine["n_incomplete"] == len(raw) - len(edited_ones)
        assert_is_scipys(mine, quotients)
        _, _, x, y = zip(*edited_ones, strict=True)
        assert pearsonr(x, y).statistic == pytest.approx(mine["raw_r"], rel=0, abs=1e-9)


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
