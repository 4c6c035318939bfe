"""Studies that were begun, remembered beside the warehouse: what `xlr status` tells, and all it takes to repeat one."""

import hashlib
import json
import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runners.plan import Plan
from runners.states import State
from runners.studies.study import Study
from xlr_warehouse import __version__

FOLDER = "studies"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class RunKnown:
    """A run of a study: its name, what it is, and the numbers of the text sets it had yet to be tested on."""

    run: str
    encoder: str
    task: str
    form: str
    language: str
    seed: int
    lacks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """A study as it was begun: the step it is at, its runs as far as they are known, and what failed.

    `process` of `machine` does it; `ended_at` is None while it does, or was killed.
    """

    study: str
    file: str
    text: str
    sha256: str
    resolved: dict[str, Any]
    version: str
    begun_at: str
    process: int
    machine: str
    n_runs: int
    step: str = ""
    ended_at: str | None = None
    runs: tuple[RunKnown, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether its process is at it, as far as can be told from here."""
        if self.ended_at is not None or self.machine != socket.gethostname():
            return False
        begun = datetime.fromisoformat(self.begun_at)
        doing = State(run=self.study, state="running", process=self.process, machine=self.machine, at=begun)
        return doing.is_running


@dataclass(kw_only=True)
class Memory:
    """What this process remembers of the study that it does; every change is written."""

    runs: Path
    known: Remembered
    failures: list[str] = field(default_factory=list[str])

    def at(self, step: str) -> None:
        """Note the step that begins."""
        self._write(step=step)

    def planned(self, plans: Sequence[tuple[str, Plan]]) -> None:
        """Note the runs, once they are known; a form and a plan for each request."""
        runs = tuple(
            RunKnown(
                run=run.run,
                encoder=plan.encoder.encoder,
                task=plan.task,
                form=form,
                language=run.train.name.language,
                seed=run.seed,
                lacks=tuple(test.number for test in run.missing),
            )
            for form, plan in plans
            for run in plan.runs
        )
        self._write(runs=runs)

    def failed(self, sentence: str) -> None:
        """Note that something failed, and why."""
        if sentence not in self.failures:
            self.failures.append(sentence)
            self._write()

    def end(self) -> None:
        """Note that the study was gone through."""
        self._write(step="", ended_at=datetime.now(UTC).isoformat())

    def _write(self, **changed: Any) -> None:  # noqa: ANN401 (fields of Remembered)
        self.known = replace(self.known, **changed, failures=tuple(self.failures))
        write(self.runs, self.known)


def begin(runs: Path, study: Study, *, n_runs: int) -> Memory:
    """Remember that this process begins a study, of so many runs."""
    known = Remembered(
        study=study.name,
        file=str(study.file),
        text=study.text,
        sha256=hashlib.sha256(study.text.encode()).hexdigest(),
        resolved=json.loads(json.dumps(asdict(replace(study, text="")), default=str)),
        version=__version__,
        begun_at=datetime.now(UTC).isoformat(),
        process=os.getpid(),
        machine=socket.gethostname(),
        n_runs=n_runs,
    )
    memory = Memory(runs=runs, known=known)
    before = next((one for one in remembered(runs) if one.study == study.name and one.sha256 == known.sha256), None)
    memory.known = replace(known, runs=before.runs if before is not None else ())
    write(runs, memory.known)
    return memory


def write(runs: Path, known: Remembered) -> None:
    """Write what is remembered in one go: a reader sees the old or the new."""
    folder = runs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{known.study}.{socket.gethostname()}.{os.getpid()}"
    described = {"format": FORMAT, **asdict(known)}
    draft.write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(folder / f"{known.study}.json")


def remembered(runs: Path) -> list[Remembered]:
    """The studies that were begun, by name; a file that cannot be read, as a power cut may leave it, is none."""
    found = (_read(file) for file in sorted((runs / FOLDER).glob("*.json")))
    return [known for known in found if known is not None]


def _read(file: Path) -> Remembered | None:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # (it is written anew when it goes on)
        described: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if described.pop("format") == FORMAT:
            described["runs"] = tuple(_run(one) for one in described["runs"])
            described["failures"] = tuple(described["failures"])
            return Remembered(**described)
    return None


def _run(described: dict[str, Any]) -> RunKnown:
    described["lacks"] = tuple(described["lacks"])
    return RunKnown(**described)
