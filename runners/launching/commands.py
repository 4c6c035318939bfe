"""Speaking with Slurm: sbatch, squeue and sacct, each asked once and told in one sentence when it refuses."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from runners.launching.tasks import Task, from_sacct, from_squeue
from xlr_warehouse.errors import XlrError

LONGEST_S = 120
"""How long Slurm may take to answer; a busy one takes a minute."""
FORGOTTEN = "Invalid job id"
"""What squeue says of a job that ended some time ago."""
UNWANTED = ("SBATCH_", "SQUEUE_", "SACCT_")
"""Beginnings of the variables by which options are given to these commands: ours must not be changed by them."""
NOTHING_TO_SAY = ("SBATCH_ACCOUNT", "SBATCH_PARTITION", "SBATCH_QOS", "SBATCH_RESERVATION", "SBATCH_TIMELIMIT")
"""Those of them that are the user's to set, since we say nothing about what they name."""


class SilentError(XlrError):
    """Raised when Slurm does not answer now, and may later."""


def submit(script: Path) -> str:
    """Submit a script and answer the number of its job; raises `XlrError` when there is no sbatch or it refuses."""
    said = _ask(["sbatch", "--parsable", str(script)], refusal="Slurm does not take the array")
    return said.strip().splitlines()[-1].partition(";")[0]


def job_called(name: str) -> str | None:
    """The number of the job of this name that waits or runs, if any; raises `SilentError`."""
    said = _ask(["squeue", "-h", "-n", name, "-o", "%F"], refusal="squeue does not answer").split()
    return said[0] if said else None


def queued(job: str) -> dict[int, Task]:
    """The tasks of a job that Slurm still remembers, by their number; raises `SilentError`."""
    try:
        said = _ask(["squeue", "-h", "-r", "-t", "all", "-j", job, "-o", "%K|%T|%r"], refusal="squeue does not answer")
    except SilentError as failure:
        if FORGOTTEN in str(failure):
            return {}
        raise
    return from_squeue(said)


def accounted(job: str) -> dict[int, Task]:
    """The tasks of a job in Slurm's accounts; none where no accounts are kept."""
    try:
        return from_sacct(_ask(["sacct", "-n", "-P", "-X", "-j", job, "-o", "JobID,State"], refusal="sacct is silent"))
    except XlrError:  # most small clusters have no accounts: then squeue and our own files must do
        return {}


def _ask(command: Sequence[str], *, refusal: str) -> str:
    environment = {
        name: value for name, value in os.environ.items() if name in NOTHING_TO_SAY or not name.startswith(UNWANTED)
    }
    try:
        done = subprocess.run(  # noqa: S603 (a command of Slurm with arguments of ours)
            command, capture_output=True, text=True, check=False, timeout=LONGEST_S, env=environment
        )
    except FileNotFoundError as failure:
        raise XlrError(
            f"There is no {command[0]} here: start this on a machine from which jobs are submitted to Slurm, or leave "
            "out --launcher slurm."
        ) from failure
    except subprocess.TimeoutExpired as failure:
        raise SilentError(f"{refusal}: nothing came within {LONGEST_S} seconds.") from failure
    if done.returncode != 0:
        raise SilentError(f"{refusal}: {_said(done.stderr) or f'status {done.returncode}'}.")
    return done.stdout


def _said(text: str) -> str:
    """What a command of Slurm complained of, without its own name before each line."""
    lines = [line.partition("error: ")[2] or line for line in text.splitlines() if line.strip()]
    return "; ".join(line.strip().rstrip(".") for line in dict.fromkeys(lines))
