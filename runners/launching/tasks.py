"""What Slurm says of the tasks of an array, in the words of a plan: planned, running, done, failed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

FORGOTTEN = "FORGOTTEN"
"""A state of our own: Slurm knows the task no more, and it left no sign that it ended well."""
MEANINGS: dict[str, Literal["planned", "running", "done", "failed"]] = {
    "PENDING": "planned",
    "REQUEUED": "planned",
    "REQUEUE_FED": "planned",
    "REQUEUE_HOLD": "planned",
    "RESV_DEL_HOLD": "planned",
    "SPECIAL_EXIT": "planned",
    "CONFIGURING": "running",
    "RUNNING": "running",
    "COMPLETING": "running",
    "RESIZING": "running",
    "SIGNALING": "running",
    "STAGE_OUT": "running",
    "STOPPED": "running",
    "SUSPENDED": "running",
    "COMPLETED": "done",
    "BOOT_FAIL": "failed",
    "CANCELLED": "failed",
    "DEADLINE": "failed",
    FORGOTTEN: "failed",
    "FAILED": "failed",
    "NODE_FAIL": "failed",
    "OUT_OF_MEMORY": "failed",
    "PREEMPTED": "failed",
    "REVOKED": "failed",
    "TIMEOUT": "failed",
}
"""Every state that `man squeue` has, and what it means to us."""

GOES_ON = "the same command goes on from its last checkpoint"
REASONS = {
    "BOOT_FAIL": f"its node did not start; {GOES_ON}",
    "CANCELLED": f"it was cancelled; {GOES_ON}",
    "DEADLINE": f"its deadline passed; {GOES_ON}, and --slurm deadline=TIME gives it more",
    FORGOTTEN: f"Slurm knows it no more and it left no bundle; {GOES_ON}",
    "NODE_FAIL": f"its node failed; {GOES_ON}",
    "OUT_OF_MEMORY": "it had not enough memory; give more with --slurm mem=SIZE or use a smaller batch size",
    "PREEMPTED": f"it had to make room for others; {GOES_ON}",
    "REVOKED": f"Slurm took it back; {GOES_ON}",
    "TIMEOUT": f"its time was up; {GOES_ON}, and --slurm time=TIME gives it more",
}
"""Why a task failed, where Slurm knows it."""
INTERRUPTIONS = REASONS.keys() - {"OUT_OF_MEMORY"}
"""States of tasks that something else ended: nothing is wrong with their runs, which stay planned."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task of an array as Slurm sees it; `why` is Slurm's word for why it waits."""

    state: str
    why: str = ""

    @property
    def meaning(self) -> Literal["planned", "running", "done", "failed"]:
        """What the state means; a state that is not known here is taken to pass."""
        return MEANINGS.get(self.state, "running")


def from_squeue(text: str) -> dict[int, Task]:
    """The tasks in what `squeue -r -o '%K|%T|%r'` printed, by their number."""
    found: dict[int, Task] = {}
    for number, state, why in _rows(text, n_columns=3):
        if number.isdigit():
            found[int(number)] = Task(state=state, why=why if state == "PENDING" and why != "None" else "")
    return found


def from_sacct(text: str) -> dict[int, Task]:
    """The tasks in what `sacct -n -P -X -o JobID,State` printed, by their number.

    Tasks that wait together stand in one row, such as `17_[4-6,9%2]`; a state may say more, `CANCELLED by 1000`.
    """
    found: dict[int, Task] = {}
    for job, state in _rows(text, n_columns=2):
        if state.split():
            found |= dict.fromkeys(_numbers(job.partition("_")[2]), Task(state=state.split()[0].rstrip("+")))
    return found


def _rows(text: str, *, n_columns: int) -> Iterable[list[str]]:
    rows = (line.strip().split("|", n_columns - 1) for line in text.splitlines())
    return (row for row in rows if len(row) == n_columns)


def _numbers(text: str) -> Iterable[int]:
    for part in text.strip("[]").partition("%")[0].split(","):
        first, _, last = part.partition("-")
        if first.isdigit():
            yield from range(int(first), int(last if last.isdigit() else first) + 1)
