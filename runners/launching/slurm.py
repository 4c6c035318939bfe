"""Making runs on a Slurm cluster: an array of tasks over a folder of jobs, followed until all have ended.

The machine that submits and the nodes share a file system, the folder of the runs on it. The bundles appear in that
folder as if workers of this machine had written them. Who stops following leaves the array running.
"""

import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

from runners import states
from runners.job import Job
from runners.launching import commands
from runners.launching.arrays import Array, found, jobs_of, submit
from runners.launching.commands import SilentError
from runners.launching.options import SlurmOptions
from runners.launching.tasks import FORGOTTEN, GOES_ON, INTERRUPTIONS, REASONS, Task
from runners.pool import Done

SHORTEST_S, LONGEST_S = 2.0, 60.0
"""Seconds between two questions to Slurm: at first and after each change, and when nothing changes."""
SLOWER = 1.5
NOTED = ("FAILED", FORGOTTEN)
"""States of tasks whose run says itself why it failed; of the others Slurm knows it."""

Tell = Callable[[str], None]
"""Called with a line for the user when something has changed."""


def launch(
    folder: Path,
    jobs: Sequence[Job],
    *,
    options: SlurmOptions,
    command: Sequence[str],
    arguments: Sequence[str] = (),
    progress: Tell | None = None,
) -> Generator[Done]:
    """Make the jobs whose inputs lie in a folder, and answer each as it is done, as `pool.work` does.

    `command` is how xlr is called on a node, `arguments` is what `xlr work` gets besides folder and number.
    An array that was submitted from this folder before is followed and not submitted again. Closing the generator, or
    Ctrl-C, leaves the array running. Raises `XlrError` when Slurm refuses the array.
    """
    tell = progress or _nothing
    array = found(folder)
    if array is None or array.job is None:
        array = submit(folder, jobs, command=command, arguments=arguments, options=options)
        tell(f"Slurm has taken the array {array.job} of {len(jobs)}; what its tasks say is in {array.log(0).parent}.")
    else:
        tell(f"The array {array.job} of {array.n_jobs} goes on; what its tasks say is in {array.log(0).parent}.")
    return watch(array, jobs, progress=tell)


def watch(array: Array, jobs: Sequence[Job] | None = None, *, progress: Tell | None = None) -> Generator[Done]:
    """Answer each job of a submitted array as it is done; see `launch`."""
    tell = progress or _nothing
    jobs = jobs_of(array) if jobs is None else jobs
    answered: set[int] = set()
    try:
        for tasks in follow(array, tell=tell):
            for number in sorted(_ended(tasks) - answered):
                answered.add(number)
                yield _done(array, jobs[number], number, tasks[number])
    except (KeyboardInterrupt, GeneratorExit):
        if len(answered) < array.n_jobs:
            tell(f"The array {array.job} goes on by itself: repeat the command to follow it, or 'scancel {array.job}'.")
        raise


def follow(array: Array, *, tell: Tell) -> Generator[Mapping[int, Task]]:
    """What Slurm says of every task of an array, at each look, until all have ended."""
    raw: Mapping[int, Task] = {}
    wait_s, told = SHORTEST_S, ""
    while True:
        try:
            now = _look(array, raw)
        except SilentError as silence:  # a controller that is busy, or starts anew
            tell(f"{str(silence).rstrip('.')}; it is asked again in {wait_s:.0f} seconds.")
        else:
            wait_s = wait_s if now == raw else SHORTEST_S
            tasks, raw = _confirmed(now, before=raw), now
            yield tasks
            line = _line(array, tasks)
            if line != told:
                tell(line)
                told = line
            if len(_ended(tasks)) == array.n_jobs:
                return
        time.sleep(wait_s)
        wait_s = min(wait_s * SLOWER, LONGEST_S)


def _look(array: Array, before: Mapping[int, Task]) -> dict[int, Task]:
    """Every task of an array as Slurm, or else what the task left, tells it; raises `SilentError`."""
    job = array.job or ""
    tasks = {number: task for number, task in commands.queued(job).items() if number < array.n_jobs}
    tasks |= {number: before[number] for number in _ended(before) - tasks.keys()}
    if len(tasks) < array.n_jobs:
        tasks = commands.accounted(job) | tasks
    return {number: tasks.get(number) or _left_behind(array, number) for number in range(array.n_jobs)}


def _left_behind(array: Array, number: int) -> Task:
    """How a task ended of which Slurm knows nothing any more."""
    return Task(state="COMPLETED" if array.is_marked_done(number) else FORGOTTEN)


def _confirmed(now: Mapping[int, Task], *, before: Mapping[int, Task]) -> dict[int, Task]:
    """The tasks, but a failure that is seen for the first time may yet be requeued: it has not ended."""
    return {
        number: Task(state="COMPLETING") if task.meaning == "failed" and before.get(number) != task else task
        for number, task in now.items()
    }


def _ended(tasks: Mapping[int, Task]) -> set[int]:
    return {number for number, task in tasks.items() if task.meaning in ("done", "failed")}


def _line(array: Array, tasks: Mapping[int, Task]) -> str:
    """The tasks, counted: `Array 17 of 10: 3 done, 2 running, 5 planned (Resources).`."""
    counts = Counter(task.meaning for task in tasks.values())
    whys = Counter(task.why for task in tasks.values() if task.why)
    parts = [f"{counts[meaning]} {meaning}" for meaning in ("done", "failed", "running", "planned") if counts[meaning]]
    why = f" ({whys.most_common(1)[0][0]})" if whys else ""
    return f"Array {array.job} of {array.n_jobs}: {', '.join(parts)}{why}."


def _done(array: Array, job: Job, number: int, task: Task) -> Done:
    """The answer for a job whose task has ended; why it failed, if it did, is noted as the state of its run."""
    if task.meaning == "done":
        return Done(job=job, was_trained=number not in array.recalled)
    noted = states.states(job.runs).get(job.run)
    if task.state in NOTED and noted is not None and noted.state == "failed":
        return Done(job=job, failure=noted.reason)
    failure = REASONS.get(task.state) or _last_words(array.log(number))
    if task.state in INTERRUPTIONS:
        states.clear(job.runs, job.run)
    else:
        states.note_failed(job.runs, job.run, failure)
    return Done(job=job, failure=failure)


def _last_words(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return f"it failed before it could say why; {GOES_ON}"
    last = next((" ".join(line.split()) for line in reversed(lines) if line.strip()), "nothing")
    return f"its task failed; {log} ends with {last.rstrip('.')!r}"


def _nothing(_: str) -> None:
    """Tell nobody."""
