"""Run bundles: a folder that holds what one run brought, complete in itself, before it is in a warehouse.

`run.json` is the record of the run, its evaluations and the sha256 of the two Parquet files: `training_step.parquet`,
and `prediction.parquet`, in which `evaluation` is a place in the list of evaluations. Text sets are named by what they
are, never by a number, so that a bundle may travel.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from runners.drafts import draft, publish
from runners.record import RunRecord, TextSetName
from runners.schemas import PREDICTED, STEP_SCHEMA
from xlr_warehouse.errors import InputError, XlrError

FORMAT = 1
RECORD = "run.json"
STEPS = "training_step.parquet"
PREDICTIONS = "prediction.parquet"


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """One text set a run was tested on, and how long that took in seconds."""

    text_set: TextSetName
    n_tokens: int
    n_truncated: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A run with what it brought: `steps` as `STEP_SCHEMA`, `predictions` as `prediction_schema` says."""

    record: RunRecord
    evaluations: tuple[Evaluation, ...]
    steps: pl.DataFrame
    predictions: pl.DataFrame


def runs_folder(warehouse: Path) -> Path:
    """Where the bundles, models and tokenizers of a warehouse lie."""
    return warehouse.with_name(f"{warehouse.name}.runs")


def checkpoint_folder(runs: Path, run: str) -> Path:
    """Where the checkpoints of a run lie while it is trained."""
    return runs / f"{run}.checkpoint"


def prediction_schema(task: str) -> dict[str, Any]:
    """The columns of the predictions of a task: those of its table, and the place in the list of evaluations."""
    return {"evaluation": pl.Int32, **PREDICTED[task].schema}


def write(bundle: Bundle, *, into: Path) -> Path:
    """Write a bundle into a folder and answer its own folder there.

    Raises `XlrError` when the disk refuses; nothing half-written stays.
    """
    name = bundle.record.run
    try:
        with draft(into, name) as folder:
            bundle.steps.select(list(STEP_SCHEMA)).write_parquet(folder / STEPS)
            bundle.predictions.select(list(prediction_schema(bundle.record.task))).write_parquet(folder / PREDICTIONS)
            described = {
                "format": FORMAT,
                "run": bundle.record.described(),
                "evaluations": [asdict(evaluation) for evaluation in bundle.evaluations],
                "sha256": {file: _sha256(folder / file) for file in (STEPS, PREDICTIONS)},
            }
            (folder / RECORD).write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")
            number, wanted = 1, into / name
            while not publish(folder, wanted):
                number, wanted = number + 1, into / f"{name}.{number + 1}"
            return wanted
    except (OSError, pl.exceptions.PolarsError) as failure:
        raise XlrError(f"The bundle of run {name} cannot be written into {into}: {reason(failure)}.") from failure


def read(folder: Path) -> Bundle:
    """The bundle in a folder; raises `InputError` when it is not whole or not as it was written."""
    described = _described(folder)
    for file in (STEPS, PREDICTIONS):
        if described["sha256"].get(file) != _sha256_or_nothing(folder / file):
            raise InputError(f"{file} is not what was written; remove the folder and repeat the run.", path=folder)
    try:
        record = RunRecord.of(described["run"])
        evaluations = tuple(_evaluation(evaluation) for evaluation in described["evaluations"])
        bundle = Bundle(
            record=record,
            evaluations=evaluations,
            steps=_frame(folder / STEPS, STEP_SCHEMA),
            predictions=_frame(folder / PREDICTIONS, prediction_schema(record.task)),
        )
    except (KeyError, TypeError, ValueError, OSError, pl.exceptions.PolarsError) as failure:
        raise InputError(f"This is no run bundle that this xlr can read: {reason(failure)}.", path=folder) from failure
    _check_evaluations(bundle, folder)
    return bundle


def _check_evaluations(bundle: Bundle, folder: Path) -> None:
    """Raise `InputError` unless each text set is evaluated once and each prediction is of an evaluation."""
    names = [evaluation.text_set for evaluation in bundle.evaluations]
    twice = next((name for number, name in enumerate(names) if name in names[:number]), None)
    if twice is not None:
        raise InputError(
            f"this bundle has the text set {twice.place} twice; remove the folder and repeat the run.", path=folder
        )
    is_listed = pl.col("evaluation").is_between(0, len(names) - 1).fill_null(value=False).all()
    if not bundle.predictions.select(is_listed).item():
        what = "it has predictions for an evaluation that it does not list; remove the folder and repeat the run."
        raise InputError(what, path=folder)


def waiting(folder: Path) -> list[Path]:
    """The bundles in a folder that are whole and have not landed, by name."""
    found = folder.glob(f"*/{RECORD}") if folder.is_dir() else ()
    return sorted(record.parent for record in found if not record.parent.name.startswith("."))


def reason(failure: Exception) -> str:
    """Why something failed, on one line and without a full stop."""
    said = failure.strerror if isinstance(failure, OSError) and failure.strerror else str(failure)
    return " ".join(said.split()).rstrip(".") or type(failure).__name__


def _described(folder: Path) -> dict[str, Any]:
    try:
        described = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as failure:
        raise InputError(f"This is no whole run bundle: {reason(failure)}.", path=folder) from failure
    if not isinstance(described, dict) or not isinstance(described.get("sha256"), dict):
        raise InputError(f"This is no run bundle: {RECORD} does not say what belongs to it.", path=folder)
    if described.get("format") != FORMAT:
        raise InputError(f"This bundle has the format {described.get('format')!r}; update xlr.", path=folder)
    return described


def _evaluation(described: dict[str, Any]) -> Evaluation:
    described["text_set"] = TextSetName(**described["text_set"])
    return Evaluation(**described)


def _frame(file: Path, schema: Mapping[str, Any]) -> pl.DataFrame:
    return pl.read_parquet(file).select(pl.col(name).cast(kind) for name, kind in schema.items())


def empty(schema: Mapping[str, Any]) -> pl.DataFrame:
    """A frame of no rows."""
    return pl.DataFrame(schema=dict(schema))


def joined(frames: Iterable[pl.DataFrame], schema: Mapping[str, Any]) -> pl.DataFrame:
    """Several frames below each other; none make an empty one."""
    return pl.concat([empty(schema), *frames])


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sha256_or_nothing(file: Path) -> str | None:
    return _sha256(file) if file.is_file() else None
