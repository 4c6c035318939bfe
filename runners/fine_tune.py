"""Fine-tune encoders and test them: plan, make the runs in worker processes, land what they bring."""

import sys
import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from runners import drafts, states
from runners.bundle import runs_folder
from runners.job import Job
from runners.kept import kept_folder
from runners.landing import Landed, land_waiting
from runners.launching import arrays, slurm
from runners.plan import Plan
from runners.planning import laid_ready, reading, require_torch
from runners.pool import Done, work
from runners.record import ORIGINAL
from runners.request import Means, Request, Setting, Wanted
from xlr_warehouse.errors import WarehouseBusyError, XlrError

LAND_EVERY_S = 5.0
"""Seconds between two landings while runs are being made."""
TOLD = 3
"""Failures that are told in full; the others are counted."""

AS_SUITS = Means()

Progress = Callable[..., None]
"""Called as `progress(run, done=.., total=..)` when a run is done: how many are, and how many there will be."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What was done.

    Runs wanted, and of these trained now, recalled for new tests, complete already, left out because they failed
    before, and left to another process that makes them now.
    """

    n_runs: int
    n_trained: int
    n_recalled: int
    n_complete: int
    n_failed_before: int
    n_elsewhere: int
    landed: Landed


@dataclass(kw_only=True)
class _Made:
    """What the workers made."""

    n_trained: int = 0
    n_recalled: int = 0
    n_elsewhere: int = 0
    runs: list[str] = field(default_factory=list[str])
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
    leak_free: bool = False,
    crossed: bool = False,
    means: Means = AS_SUITS,
    progress: Progress | None = None,
    tell: slurm.Tell | None = None,
) -> Summary:
    """Fine-tune an encoder on each language of `on` with each seed, and test every run on the languages of `test`.

    A run is tested on the test sets as they came and on all perturbed forms made for it, or, when trained on a `form`
    that a perturbation gave the training sets, on the test sets in that form alone; what is already in the warehouse
    is left as it is. With `crossed` it is tested also on what was perturbed against the other training sets of `on`.
    The other parameters are those of `runners.request`. Raises `XlrError`; for runs that failed, after the others were
    made and have landed.
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
        leak_free=leak_free,
    )
    if crossed and len(set(on)) == 1:
        raise XlrError(f"Only {on[0]} is trained on: name the other language of the pair as well, to cross the two.")
    against = tuple(on) if crossed else ()
    settings = tuple(Setting(train=language, tests=tuple(test), against=against) for language in on)
    return make_runs(warehouse, [Wanted(request=request, settings=settings)], means=means, progress=progress, tell=tell)


def make_runs(
    warehouse: Path,
    wanted: Sequence[Wanted],
    *,
    means: Means = AS_SUITS,
    progress: Progress | None = None,
    tell: slurm.Tell | None = None,
) -> Summary:
    """As `fine_tune`, for several requests at once; the first seed of every request comes before any second one.

    On a cluster an array that goes on is followed first, and `tell` gets lines on how arrays stand.
    """
    require_torch()
    from runners.watching import check_watch

    check_watch(means.watch)
    with reading(warehouse):
        pass  # a warehouse that cannot be opened is told before anything is made beside it
    runs = runs_folder(warehouse)
    drafts.remove_stale(runs)
    made = _Made(landed=land_waiting(warehouse, copies=means.copies))
    array = None if means.cluster is None else arrays.going_on(runs)
    if array is not None:
        left = arrays.jobs_of(array)
        with arrays.folder_of_jobs(runs, array), closing(slurm.watch(array, left, progress=tell)) as answers:
            _follow(warehouse, answers, made, total=len(left), means=means, progress=progress)
    followed = frozenset(made.runs)
    with arrays.folder_of_jobs(runs) if means.cluster is not None else drafts.draft(runs, "inputs") as folder:
        plans, jobs = laid_ready(warehouse, wanted, folder=folder, means=means)
        chosen = _to_do(jobs, means=means)
        if chosen.jobs:
            with closing(_answers(plans, chosen.jobs, folder=folder, means=means, tell=tell)) as answers:
                _follow(warehouse, answers, made, total=len(chosen.jobs), means=means, progress=progress)
    drafts.remove_stale(runs)  # also of a killed command whose processes were still ending when this one began
    planned = [run.run for plan in plans for run in plan.runs]
    return Summary(
        n_runs=len(planned),
        n_trained=made.n_trained,
        n_recalled=made.n_recalled,
        n_complete=len(planned) - len(jobs) - len(followed.intersection(planned)),
        n_failed_before=chosen.n_failed_before,
        n_elsewhere=chosen.n_elsewhere + made.n_elsewhere,
        landed=made.landed,
    )


def _answers(
    plans: Sequence[Plan], jobs: Sequence[Job], *, folder: Path, means: Means, tell: slurm.Tell | None
) -> Generator[Done]:
    """What makes the jobs, here or on a cluster, and answers each as it is done."""
    from runners.layout import layout

    if means.cluster is not None:
        return slurm.launch(
            folder,
            jobs,
            options=means.cluster,
            command=[sys.executable, "-m", "xlr_warehouse"],
            arguments=["--device", means.device, *(["--watch", means.watch] if means.watch else [])],
            progress=tell,
        )
    how = layout(jobs, means=means)
    _check_devices(plans, jobs, device=how.devices[0])
    return work(jobs, layout=how, watch=means.watch)


@dataclass(frozen=True, kw_only=True)
class _Chosen:
    """The jobs that are done now, and how many are not."""

    jobs: list[Job]
    n_failed_before: int
    n_elsewhere: int


def _to_do(jobs: Sequence[Job], *, means: Means) -> _Chosen:
    """The jobs but for those that another process is making, and for those that failed, unless these are retried."""
    known = states.states(jobs[0].runs) if jobs else {}
    elsewhere = {job.run for job in jobs if job.run in known and known[job.run].is_running}
    failed = {job.run for job in jobs if job.run in known and known[job.run].state == "failed"}
    left = elsewhere if means.retry_failed else elsewhere | failed
    return _Chosen(
        jobs=[job for job in jobs if job.run not in left],
        n_failed_before=0 if means.retry_failed else len(failed),
        n_elsewhere=len(elsewhere),
    )


def _check_devices(plans: Sequence[Plan], jobs: Sequence[Job], *, device: str) -> None:
    """Raise `XlrError` when a run must be trained again on another device than that of the predictions it has.

    Its further predictions would be those of another model, if only in the last digits.
    """
    from runners.model import device_label, device_named

    here = device_label(device_named(device))
    wanted = {job.run: job.runs for job in jobs}
    for run in (run for plan in plans for run in plan.runs if run.run in wanted):
        is_other = run.made_on not in (None, here)
        if is_other and not kept_folder(wanted[run.run], run.run).is_dir():
            raise XlrError(
                f"The run {run.run} was trained on {run.made_on} and its model was not kept, so its further test sets "
                f"cannot be predicted by the same model on {here}: repeat this on {run.made_on}, or take another seed."
            )


def _follow(
    warehouse: Path,
    answers: Iterable[Done],
    made: _Made,
    *,
    total: int,
    means: Means,
    progress: Progress | None,
) -> None:
    """Take the answers of the workers, landing what waits now and then, and all of it at the end.

    Raises `XlrError` when runs failed.
    """
    landed_at = time.monotonic()
    for number, done in enumerate(answers, start=1):
        if done.failure is None:
            made.runs.append(done.job.run)
        elif done.failure == states.ELSEWHERE:
            made.n_elsewhere += 1
        else:
            made.failures.append(f"{done.job.run}: {done.failure}")
        made.n_trained += done.failure is None and done.was_trained
        made.n_recalled += done.failure is None and not done.was_trained
        if progress is not None:
            progress(done.job.run, done=number, total=total)
        if number < total and time.monotonic() - landed_at > LAND_EVERY_S:
            made.landed += _land_if_free(warehouse, means.copies)
            landed_at = time.monotonic()
    made.landed += land_waiting(warehouse, copies=means.copies)
    if made.failures:
        drafts.remove_stale(runs_folder(warehouse))
        raise XlrError(_sentence(made.failures, n_jobs=total))


def _land_if_free(warehouse: Path, copies: Path | None) -> Landed:
    """Land what waits unless somebody uses the warehouse: the bundles can wait, the workers should not."""
    try:
        return land_waiting(warehouse, wait_s=0.5, copies=copies)
    except WarehouseBusyError:
        return Landed()


def _sentence(failures: Sequence[str], *, n_jobs: int) -> str:
    others = "; the others have landed" if len(failures) < n_jobs else ""
    rest = "" if len(failures) <= TOLD else f"; and {len(failures) - TOLD} more, which 'xlr status' lists"
    return f"{len(failures)} of {n_jobs} runs failed{others}: {'; '.join(failures[:TOLD])}{rest}."
