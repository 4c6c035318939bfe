"""States of runs: what is being made, and what failed and why, as small files beside the bundles.

A run without a state is planned, or done. A process that was killed leaves a state `running` behind; whether it still
runs is told by the process, where it is of this machine, else by the time the state was last written.
"""

import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from runners.drafts import is_alive

FOLDER = "states"
SILENCE = timedelta(minutes=15)
"""A run of another machine that has said nothing for so long is taken to run no more."""


@dataclass(frozen=True, kw_only=True)
class State:
    """What a run is at: `running` (with the share of its training that is done) or `failed` (with the reason).

    `process` and `machine` are those that make it, `at` is when this was written.
    """

    run: str
    state: str
    reason: str = ""
    done: float = 0.0
    process: int = 0
    machine: str = ""
    at: datetime

    @property
    def is_running(self) -> bool:
        """Whether it is being made now, as far as can be told from here."""
        if self.state != "running":
            return False
        if self.machine == socket.gethostname():
            return is_alive(self.process)
        return datetime.now(UTC) - self.at < SILENCE


def note_running(runs: Path, run: str, *, done: float) -> None:
    """Note that this process makes a run, and which share of its training is done."""
    here = {"process": os.getpid(), "machine": socket.gethostname()}
    _write(runs, State(run=run, state="running", done=done, at=datetime.now(UTC), **here))  # pyright: ignore[reportArgumentType] (of their types)


def note_failed(runs: Path, run: str, reason: str) -> None:
    """Note that a run failed, and why."""
    _write(runs, State(run=run, state="failed", reason=reason, at=datetime.now(UTC)))


def clear(runs: Path, run: str) -> None:
    """Forget the state of a run: it is done, or is to be made anew."""
    (runs / FOLDER / f"{run}.json").unlink(missing_ok=True)


def states(runs: Path) -> dict[str, State]:
    """The states of the runs of a folder, by name."""
    found: dict[str, State] = {}
    for file in sorted((runs / FOLDER).glob("*.json")):
        try:
            described = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:  # cleared between the look at the folder and this
            continue
        described["at"] = datetime.fromisoformat(described["at"])
        found[described["run"]] = State(**described)
    return found


def _write(runs: Path, state: State) -> None:
    """Write a state in one go: a reader sees the old one or the new."""
    folder = runs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{state.run}.{socket.gethostname()}.{os.getpid()}"
    draft.write_text(json.dumps({**asdict(state), "at": state.at.isoformat()}, ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / f"{state.run}.json")
