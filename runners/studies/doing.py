"""Doing a study: step by step what is missing, each failure collected, all runs in one go at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runners.bundle import runs_folder
from runners.fine_tune import Progress, Summary, make_runs
from runners.plan import Plan
from runners.planning import plan_of, reading
from runners.request import Means, Wanted
from runners.studies.grid import wanted
from runners.studies.here import Here
from runners.studies.lacking import lacking_text, pairs_here
from runners.studies.outlook import Outlook
from runners.studies.preparing import prepare
from runners.studies.remembered import begin
from runners.studies.study import Study
from runners.studies.work import Work
from xlr_warehouse.errors import XlrError


@dataclass(frozen=True, kw_only=True)
class Done:
    """What doing a study came to: what became of its runs (None where none was made), and a sentence a failure."""

    summary: Summary | None
    failures: tuple[str, ...]


def do(
    warehouse: Path,
    study: Study,
    ahead: Outlook,
    *,
    means: Means,
    tell: Callable[[object], None],
    progress: Progress | None = None,
    lines: Callable[[str], None] | None = None,
) -> Done:
    """Do what is missing of a study; `ahead` is its outlook.

    `tell` gets the summary of each step, or a line; `progress` each run that is done, `lines` what a cluster says. What
    fails is collected and stops nothing else. Raises `XlrError` when nothing can be done at all.
    """
    if not ahead.is_possible:
        raise XlrError(f"Nothing of the study {study.name} can be done: {ahead.lacking[0]}")
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    memory = begin(runs_folder(warehouse), study, n_runs=sum(one.n_runs for one in ahead.runs))
    work = Work(warehouse=warehouse, study=study, means=means, memory=memory, ahead=ahead, tell=tell)
    prepare(work)
    here = work.here()
    chosen = _plannable(work, _wanted(work, here))
    summary = None
    if chosen:
        memory.at("train")
        tell("train")
        with work.collecting(""):
            summary = make_runs(warehouse, chosen, means=means, progress=progress, tell=lines)
    if summary is not None and summary.n_failed_before:
        memory.failed(
            f"{summary.n_failed_before} runs failed before and were left out: --retry-failed tries them again."
        )
    for sentence in lacking_text(study, here):
        memory.failed(sentence)
    memory.end()
    return Done(summary=summary, failures=tuple(memory.failures))


def _wanted(work: Work, here: Here) -> list[Wanted]:
    study = work.study
    return [
        one
        for task in study.tasks
        for encoder in work.encoders
        if (pairs := pairs_here(study, task, here))
        for one in wanted(study, task, encoder, pairs)
    ]


def _plannable(work: Work, asked: list[Wanted]) -> list[Wanted]:
    """What can be planned of what is asked for; the rest is collected as failures, and the runs are remembered."""
    found: list[Wanted] = []
    plans: list[tuple[str, Plan]] = []
    if not work.has_torch():
        return []
    with work.collecting(""), reading(work.warehouse) as opened:
        for one in asked:
            with work.collecting(f"{one.request.encoder}, {one.request.task}"):
                plans.append((one.request.form, plan_of(opened, one)))
                found.append(one)
    work.memory.planned(plans)
    return found
