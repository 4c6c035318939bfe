"""How studies stand: what runs, what failed and why, what is left; read off the warehouse and the folders beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runners import bundle
from runners.bundle import runs_folder
from runners.states import State, states
from runners.studies.remembered import Remembered, RunKnown, remembered
from xlr_warehouse.errors import WarehouseBusyError, WarehouseMissingError, XlrError
from xlr_warehouse.warehouse import Warehouse

WAIT_S = 2.0
"""How long a warehouse is waited for that another process writes."""
MEAN = """
select r.encoder, r.task, avg(epoch(r.finished_at) - epoch(r.started_at)) + coalesce(avg(tested.seconds), 0)
from run r left join (select run, sum(seconds) as seconds from evaluation group by run) as tested using (run)
where r.finished_at is not null group by r.encoder, r.task
"""


@dataclass(frozen=True, kw_only=True)
class StudyStanding:
    """How a study stands: its runs by what they are at.

    `done` are in the warehouse, `whole` are made and wait to be landed, `planned` are left. `seconds` is what the rest
    takes with as many at a time as run now, None where no such run has landed.
    """

    known: Remembered
    done: tuple[str, ...]
    whole: tuple[str, ...]
    running: tuple[State, ...]
    failed: tuple[State, ...]
    planned: tuple[str, ...]
    seconds: float | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How everything stands beside a warehouse; `busy` says who uses it, so that what has landed is not known.

    `running`, `stopped` (whose process is gone: they go on from their last checkpoint) and `failed` are of all runs,
    `whole` how many bundles wait.
    """

    studies: tuple[StudyStanding, ...]
    running: tuple[State, ...]
    stopped: tuple[State, ...]
    failed: tuple[State, ...]
    n_landed: int | None
    n_whole: int
    busy: str | None


@dataclass(frozen=True, kw_only=True)
class _Landed:
    """What has landed: (run, text set), the runs, and the mean seconds of a run by encoder and task."""

    tests: frozenset[tuple[str, int]]
    runs: frozenset[str]
    seconds: dict[tuple[str, str], float]


def standing(warehouse: Path) -> Standing:
    """How everything stands; raises `XlrError` where there is neither a warehouse nor a folder of runs."""
    runs = runs_folder(warehouse)
    landed, busy = _landed(warehouse)
    whole = {_run_of(folder) for folder in bundle.waiting(runs)}
    found = states(runs)
    running = tuple(state for state in found.values() if state.is_running)
    known = remembered(runs)
    return Standing(
        studies=tuple(_study(one, landed, whole, found) for one in known),
        running=running,
        stopped=tuple(state for state in found.values() if state.state == "running" and not state.is_running),
        failed=tuple(state for state in found.values() if state.state == "failed"),
        n_landed=None if landed is None else len(landed.runs),
        n_whole=len(whole),
        busy=busy,
    )


def _run_of(folder: Path) -> str:
    """The run of a bundle; a second one of the same run has a number after its name."""
    name, _, number = folder.name.rpartition(".")
    return name if number.isdigit() else folder.name


def _landed(warehouse: Path) -> tuple[_Landed | None, str | None]:
    """What has landed, or the sentence that says who uses the warehouse."""
    try:
        with Warehouse.reading(warehouse, wait_s=WAIT_S) as opened:
            return (
                _Landed(
                    tests=frozenset(opened.frame("select run, text_set from evaluation").iter_rows()),
                    runs=frozenset(opened.frame("select run from run").to_series()),
                    seconds={(encoder, task): mean for encoder, task, mean in opened.frame(MEAN).iter_rows()},
                ),
                None,
            )
    except WarehouseBusyError as failure:
        return None, str(failure)
    except WarehouseMissingError as failure:
        if not runs_folder(warehouse).is_dir():
            raise
        raise XlrError(f"{failure} Beside it lie runs, in {runs_folder(warehouse)}.") from failure


def _study(known: Remembered, landed: _Landed | None, whole: set[str], found: dict[str, State]) -> StudyStanding:
    done: list[str] = []
    waiting: list[str] = []
    running: list[State] = []
    failed: list[State] = []
    planned: list[RunKnown] = []
    for run in known.runs:
        state = found.get(run.run)
        if _is_done(run, landed):
            done.append(run.run)
        elif run.run in whole:
            waiting.append(run.run)
        elif state is not None and state.is_running:
            running.append(state)
        elif state is not None and state.state == "failed":
            failed.append(state)
        else:
            planned.append(run)
    left = [one for one in known.runs if one.run in {state.run for state in running}]
    return StudyStanding(
        known=known,
        done=tuple(done),
        whole=tuple(waiting),
        running=tuple(running),
        failed=tuple(failed),
        planned=tuple(run.run for run in planned),
        seconds=_seconds([*planned, *left], landed, at_once=max(1, len(running))),
    )


def _is_done(run: RunKnown, landed: _Landed | None) -> bool:
    """Whether a run is in the warehouse with all its tests; one that lacked none at the start is."""
    if not run.lacks:
        return landed is None or run.run in landed.runs
    return landed is not None and all((run.run, number) in landed.tests for number in run.lacks)


def _seconds(left: Sequence[RunKnown], landed: _Landed | None, *, at_once: int) -> float | None:
    """How long these runs take, by the mean of those that have landed; None where one of them is of another kind."""
    if landed is None or not left or any((one.encoder, one.task) not in landed.seconds for one in left):
        return None
    return sum(landed.seconds[one.encoder, one.task] for one in left) / at_once
