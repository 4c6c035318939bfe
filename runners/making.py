"""Making a run: trained or recalled, tested on what it still lacks, and written as a bundle."""

import time
from dataclasses import asdict, dataclass, replace

import polars as pl
import torch
from torch import nn

from runners import bundle, kept, origin
from runners.batches import FormPieces, WindowedText, windowed
from runners.bundle import PREDICTION_SCHEMA, Bundle, Evaluation
from runners.job import Job, TextFile
from runners.model import device_label, load_model, longest_input, make_model, n_parameters
from runners.prediction import predict
from runners.record import RunRecord
from runners.training import train
from xlr_warehouse.errors import XlrError


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text set as the model sees it."""

    tokens: pl.DataFrame
    text: WindowedText


def do(job: Job, *, device: torch.device) -> bool:
    """Make a run's bundle and say whether the run was trained for it (else its kept model was recalled).

    Raises `XlrError`.
    """
    forms = FormPieces.read(job.forms)
    tokens = _tokens(job.train)
    labels = label_set(tokens)
    found = kept.recall(job.runs, job.run, labels=labels)
    model, record, steps = found or _trained(job, tokens, forms=forms, labels=labels, device=device)
    evaluations: list[Evaluation] = []
    predictions: list[pl.DataFrame] = []
    for number, test in enumerate(job.tests):
        evaluation, rows = _tested(job, test, model=model, forms=forms, labels=labels, device=device)
        evaluations.append(evaluation)
        predictions.append(rows.with_columns(evaluation=pl.lit(number, dtype=pl.Int32)))
    rows = bundle.joined((rows.select(list(PREDICTION_SCHEMA)) for rows in predictions), PREDICTION_SCHEMA)
    bundle.write(Bundle(record=record, evaluations=tuple(evaluations), steps=steps, predictions=rows), into=job.runs)
    return found is None


def label_set(tokens: pl.DataFrame) -> tuple[str, ...]:
    """The tags a model learns: O, and B- and I- of every entity type of its training set."""
    types = tokens.get_column("tag").filter(tokens.get_column("tag") != "O").str.slice(2).unique().sort()
    return ("O", *(f"{prefix}-{kind}" for kind in types for prefix in "BI"))


def _trained(
    job: Job, tokens: pl.DataFrame, *, forms: FormPieces, labels: tuple[str, ...], device: torch.device
) -> tuple[nn.Module, RunRecord, pl.DataFrame]:
    started_at = origin.now()
    if job.weights is None:
        model = make_model(job.encoder.config, labels=labels, seed=job.seed)
    else:
        model = load_model(job.weights, labels=labels, seed=job.seed)
    text = _read(tokens, model=model, forms=forms, job=job).text
    steps = train(
        model,
        text,
        label_numbers(tokens, labels),
        specials=job.specials,
        config=job.config,
        seed=job.seed,
        device=device,
    )
    record = RunRecord(
        run=job.run,
        task=job.task,
        encoder=replace(job.encoder, n_parameters=n_parameters(model)),
        tokenizer=job.tokenizer,
        train_set=job.train.name,
        seed=job.seed,
        selection="last",
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


def _tested(
    job: Job,
    test: TextFile,
    *,
    model: nn.Module,
    forms: FormPieces,
    labels: tuple[str, ...],
    device: torch.device,
) -> tuple[Evaluation, pl.DataFrame]:
    clock = time.perf_counter()
    reading = _read(_tokens(test), model=model, forms=forms, job=job)
    gold = label_numbers(reading.tokens, labels)
    answer = predict(model, reading.text, gold, labels=labels, specials=job.specials, device=device)
    evaluation = Evaluation(
        text_set=test.name,
        n_tokens=answer.height,
        n_truncated=int(answer.get_column("is_truncated").sum()),
        seconds=time.perf_counter() - clock,
    )
    return evaluation, pl.concat([reading.tokens.select("sentence", "position"), answer], how="horizontal")


def _tokens(file: TextFile) -> pl.DataFrame:
    tokens = pl.read_ipc(file.path)
    if tokens.is_empty():
        raise XlrError(f"The text set {file.name.place} has no tokens.")
    return tokens


def _read(tokens: pl.DataFrame, *, model: nn.Module, forms: FormPieces, job: Job) -> Reading:
    capacity = longest_input(model, wanted=job.config.max_length) - job.specials.n
    if capacity < 1:
        raise XlrError(f"A length of {job.config.max_length} pieces leaves no room for words; use a longer one.")
    text = windowed(tokens.get_column("sentence"), tokens.get_column("form"), forms=forms, capacity=capacity)
    return Reading(tokens=tokens, text=text)


def label_numbers(tokens: pl.DataFrame, labels: tuple[str, ...]) -> torch.Tensor:
    """The label of each token; -1 for a tag that is no label."""
    number = pl.col("tag").replace_strict(list(labels), list(range(len(labels))), default=-1, return_dtype=pl.Int64)
    return tokens.select(number).to_series().to_torch()
