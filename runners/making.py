"""Making a run: trained or recalled, tested on what it still lacks, and written as a bundle."""

import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, replace

import polars as pl
import torch
from torch import nn

from runners import bundle, checkpoints, kept, origin, states
from runners.batches import FormPieces
from runners.bundle import Bundle, Evaluation
from runners.job import Job, TextFile
from runners.model import device_label, device_named, load_model, longest_input, make_model, n_parameters
from runners.record import RunRecord
from runners.tasks.task import Examples, Seen, Task, task_named
from runners.training import Log, Upkeep, train
from runners.used_rows import used_rows
from xlr_warehouse.errors import XlrError

NOTE_EVERY_S = 10.0
"""Seconds between two notes of how far a training is."""


def set_up(*, n_threads: int) -> None:
    """Let this process compute with so many threads; call it before anything is computed."""
    torch.set_num_threads(n_threads)
    torch.set_flush_denormal(True)


def attempt(job: Job, *, device: str, watch: Callable[[Job], Log] | None = None) -> tuple[bool, str | None]:
    """Make a run and say whether it was trained, and why it failed; a failure is noted as the state of the run.

    A run that another process makes is left to it, which is answered as `states.ELSEWHERE`.
    """
    if states.is_taken(job.runs, job.run):
        return False, states.ELSEWHERE
    failure = None
    try:
        return do(job, device=device_named(device), watch=watch), None
    except XlrError as error:
        failure = str(error).rstrip(".")
    except torch.OutOfMemoryError:
        failure = "the device has not enough memory; use a smaller batch size or maximum length"
    except Exception as error:  # noqa: BLE001 (a bug in one run shall not stop the others; its traceback is shown)
        traceback.print_exc(file=sys.stderr)
        failure = f"{type(error).__name__}: {' '.join(str(error).split())}"
    states.note_failed(job.runs, job.run, failure)
    return False, failure


def do(job: Job, *, device: torch.device, watch: Callable[[Job], Log] | None = None) -> bool:
    """Make a run's bundle and say whether the run was trained for it (else its kept model was recalled).

    `watch` makes of a job a function that gets each logged step. Raises `XlrError`.
    """
    states.note_running(job.runs, job.run, done=0.0)
    task, forms = task_named(job.task), FormPieces.read(job.forms)
    content = _content(job.train)
    labels = task.labels(content)
    found = kept.recall(job.runs, job.run, head=task.head, settings=task.settings(labels), labels=labels)
    if found is None:
        found, was_trained = _trained(job, content, task=task, forms=forms, device=device, watch=watch), True
    else:
        was_trained = False
    model, record, steps = found
    evaluations: list[Evaluation] = []
    predictions: list[pl.DataFrame] = []
    for number, test in enumerate(job.tests):
        evaluation, rows = _tested(job, test, task=task, model=model, forms=forms, labels=labels, device=device)
        evaluations.append(evaluation)
        predictions.append(rows.with_columns(evaluation=pl.lit(number, dtype=pl.Int32)))
    schema = bundle.prediction_schema(job.task)
    rows = bundle.joined((rows.select(list(schema)) for rows in predictions), schema)
    bundle.write(Bundle(record=record, evaluations=tuple(evaluations), steps=steps, predictions=rows), into=job.runs)
    checkpoints.clear(bundle.checkpoint_folder(job.runs, job.run))
    states.clear(job.runs, job.run)
    return was_trained


def _trained(
    job: Job,
    content: pl.DataFrame,
    *,
    task: Task,
    forms: FormPieces,
    device: torch.device,
    watch: Callable[[Job], Log] | None,
) -> tuple[nn.Module, RunRecord, pl.DataFrame]:
    started_at = origin.now()
    labels = task.labels(content)
    settings = task.settings(labels)
    if job.weights is None:
        model = make_model(task.head, job.encoder.config, settings=settings, seed=job.seed)
    else:
        model = load_model(task.head, job.weights, settings=settings, seed=job.seed)
    seen = _seen(job, model)
    upkeep = Upkeep(
        folder=bundle.checkpoint_folder(job.runs, job.run),
        fingerprint=origin.fingerprint(device_label(device)),
        log=_log(job, watch),
        score=_score(job, task=task, forms=forms, seen=seen, labels=labels, device=device),
    )
    lesson = task.read(content, forms, seen, labels)
    with used_rows(model, lesson.pieces):
        steps = train(model, lesson, config=job.config, seed=job.seed, device=device, upkeep=upkeep)
    record = RunRecord(
        run=job.run,
        task=job.task,
        encoder=replace(job.encoder, n_parameters=n_parameters(model)),
        tokenizer=job.tokenizer,
        train_set=job.train.name,
        seed=job.seed,
        selection=job.config.selection,
        labels=labels,
        config=asdict(job.config),
        versions=origin.versions(),
        commit=origin.commit(),
        started_at=started_at,
        finished_at=origin.now(),
        device=device_label(device),
    )
    if job.keep_model:
        kept.keep(model, record, steps, tokenizer_folder=job.tokenizer_folder, runs=job.runs)
    return model, record, steps


def _log(job: Job, watch: Callable[[Job], Log] | None) -> Log:
    """What is done with each logged step: the state of the run tells how far it is, and whoever watches is told."""
    told = watch(job) if watch is not None else None
    noted_at = time.monotonic()

    def log(row: dict[str, float]) -> None:
        nonlocal noted_at
        if told is not None:
            told(row)
        if time.monotonic() - noted_at > NOTE_EVERY_S:
            share = row["epoch"] / job.config.epochs
            states.note_running(job.runs, job.run, done=share, speed=row["tokens_per_second"])
            noted_at = time.monotonic()

    return log


def _score(
    job: Job, *, task: Task, forms: FormPieces, seen: Seen, labels: tuple[str, ...], device: torch.device
) -> Callable[[nn.Module], float] | None:
    """How good a model is on the development set of the job; None where it has none."""
    if job.development is None:
        return None
    examples = task.read(_content(job.development), forms, seen, labels)
    return lambda model: examples.score(examples.predict(model, device=device, precision=job.config.precision))


def _tested(
    job: Job,
    test: TextFile,
    *,
    task: Task,
    model: nn.Module,
    forms: FormPieces,
    labels: tuple[str, ...],
    device: torch.device,
) -> tuple[Evaluation, pl.DataFrame]:
    clock = time.perf_counter()
    content = _content(test)
    examples: Examples = task.read(content, forms, _seen(job, model), labels)
    rows = examples.predict(model, device=device, precision=job.config.precision)
    evaluation = Evaluation(
        text_set=test.name,
        n_tokens=content.height,
        n_truncated=examples.n_truncated,
        seconds=time.perf_counter() - clock,
    )
    return evaluation, rows


def _content(file: TextFile) -> pl.DataFrame:
    content = pl.read_ipc(file.path)
    if content.is_empty():
        raise XlrError(f"The text set {file.name.place} is empty.")
    return content


def _seen(job: Job, model: nn.Module) -> Seen:
    return Seen(specials=job.specials, max_length=longest_input(model, wanted=job.config.max_length))
