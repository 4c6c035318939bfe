"""What becomes of an array whose tasks succeed, fail, are cancelled, killed, requeued or forgotten, in a real Slurm.

The tasks run a few lines of shell in place of xlr; `test_training.py` has the real ones.
"""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from runners import states
from runners.job import Job
from runners.launching import arrays, slurm
from runners.launching.options import slurm_options
from runners.pool import Done
from tests.cluster.made_jobs import laid_out
from tests.cluster.one_node import Cluster, until
from xlr_warehouse.errors import XlrError

FINE = "echo fine"
SLOW = 'echo $BASHPID > "$2/pid-$3"; sleep 60'
ONCE_SLOW = f"[ ${{SLURM_RESTART_COUNT:-0}} -gt 0 ] || {{ {SLOW}; }}"
"""Sleeps, but not when the task is started again."""


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slurm, "SHORTEST_S", 0.3)


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder whose name has what a shell and sbatch would take apart."""
    return tmp_path / "a run's 100% #1.runs"


def started(runs: Path, *tasks: str, **options: object) -> tuple[arrays.Array, list[Job], list[str], Generator[Done]]:
    """An array that was submitted, its jobs, what is told, and the answers to come."""
    folder, jobs, command = laid_out(runs, tasks)
    told: list[str] = []
    answers = slurm.launch(folder, jobs, options=slurm_options(**options), command=command, progress=told.append)
    array = arrays.recall(folder)
    assert array is not None
    return array, jobs, told, answers


def failures(answers: Iterator[Done]) -> dict[str, str | None]:
    return {done.job.run: done.failure for done in answers}


def while_running(array: arrays.Array, number: int, act: Callable[[], object]) -> None:
    """Do something as soon as a task runs, while the caller follows."""

    def wait_and_act() -> None:
        until((array.folder / f"pid-{number}").exists)
        act()

    threading.Thread(target=wait_and_act).start()


def pid(array: arrays.Array, number: int) -> int:
    return int((array.folder / f"pid-{number}").read_text())


def test_every_task_of_an_array_is_answered_once(runs: Path) -> None:
    array, jobs, told, answers = started(runs, FINE, FINE, FINE, max_at_once=2)
    assert sorted(answers, key=lambda done: done.job.run) == [Done(job=job, was_trained=True) for job in jobs]
    assert told[-1] == f"Array {array.job} of 3: 3 done."
    assert (array.folder / "logs" / "2.out").read_text().splitlines()[-1] == "fine"


def test_a_run_whose_model_was_kept_counts_as_recalled(runs: Path) -> None:
    (runs / "run-1.model").mkdir(parents=True)
    *_, answers = started(runs, FINE, FINE)
    assert {done.job.run: done.was_trained for done in answers} == {"run-0": True, "run-1": False}


def test_lines_of_setup_are_run_before_and_options_reach_slurm(runs: Path, cluster: Cluster) -> None:
    array, _, _, answers = started(
        runs,
        'echo "$WHO"; sleep 60',
        settings=["comment=to be #1", "cpus-per-task=2"],
        setup=["export WHO=$UNSET_xlr'me'"],
    )
    with closing(answers):
        until(lambda: "\nme\n" in array.log(0).read_text() if array.log(0).exists() else False)
        shown = cluster.ask("scontrol", "show", "job", str(array.job))
    assert "Comment=to be #1" in shown
    assert "NumCPUs=2" in shown
    assert "Requeue=1" in shown
    cluster.ask("scancel", str(array.job))


def test_a_failing_task_says_why_and_the_others_are_done(runs: Path) -> None:
    array, _, _, answers = started(runs, "echo 'no module named x.' >&2; exit 3", FINE)
    why = f"its task failed; {array.log(0)} ends with 'no module named x'"
    assert failures(answers) == {"run-0": why, "run-1": None}
    assert states.states(runs)["run-0"].reason == why


def test_the_reason_that_a_run_notes_itself_is_told(runs: Path) -> None:
    array, _, _, answers = started(runs, SLOW)

    def fail() -> None:
        states.note_failed(runs, "run-0", "the loss is not a number")
        os.kill(pid(array, 0), signal.SIGTERM)

    while_running(array, 0, fail)
    assert failures(answers) == {"run-0": "the loss is not a number"}


def test_what_failed_before_is_no_reason_for_what_fails_now(runs: Path) -> None:
    states.note_failed(runs, "run-0", "an old reason")
    array, _, _, answers = started(runs, "echo new; exit 1")
    assert failures(answers) == {"run-0": f"its task failed; {array.log(0)} ends with 'new'"}


def test_a_cancelled_task_is_told_and_the_others_are_done(runs: Path, cluster: Cluster) -> None:
    array, _, _, answers = started(runs, SLOW, FINE)
    while_running(array, 0, lambda: cluster.ask("scancel", f"{array.job}_0"))
    told = failures(answers)
    assert told == {"run-0": "it was cancelled; the same command goes on from its last checkpoint", "run-1": None}
    assert states.states(runs) == {}


def test_a_killed_process_is_told(runs: Path) -> None:
    array, _, _, answers = started(runs, SLOW)
    while_running(array, 0, lambda: os.kill(pid(array, 0), signal.SIGKILL))
    why = failures(answers)["run-0"]
    assert why is not None
    assert "Killed" in why


def test_a_requeued_task_waits_runs_again_and_is_done(runs: Path, cluster: Cluster) -> None:
    array, _, told, answers = started(runs, ONCE_SLOW)

    def requeue() -> None:
        cluster.ask("scontrol", "requeue", f"{array.job}_0")
        until(lambda: cluster.states(str(array.job)) == {"0": "PENDING"})
        cluster.ask("scontrol", "update", f"jobid={array.job}_0", "starttime=now")

    while_running(array, 0, requeue)
    assert failures(answers) == {"run-0": None}
    assert "attempt 2" in array.log(0).read_text()
    assert not any("failed" in line for line in told), told


def test_a_controller_that_is_away_for_a_while_is_waited_for(runs: Path, cluster: Cluster) -> None:
    array, _, told, answers = started(runs, f"{SLOW.replace('60', '3')}")

    def restart() -> None:
        cluster.stop("slurmctld")
        threading.Event().wait(4)
        cluster.start_controller()

    while_running(array, 0, restart)
    assert failures(answers) == {"run-0": None}
    assert any(line.startswith("squeue does not answer: ") for line in told), told
    cluster.wait_idle()


def test_who_stops_following_leaves_the_array_and_finds_it_again(runs: Path) -> None:
    array, jobs, told, answers = started(runs, FINE, f"{SLOW.replace('60', '4')}")
    with closing(answers):
        assert next(answers).job.run == "run-0"
    assert (
        told[-1]
        == f"The array {array.job} goes on by itself: repeat the command to follow it, or 'scancel {array.job}'."
    )
    assert arrays.going_on(runs) == array
    assert arrays.jobs_of(array) == jobs
    again = slurm.launch(array.folder, jobs, options=slurm_options(), command=["false"], progress=told.append)
    assert failures(again) == {"run-0": None, "run-1": None}
    assert arrays.going_on(runs) is None


def test_an_array_is_found_by_its_name_when_its_number_was_not_noted(runs: Path, cluster: Cluster) -> None:
    array, *_ = started(runs, SLOW)
    arrays._remember(arrays.replace(array, job=None))
    assert arrays.going_on(runs) == array
    cluster.ask("scancel", str(array.job))
    until(lambda: not cluster.jobs())
    assert arrays.going_on(runs) is None


def test_tasks_that_slurm_forgot_are_told_by_what_they_left(runs: Path, cluster: Cluster) -> None:
    array, jobs, *_ = started(runs, FINE, "exit 1", "sleep 60")
    until(lambda: set(cluster.states(str(array.job)).values()) == {"COMPLETED", "FAILED", "RUNNING"})
    states.note_failed(runs, "run-1", "a reason of its own")
    cluster.ask("scancel", str(array.job))
    until(lambda: not cluster.jobs())
    cluster.stop("slurmctld")
    cluster.start_controller("-c")
    cluster.wait_idle()
    assert arrays.going_on(runs) is None
    assert failures(slurm.watch(array, jobs)) == {
        "run-0": None,
        "run-1": "a reason of its own",
        "run-2": "Slurm knows it no more and it left no bundle; the same command goes on from its last checkpoint",
    }


def test_an_array_that_slurm_refuses_is_one_sentence(runs: Path) -> None:
    with pytest.raises(XlrError) as refusal:
        started(runs, FINE, settings=["partition=nowhere"])
    assert str(refusal.value) == (
        "Slurm does not take the array: invalid partition specified: nowhere; "
        "Batch job submission failed: Invalid partition name specified."
    )
    assert arrays.going_on(runs) is None


def test_the_folder_of_an_array_is_gone_when_all_went_well(runs: Path) -> None:
    with arrays.folder_of_jobs(runs) as empty:
        assert empty.is_dir()
    assert not empty.exists()
    array, jobs, *_ = started(runs, "sleep 1", "sleep 2")
    with arrays.folder_of_jobs(runs, array) as folder:
        assert failures(slurm.watch(array, jobs)) == {"run-0": None, "run-1": None}
        assert folder.is_dir()
    assert not folder.exists()


def test_the_folder_of_an_array_stays_until_the_next_when_a_task_failed(runs: Path) -> None:
    array, _, _, answers = started(runs, "exit 1")
    with arrays.folder_of_jobs(runs, array):
        assert set(failures(answers)) == {"run-0"}
    assert array.log(0).exists()
    with arrays.folder_of_jobs(runs):
        assert not array.folder.exists()


def test_a_task_whose_time_is_up_is_told(runs: Path) -> None:
    *_, answers = started(runs, "sleep 200", settings=["time=1"])
    why = "its time was up; the same command goes on from its last checkpoint, and --slurm time=TIME gives it more"
    assert failures(answers) == {"run-0": why}
