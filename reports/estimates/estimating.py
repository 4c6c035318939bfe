"""`xlr estimate` at work: read, work out outside of the warehouse, land in one short transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from reports.estimates.across_pairs import groups, put_together, regressed
from reports.estimates.bootstrap import as_estimate, bootstrapped
from reports.estimates.cell import Estimate
from reports.estimates.correcting import corrected
from reports.estimates.evaluations import read_evaluations
from reports.estimates.kendall import kendall_taus
from reports.estimates.moderators import read_moderators
from reports.estimates.recall_model import recall_models
from xlr_warehouse.errors import WarehouseOutdatedError
from xlr_warehouse.warehouse import Warehouse

PATIENCE_S = 60.0
KINDS = {"BIGINT": pl.Int64, "INTEGER": pl.Int32, "DOUBLE": pl.Float64, "VARCHAR": pl.String}
Tell = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """What was estimated: test sets, rows by method, rows without a number, and whether they are new."""

    n_test_sets: int
    by_method: dict[str, int]
    n_undefined: int
    has_changed: bool


def estimate(path: Path, *, replicates: int, seed: int, tell: Tell) -> Estimated:
    """Put all estimates in the place of those that were there; the same warehouse and seed give the same rows."""
    with _reading(path) as warehouse:
        rows, n_test_sets = _worked_out(warehouse, replicates=replicates, seed=seed, tell=tell)
        columns = warehouse.frame(
            "select column_name, data_type from duckdb_columns() where table_name = 'estimate' order by column_index"
        ).rows()
        frame = _frame(rows, dict(columns))
        has_changed = not frame.equals(warehouse.frame("select * from estimate").select(frame.columns))
    if has_changed:
        with Warehouse.writing(path, wait_s=PATIENCE_S) as warehouse, warehouse.transaction():
            warehouse.execute("delete from estimate")
            warehouse.append("estimate", frame)
    return Estimated(
        n_test_sets=n_test_sets,
        by_method=dict(frame.group_by("method").len().sort("method").rows()),
        n_undefined=frame.get_column("estimate").null_count(),
        has_changed=has_changed,
    )


def _worked_out(warehouse: Warehouse, *, replicates: int, seed: int, tell: Tell) -> tuple[list[Estimate], int]:
    """Every estimate, and the number of test sets they are of."""
    pairs = bootstrapped(warehouse, replicates=replicates, seed=seed, tell=tell)
    moderators = read_moderators(warehouse)
    rows = [as_estimate(one, seed=seed) for one in pairs]
    for group in groups(pairs):
        rows += put_together(group, replicates=replicates, seed=seed)
        rows += regressed(group, moderators)
    rows += kendall_taus(warehouse)
    rows += recall_models(warehouse, read_evaluations(warehouse))
    return corrected(rows), len({one.test_set for one in pairs})


def _frame(rows: Sequence[Estimate], columns: dict[str, str]) -> pl.DataFrame:
    """The rows as the table has them, ordered by what they are of."""
    schema = {name: KINDS[kind] for name, kind in columns.items()}
    frame = pl.DataFrame([one.as_row() for one in rows], schema=schema, orient="row")
    keys = [name for name in columns if name not in {"estimate", "low", "high", "p", "p_corrected", "sd"}]
    return frame.sort(keys, nulls_last=False, maintain_order=True)


def _reading(path: Path) -> Warehouse:
    """The warehouse open for reading, brought up to date before when an older xlr wrote it."""
    try:
        return Warehouse.reading(path, wait_s=PATIENCE_S)
    except WarehouseOutdatedError:
        with Warehouse.writing(path, wait_s=PATIENCE_S):
            pass
        return Warehouse.reading(path, wait_s=PATIENCE_S)
