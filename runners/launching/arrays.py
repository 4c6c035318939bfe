"""Arrays of jobs: a folder of runs that lie ready, the script over them, and which job of Slurm makes them."""

import json
import secrets
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from runners import states
from runners.drafts import discard
from runners.job import Job, job_file, read_job
from runners.kept import kept_folder
from runners.launching import commands
from runners.launching.options import SlurmOptions
from runners.launching.script import DONE, LOGS, script
from xlr_warehouse.errors import InputError

ARRAYS = "arrays"
"""The folder, beside the bundles, with a folder for each array."""
DAY_S = 86_400
RECORD, SCRIPT = "slurm.json", "array.sh"


@dataclass(frozen=True, kw_only=True)
class Array:
    """An array of jobs; `job` is its number in Slurm, None until known, `recalled` the runs that had a kept model."""

    folder: Path
    name: str
    job: str | None
    n_jobs: int
    recalled: tuple[int, ...]

    def log(self, number: int) -> Path:
        """What a task said."""
        return self.folder / LOGS / f"{number}.out"

    def is_marked_done(self, number: int) -> bool:
        """Whether a task left the sign that it ended well."""
        return (self.folder / DONE / str(number)).exists()


def new_folder(runs: Path) -> Path:
    """A new folder for the jobs of an array, which outlives this command as the array does."""
    folder = runs.resolve() / ARRAYS / f"xlr-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    return folder


@contextmanager
def folder_of_jobs(runs: Path, array: Array | None = None) -> Generator[Path]:
    """The folder of an array that goes on, or of one to be submitted when none does: what earlier ones left is removed.

    After the `with` block the folder is gone if no array was submitted from it, or all its tasks ended well; else it
    stays for who follows the array later, or reads why tasks failed.
    """
    if array is None:
        remove_ended(runs)
    folder = new_folder(runs) if array is None else array.folder
    try:
        yield folder
    finally:
        last = recall(folder)
        if last is None or all(last.is_marked_done(number) for number in range(last.n_jobs)):
            discard(folder)


def submit(
    folder: Path, jobs: Sequence[Job], *, command: Sequence[str], arguments: Sequence[str] = (), options: SlurmOptions
) -> Array:
    """Write the jobs into a folder (`job-0.json` and on) and the script over them, and submit it; raises `XlrError`.

    What the runs were at before is forgotten: they are to be made anew. The name of the array is noted before Slurm is
    asked: were we killed right after it took the array, this would be found by its name.
    """
    array = Array(
        folder=folder.resolve(),
        name=folder.name,
        job=None,
        n_jobs=len(jobs),
        recalled=tuple(number for number, job in enumerate(jobs) if kept_folder(job.runs, job.run).is_dir()),
    )
    for name in (LOGS, DONE):
        (array.folder / name).mkdir(exist_ok=True)
    for number, job in enumerate(jobs):
        states.clear(job.runs, job.run)
        job.write(job_file(array.folder, number))
    text = script(array.folder, len(jobs), name=array.name, command=command, arguments=arguments, options=options)
    (array.folder / SCRIPT).write_text(text, encoding="utf-8")
    _remember(array)
    array = replace(array, job=commands.submit(array.folder / SCRIPT))
    _remember(array)
    return array


def going_on(runs: Path) -> Array | None:
    """The array of these runs that still waits or runs in Slurm, if any; raises `XlrError` when Slurm does not say."""
    for record in sorted((runs / ARRAYS).glob(f"*/{RECORD}")):
        array = found(record.parent)
        if array is not None:
            tasks = commands.queued(array.job) if array.job else {}
            if any(task.meaning in ("planned", "running") for task in tasks.values()):
                return array
    return None


def found(folder: Path) -> Array | None:
    """As `recall`, with the job looked up by its name where a killed command could not note it."""
    array = recall(folder)
    if array is None or array.job is not None:
        return array
    array = replace(array, job=commands.job_called(array.name))
    _remember(array)
    return array


def recall(folder: Path) -> Array | None:
    """The array that was submitted from a folder, if any; raises `InputError` when its record cannot be read."""
    try:
        described: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Array(
            folder=folder.resolve(),
            name=described["name"],
            job=described["job"],
            n_jobs=described["n_jobs"],
            recalled=tuple(described["recalled"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise InputError(f"This is no record of an array ({failure}): remove its folder.", path=folder) from failure


def jobs_of(array: Array) -> list[Job]:
    """The jobs of an array, by the numbers of its tasks."""
    return [read_job(job_file(array.folder, number)) for number in range(array.n_jobs)]


def remove_ended(runs: Path) -> None:
    """Remove the folders of arrays; call it when `going_on` has found none.

    One from which nothing was submitted yet may be that of a command that is just laying it ready: it stays for a day.
    """
    for folder in (runs / ARRAYS).glob("xlr-*"):
        array = recall(folder)
        if (array is not None and array.job is not None) or time.time() - folder.stat().st_mtime > DAY_S:
            discard(folder)


def _remember(array: Array) -> None:
    draft = array.folder / f".{RECORD}"
    draft.write_text(json.dumps(asdict(replace(array, folder=Path(array.name))), default=str), encoding="utf-8")
    draft.replace(array.folder / RECORD)
