"""Kept models: the weights of a run and the record of its training, so that later tests need no new training."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from runners import tokenizer
from runners.bundle import STEPS, reason
from runners.drafts import discard, draft, publish
from runners.record import RunRecord
from runners.schemas import STEP_SCHEMA
from xlr_warehouse.errors import InputError, XlrError

RECORD = "training.json"


def kept_folder(runs: Path, run: str) -> Path:
    """Where the model of a run is kept."""
    return runs / f"{run}.model"


def keep(model: Any, record: RunRecord, steps: pl.DataFrame, *, tokenizer_folder: Path, runs: Path) -> None:  # noqa: ANN401 (a model of transformers, whose stubs say little)
    """Keep a model with its tokenizer and the record of its training; an older one of the same run gives way.

    Raises `XlrError` when the disk refuses; nothing half-written stays.
    """
    wanted = kept_folder(runs, record.run)
    try:
        with draft(runs, wanted.name) as folder:
            model.save_pretrained(folder)
            tokenizer.copy(tokenizer_folder, into=folder)
            steps.write_parquet(folder / STEPS)
            (folder / RECORD).write_text(json.dumps(record.described(), ensure_ascii=False, indent=1), encoding="utf-8")
            if not publish(folder, wanted):
                discard(wanted)
                publish(folder, wanted)
    except (OSError, pl.exceptions.PolarsError) as failure:
        raise XlrError(f"The model of run {record.run} cannot be kept in {runs}: {reason(failure)}.") from failure


def recall(
    runs: Path, run: str, *, head: str, settings: Mapping[str, Any], labels: Sequence[str]
) -> tuple[Any, RunRecord, pl.DataFrame] | None:
    """The model that was kept of a run, the record of its training and its logged steps; None where none was kept.

    `head` and `settings` are those of its task. Raises `InputError` when what was kept cannot be read.
    """
    from runners.model import load_kept  # torch, which is not needed to say where a model is kept

    folder = kept_folder(runs, run)
    if not folder.is_dir():
        return None
    try:
        record = RunRecord.of(json.loads((folder / RECORD).read_text(encoding="utf-8")))
        steps = pl.read_parquet(folder / STEPS).select(list(STEP_SCHEMA))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as failure:
        raise InputError(
            f"This kept model cannot be read ({reason(failure)}): remove the folder.", path=folder
        ) from failure
    if record.run != run or record.labels != tuple(labels):
        raise InputError(f"This kept model is not that of run {run}: remove the folder.", path=folder)
    return load_kept(head, folder, settings=settings), record, steps
