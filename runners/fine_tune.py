"""Fine-tune encoders and test them: plan, make the runs in worker processes, land what they bring."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from ingest.leak_free import train_split
from runners import drafts, needs
from runners.bundle import runs_folder
from runners.encoder import find_encoder
from runners.job import Job
from runners.landing import PATIENCE_S, Landed, land_waiting
from runners.plan import Plan, Setting, lay_ready, make_plan, opened_tokenizer
from runners.pool import work
from runners.record import ORIGINAL
from runners.request import Request, form_named
from xlr_warehouse.errors import MissingExtraError, WarehouseBusyError, WarehouseOutdatedError, XlrError
from xlr_warehouse.warehouse import Warehouse

LAND_EVERY_S = 5.0
"""Seconds between two landings while runs are being made."""

Progress = Callable[..., None]
"""Called as `progress(run, done=.., total=..)` when a run is done: how many are, and how many there will be."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What was done: runs wanted, and of these trained now, recalled for new tests, or already complete."""

    n_runs: int
    n_trained: int
    n_recalled: int
    n_complete: int
    landed: Landed


@dataclass(kw_only=True)
class _Made:
    """What the workers made."""

    n_trained: int = 0
    n_recalled: int = 0
    failures: list[str] = field(default_factory=list[str])
    landed: Landed = field(default_factory=Landed)


def fine_tune(  # noqa: PLR0913 (what the command can be told, each by its name)
    *,
    warehouse: Path,
    encoder: str,
    on: Sequence[str],
    test: Sequence[str],
    seeds: Sequence[int] = (1,),
    task: str = "ner",
    revision: str | None = None,
    tokenizer: Path | None = None,
    corpus: str | None = None,
    form: str = ORIGINAL,
    overrides: Mapping[str, object] | None = None,
    jobs: int | None = None,
    leak_free: bool = False,
    keep_model: bool = True,
    copies: Path | None = None,
    device: str = "auto",
    progress: Progress | None = None,
) -> Summary:
    """Fine-tune an encoder on each language of `on` with each seed, and test every run on the languages of `test`.

    A run is tested on the test sets as they came and on all perturbed forms made for it, or, when trained on a `form`
    that a perturbation gave the training sets, on the test sets in that form alone; what is already in the warehouse
    is left as it is. The other parameters are those of `runners.request.Request`. Raises `XlrError`; for
    runs that failed, after the others were made and have landed.
    """
    request = Request(
        encoder=encoder,
        task=task,
        revision=revision,
        tokenizer=tokenizer,
        corpus=corpus,
        form=form,
        seeds=tuple(seeds),
        overrides=overrides or {},
        jobs=jobs,
        leak_free=leak_free,
        keep_model=keep_model,
        copies=copies,
        device=device,
    )
    settings = [Setting(train=language, tests=tuple(test)) for language in on]
    return run_jobs(warehouse, settings, request=request, progress=progress)


def run_jobs(
    warehouse: Path, settings: Sequence[Setting], *, request: Request, progress: Progress | None = None
) -> Summary:
    """As `fine_tune`, for several settings at once, each a training language with its own test languages."""
    require_torch()
    if not settings or not all(setting.tests for setting in settings):
        raise XlrError("Name at least one language to train on and one to test on.")
    with reading(warehouse):
        pass  # a warehouse that cannot be opened is told before anything is made beside it
    runs = runs_folder(warehouse)
    drafts.remove_stale(runs)
    landed = land_waiting(warehouse, copies=request.copies)
    with drafts.draft(runs, "inputs") as folder:
        with reading(warehouse) as opened:
            plan = plan_of(opened, settings, request=request)
            jobs = lay_ready(opened, plan, folder=folder, runs=runs, keep_model=request.keep_model)
        made = _make(warehouse, jobs, request=request, progress=progress)
    drafts.remove_stale(runs)  # also of a killed command whose processes were still ending when this one began
    if made.failures:
        raise XlrError(_sentence(made.failures, n_jobs=len(jobs)))
    return Summary(
        n_runs=len(plan.runs),
        n_trained=made.n_trained,
        n_recalled=made.n_recalled,
        n_complete=len(plan.runs) - len(jobs),
        landed=landed + made.landed,
    )


def plan_of(warehouse: Warehouse, settings: Sequence[Setting], *, request: Request) -> Plan:
    """The plan of the runs that are asked for; raises `XlrError` when something it needs is not here."""
    encoder = find_encoder(request.encoder, revision=request.revision)
    languages = {setting.train for setting in settings}
    split = train_split(leak_free=request.leak_free)
    corpus = needs.corpus_with(warehouse, task=request.task, wanted=request.corpus, languages=languages, split=split)
    form = form_named(request.form)
    for language in languages:  # what cannot be trained on is told before a tokenizer is fitted
        needs.training_set(warehouse, task=request.task, corpus=corpus, language=language, split=split, form=form)
    tokenizer = opened_tokenizer(
        warehouse,
        encoder,
        folder=request.tokenizer,
        task=request.task,
        corpus=corpus,
        runs=runs_folder(warehouse.path),
        leak_free=request.leak_free,
        form=form,
    )
    return make_plan(
        warehouse,
        task=request.task,
        corpus=corpus,
        encoder=encoder,
        opened=tokenizer,
        is_foreign=request.tokenizer is not None,
        settings=settings,
        seeds=tuple(dict.fromkeys(request.seeds)),
        config=encoder.training.changed(request.overrides),
        leak_free=request.leak_free,
        form=form,
    )


def require_torch(what: str = "Fine-tuning") -> None:
    """Raise `MissingExtraError` unless what trains models is installed; `what` needs it."""
    if find_spec("torch") is None or find_spec("transformers") is None:
        raise MissingExtraError("train", what)


def reading(warehouse: Path) -> Warehouse:
    """The warehouse open for reading, brought up to date before when an older xlr wrote it."""
    try:
        return Warehouse.reading(warehouse, wait_s=PATIENCE_S)
    except WarehouseOutdatedError:
        with Warehouse.writing(warehouse, wait_s=PATIENCE_S):
            pass
        return Warehouse.reading(warehouse, wait_s=PATIENCE_S)


def _make(warehouse: Path, jobs: Sequence[Job], *, request: Request, progress: Progress | None) -> _Made:
    """Make the runs in worker processes, landing what waits now and then, and all of it at the end."""
    made = _Made()
    if not jobs:
        return made
    device, n_workers, n_threads = _layout(jobs, request=request)
    landed_at = time.monotonic()
    with closing(work(jobs, n_workers=n_workers, device=device, n_threads=n_threads)) as answers:
        for number, done in enumerate(answers, start=1):
            if done.failure is not None:
                made.failures.append(f"{done.job.run}: {done.failure}")
            made.n_trained += done.failure is None and done.was_trained
            made.n_recalled += done.failure is None and not done.was_trained
            if progress is not None:
                progress(done.job.run, done=number, total=len(jobs))
            if number < len(jobs) and time.monotonic() - landed_at > LAND_EVERY_S:
                made.landed += _land_if_free(warehouse, request.copies)
                landed_at = time.monotonic()
    made.landed += land_waiting(warehouse, copies=request.copies)
    return made


def _land_if_free(warehouse: Path, copies: Path | None) -> Landed:
    """Land what waits unless somebody uses the warehouse: the bundles can wait, the workers should not."""
    try:
        return land_waiting(warehouse, wait_s=0.5, copies=copies)
    except WarehouseBusyError:
        return Landed()


def _layout(jobs: Sequence[Job], *, request: Request) -> tuple[str, int, int]:
    """The device, the number of workers, and the threads of each.

    A GPU takes one worker. On the CPU small models run fastest with one thread a process and a process a core, large
    ones with all cores for one process, which also keeps the memory of one.
    """
    from runners.model import device_named

    device = device_named(request.device)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if device.type != "cpu":
        return request.device, 1, cores
    is_small = jobs[0].weights is None
    n_workers = min(request.jobs or (cores if is_small else 1), len(jobs))
    return request.device, n_workers, 1 if is_small else max(1, cores // n_workers)


def _sentence(failures: Sequence[str], *, n_jobs: int) -> str:
    others = "; the others have landed" if len(failures) < n_jobs else ""
    return f"{len(failures)} of {n_jobs} runs failed{others}: {'; '.join(failures)}."
