"""States of runs: what is being made, and what failed and why, as small files beside the bundles.

A run without a state is planned, or done. A process that was killed leaves a state `running` behind; whether it still
runs is told by the process, where it is of this machine, else by the time the state was last written.
"""

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from runners.drafts import is_alive

FOLDER = "states"
SILENCE = timedelta(minutes=15)
"""A run of another machine that has said nothing for so long is taken to run no more."""
CLOCK_S = 5.0
"""Seconds by which two clocks of one machine may differ."""

ELSEWHERE = "another process is making it"
"""What is answered of a job whose run another process of this machine took up first."""


@dataclass(frozen=True, kw_only=True)
class State:
    """What a run is at: `running` (with the share of its training that is done) or `failed` (with the reason).

    `process` and `machine` are those that make it, `since` when they began, `speed` the pieces they trained on a second
    of late (None where that is not known), `at` is when this was written.
    """

    run: str
    state: str
    reason: str = ""
    done: float = 0.0
    process: int = 0
    machine: str = ""
    since: datetime | None = None
    speed: float | None = None
    at: datetime

    @property
    def is_running(self) -> bool:
        """Whether it is being made now, as far as can be told from here."""
        if self.state != "running":
            return False
        if self.machine == socket.gethostname():
            return is_alive(self.process) and not _is_younger(self.process, than=self.at)
        return datetime.now(UTC) - self.at < SILENCE


def note_running(runs: Path, run: str, *, done: float, speed: float | None = None) -> None:
    """Note that this process makes a run, which share of its training is done, and how fast."""
    now, here = datetime.now(UTC), (os.getpid(), socket.gethostname())
    before = _read(runs / FOLDER / f"{run}.json")
    is_ours = before is not None and before.state == "running" and (before.process, before.machine) == here
    since = before.since if before is not None and is_ours else now
    process, machine = here
    _write(
        runs,
        State(run=run, state="running", done=done, process=process, machine=machine, since=since, speed=speed, at=now),
    )


def note_failed(runs: Path, run: str, reason: str) -> None:
    """Note that a run failed, and why."""
    _write(runs, State(run=run, state="failed", reason=reason, at=datetime.now(UTC)))


def clear(runs: Path, run: str) -> None:
    """Forget the state of a run, which is done or to be made anew, and what a killed process was writing of it."""
    folder = runs / FOLDER
    for left in (folder / f"{run}.json", *folder.glob(f".{run}.{socket.gethostname()}.*")):
        left.unlink(missing_ok=True)


def states(runs: Path) -> dict[str, State]:
    """The states of the runs of a folder, by name."""
    found: dict[str, State] = {}
    for file in sorted((runs / FOLDER).glob("*.json")):
        state = _read(file)
        if state is not None:
            found[state.run] = state
    return found


def is_taken(runs: Path, run: str) -> bool:
    """Whether another process of this machine makes a run now."""
    state = _read(runs / FOLDER / f"{run}.json")
    is_here = state is not None and (state.machine, state.is_running) == (socket.gethostname(), True)
    return state is not None and is_here and state.process != os.getpid()


def _read(file: Path) -> State | None:
    """The state in a file; None where there is none, or none that can be read, as a power cut may leave it."""
    with suppress(OSError, ValueError, KeyError, TypeError):  # (its run is made as if it had no state)
        described = dict(json.loads(file.read_text(encoding="utf-8")))
        for name in ("at", "since"):
            if described.get(name) is not None:
                described[name] = datetime.fromisoformat(described[name])
        return State(**described)
    return None


def _is_younger(process: int, *, than: datetime) -> bool:
    """Whether a process began only after a time, so that its number was another's then; no where that is not told."""
    try:
        ticks = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
        booted = next(line for line in Path("/proc/stat").read_text(encoding="utf-8").splitlines() if "btime" in line)
    except (OSError, StopIteration):  # not every system has them
        return False
    began = int(booted.split()[1]) + int(ticks) / os.sysconf("SC_CLK_TCK")
    return began > than.timestamp() + CLOCK_S


def _write(runs: Path, state: State) -> None:
    """Write a state in one go: a reader sees the old one or the new."""
    folder = runs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{state.run}.{socket.gethostname()}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(state), default=str, ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / f"{state.run}.json")
