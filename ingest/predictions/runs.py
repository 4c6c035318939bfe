"""The runs that imported predictions stand under."""

import json
from collections.abc import Iterable

import polars as pl

from ingest.predictions.systems import System
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse


def check_runs(warehouse: Warehouse, systems: Iterable[System]) -> None:
    """Refuse a training set other than the one that a run is known to have."""
    known = _known(warehouse)
    for system in systems:
        there = known.get(system.run)
        if None not in (there, system.train_set) and there != system.train_set:
            raise InputError(f"The run {system.run} is known with another training set; give another encoder or seed.")


def append_runs(warehouse: Warehouse, systems: Iterable[System]) -> tuple[int, int]:
    """Append the runs that are not there, and tell those that have no training set which it is, where it is known.

    Answers how many of either there were. Call it within a transaction.
    """
    new, trained = _wanting(warehouse, systems)
    for encoder in sorted({system.encoder for system in new}):
        warehouse.execute(
            "insert or ignore into encoder by name select $encoder as encoder, 'label' as source, '{}' as config",
            encoder=encoder,
        )
    if new:
        rows = [_row(system) for system in new]
        warehouse.append("run", pl.DataFrame(rows, schema_overrides={"train_set": pl.Int32}, infer_schema_length=None))
    for system in trained:
        warehouse.execute(
            "update run set train_set = $train_set where run = $run", run=system.run, train_set=system.train_set
        )
    return len(new), len(trained)


def needs_runs(warehouse: Warehouse, systems: Iterable[System]) -> bool:
    """Whether `append_runs` would change anything."""
    return any(_wanting(warehouse, systems))


def _wanting(warehouse: Warehouse, systems: Iterable[System]) -> tuple[list[System], list[System]]:
    """The systems whose runs are not there, and those whose runs lack the training set that is known now."""
    known = _known(warehouse)
    by_run = {system.run: system for system in systems}
    new = [system for run, system in by_run.items() if run not in known]
    trained = [
        system for run, system in by_run.items() if run in known and known[run] is None and system.train_set is not None
    ]
    return new, trained


def _known(warehouse: Warehouse) -> dict[str, int | None]:
    """The training set of every run."""
    return dict(warehouse.frame("select run, train_set from run").iter_rows())


def _row(system: System) -> dict[str, object]:
    return {
        "run": system.run,
        "task": "ner",
        "encoder": system.encoder,
        "train_language": system.train_language,
        "train_set": system.train_set,
        "seed": system.seed,
        "selection": "imported",
        "config": json.dumps({"reader": "predictions"}),
    }
