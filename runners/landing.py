"""Landing: bring the waiting bundles into the warehouse, all in one transaction, each row once."""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import polars as pl

from ingest.predicted import append_predictions
from runners import bundle as bundles
from runners import states
from runners.belonging import TextSets, check_run, check_text_sets, facts_of, known_runs, predicted_places, run_config
from runners.bundle import Bundle, Evaluation
from runners.drafts import discard, draft, publish
from runners.record import EncoderFacts, RunRecord, TextSetName, TokenizerFacts
from runners.schemas import PREDICTED
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

PATIENCE_S = 600.0
"""How long landing waits for a warehouse that another process holds."""


@dataclass(frozen=True, kw_only=True)
class Landed:
    """What a landing added to the warehouse."""

    n_runs: int = 0
    n_evaluations: int = 0
    n_predictions: int = 0

    def __add__(self, other: "Landed") -> "Landed":
        """Both together."""
        return Landed(
            n_runs=self.n_runs + other.n_runs,
            n_evaluations=self.n_evaluations + other.n_evaluations,
            n_predictions=self.n_predictions + other.n_predictions,
        )


def land_waiting(warehouse: Path, *, wait_s: float = PATIENCE_S, copies: Path | None = None) -> Landed:
    """Land what waits beside a warehouse; the folders are looked at while we alone may write.

    `copies` is a folder that gets a copy of each bundle, for another warehouse.

    Raises `WarehouseBusyError` when another process holds the warehouse longer than `wait_s` seconds.
    """
    folder = bundles.runs_folder(warehouse)
    if not bundles.waiting(folder):
        return Landed()
    with Warehouse.writing(warehouse, wait_s=wait_s) as opened:
        return land(opened, bundles.waiting(folder), copies=copies)


def land(warehouse: Warehouse, folders: Iterable[Path], *, remove: bool = True, copies: Path | None = None) -> Landed:
    """Land bundles and, unless told otherwise, remove the folders of those that have landed, copied or not.

    A run or evaluation that is already there is left as it is. Raises `InputError` for a bundle that is not whole and
    `XlrError` for one that does not belong to this warehouse; nothing has changed then.
    """
    folders = list(folders)
    found = [bundles.read(folder) for folder in folders]
    with warehouse.transaction():
        landed = insert(warehouse, found)
    for folder in folders:
        if copies is not None:
            _copy(folder, copies)
        if remove:
            discard(folder)
    if remove:
        for runs in {folder.parent for folder in folders}:
            _tidy(runs, [bundle.record.run for bundle in found])
    return landed


def _tidy(runs: Path, landed: Iterable[str]) -> None:
    """Remove what a process left of these runs that was killed when it had just written a whole bundle."""
    known = states.states(runs)
    for run in landed:
        if run in known and known[run].state == "running" and not known[run].is_running:
            checkpoints = bundles.checkpoint_folder(runs, run)
            if checkpoints.is_dir():
                discard(checkpoints)
            states.clear(runs, run)


def _copy(folder: Path, into: Path) -> None:
    """Copy a bundle; one of the same name that is there has what the run brought before, and this one the rest."""
    number, place = 1, into / folder.name
    while place.exists():
        number, place = number + 1, into / f"{folder.name}.{number + 1}"
    try:
        with draft(into, folder.name) as copy:
            shutil.copytree(folder, copy, dirs_exist_ok=True)
            publish(copy, place)
    except OSError as failure:
        why = bundles.reason(failure)
        raise XlrError(f"The bundle {folder.name} cannot be copied into {into}: {why}.") from failure


def insert(warehouse: Warehouse, found: Sequence[Bundle]) -> Landed:
    """Insert what bundles have that is not there; call it within a transaction. Raises as `land` does."""
    text_sets = TextSets(warehouse)
    numbers = text_sets.numbers
    for bundle in found:
        tests = [(evaluation.text_set, evaluation.n_tokens) for evaluation in bundle.evaluations]
        check_text_sets(bundle.record, tests, predicted_places(bundle), text_sets)
    n_runs = _insert_runs(warehouse, found, numbers)
    is_known = set(warehouse.frame("select run, text_set from evaluation").iter_rows())
    evaluations: list[dict[str, object]] = []
    predictions: dict[str, list[pl.DataFrame]] = {}
    for bundle in found:
        fresh: dict[int, int] = {}
        for place, evaluation in enumerate(bundle.evaluations):
            key = (bundle.record.run, numbers[evaluation.text_set])
            if key not in is_known:
                is_known.add(key)
                fresh[place] = key[1]
                evaluations.append(_evaluation_row(evaluation, run=key[0], text_set=key[1]))
        predictions.setdefault(bundle.record.task, []).append(_of(bundle, fresh))
    if not evaluations:
        return Landed(n_runs=n_runs)
    warehouse.append("evaluation", pl.DataFrame(evaluations, infer_schema_length=None))
    n_predictions = 0
    for task, parts in predictions.items():
        predicted = PREDICTED[task]
        rows = pl.concat(parts).sort("run", "text_set", predicted.first, predicted.second)
        n_predictions += rows.height
        if task == "ner":
            append_predictions(warehouse, rows)
        else:
            warehouse.append(predicted.table, rows)
    return Landed(n_runs=n_runs, n_evaluations=len(evaluations), n_predictions=n_predictions)


def _insert_runs(warehouse: Warehouse, found: Sequence[Bundle], numbers: dict[TextSetName, int]) -> int:
    known = known_runs(warehouse, (bundle.record for bundle in found))
    n_runs = 0
    for bundle in found:
        record = bundle.record
        check_run(record, known)
        if record.run in known:
            continue
        known[record.run] = facts_of(record)
        n_runs += 1
        insert_encoder(warehouse, record.encoder)
        insert_tokenizer(warehouse, record.tokenizer)
        warehouse.append("run", _run_row(record, train_set=numbers[record.train_set]))
        warehouse.append("training_step", bundle.steps.with_columns(run=pl.lit(record.run)))
    return n_runs


def insert_encoder(warehouse: Warehouse, facts: EncoderFacts) -> None:
    """Note an encoder once; call it within a transaction. Raises `XlrError` when it is known with other weights."""
    # What an import called by this name is only a label: the encoder itself takes its place.
    warehouse.execute("delete from encoder where encoder = $name and source = 'label'", name=facts.encoder)
    known = warehouse.frame("select revision from encoder where encoder = $name", name=facts.encoder).to_series()
    if known.is_empty():
        config = json.dumps(dict(facts.config), ensure_ascii=False, sort_keys=True)
        row = dict(zip(("encoder", "source", "revision", "n_parameters"), astuple(facts)[:4], strict=True))
        warehouse.append(
            "encoder", pl.DataFrame({**row, "config": config}, schema_overrides={"n_parameters": pl.Int64})
        )
    elif known[0] != facts.revision:
        raise XlrError(
            f"The encoder {facts.encoder} is in the warehouse with the revision {known[0]}, not {facts.revision}: "
            "give the folder of this one another name."
        )


def insert_tokenizer(warehouse: Warehouse, facts: TokenizerFacts) -> None:
    """Note a tokenizer once; call it within a transaction."""
    known = warehouse.frame("select revision from tokenizer where tokenizer = $name", name=facts.tokenizer).to_series()
    if known.is_empty():
        columns = ("tokenizer", "source", "revision", "n_pieces")
        warehouse.append("tokenizer", pl.DataFrame(dict(zip(columns, astuple(facts), strict=True))))


def _run_row(record: RunRecord, *, train_set: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "run": record.run,
            "task": record.task,
            "encoder": record.encoder.encoder,
            "train_language": record.train_set.language,
            "train_set": train_set,
            "seed": record.seed,
            "selection": record.selection,
            "config": run_config(record),
            "started_at": record.started_at,
            "finished_at": record.finished_at,
            "device": record.device,
        }
    )


def _evaluation_row(evaluation: Evaluation, *, run: str, text_set: int) -> dict[str, object]:
    return {
        "run": run,
        "text_set": text_set,
        "n_tokens": evaluation.n_tokens,
        "n_truncated": evaluation.n_truncated,
        "seconds": evaluation.seconds,
    }


def _of(bundle: Bundle, text_sets: dict[int, int]) -> pl.DataFrame:
    """The predictions of some evaluations, with the numbers of their text sets, as the table has them."""
    wanted = pl.DataFrame(
        {"evaluation": list(text_sets), "text_set": list(text_sets.values())},
        schema={"evaluation": pl.Int32, "text_set": pl.Int32},
    )
    return (
        bundle.predictions.join(wanted, on="evaluation", maintain_order="left")
        .drop("evaluation")
        .with_columns(run=pl.lit(bundle.record.run))
    )
