"""The script of an array, what may be told to sbatch, and what Slurm's answers mean; no Slurm is needed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runners.launching import arrays, commands, slurm
from runners.launching.arrays import Array
from runners.launching.commands import SilentError
from runners.launching.options import OWNED, SlurmOptions, slurm_options
from runners.launching.script import script
from runners.launching.tasks import MEANINGS, REASONS, Task, from_sacct, from_squeue
from tests.command import refused, xlr
from xlr_warehouse.errors import XlrError

posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no sbatch")


def written(
    folder: Path, *, n_jobs: int = 3, command: tuple[str, ...] = ("xlr",), options: SlurmOptions | None = None
) -> str:
    arguments = ("--device", "auto")
    return script(folder, n_jobs, name="xlr-1", command=command, arguments=arguments, options=options or SlurmOptions())


def test_the_script_says_what_the_array_is(tmp_path: Path) -> None:
    options = slurm_options(["partition=gpu", "gres=gpu:1", "exclusive"], setup=["module load cuda"], max_at_once=2)
    lines = written(tmp_path, options=options).split("\n")
    assert lines[0] == "#!/bin/bash"
    assert [line for line in lines if line.startswith("#SBATCH")] == [
        "#SBATCH --job-name=xlr-1",
        "#SBATCH --array=0-2%2",
        f"#SBATCH --output={tmp_path}/logs/%a.out",
        "#SBATCH --open-mode=append",
        "#SBATCH --requeue",
        "#SBATCH --partition=gpu",
        "#SBATCH --gres=gpu:1",
        "#SBATCH --exclusive",
    ]
    assert lines.index("set -eo pipefail") < lines.index("module load cuda") < lines.index(f"folder={tmp_path}")
    assert 'xlr work "$folder" "$SLURM_ARRAY_TASK_ID" --threads "$threads" --device auto' in lines


def test_values_that_sbatch_would_take_apart_stand_in_quotes(tmp_path: Path) -> None:
    text = written(tmp_path / 'a "b" 5% #1', options=slurm_options([r"comment=a \ b"]))
    assert rf'#SBATCH --output="{tmp_path}/a \"b\" 5%% #1/logs/%a.out"' in text
    assert r'#SBATCH --comment="a \\ b"' in text


@posix
@pytest.mark.parametrize(("status", "is_done"), [(0, True), (3, False)])
def test_a_task_ends_as_its_run_does_and_marks_only_success(tmp_path: Path, status: int, *, is_done: bool) -> None:
    folder = tmp_path / "it's here"
    (folder / "done").mkdir(parents=True)
    command = ("bash", "-c", f'printf "%s|" "$@"; exit {status}', "xlr")
    file = tmp_path / "array.sh"
    file.write_text(written(folder, command=command, options=slurm_options(setup=["export A=$B"])), encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "SLURM_ARRAY_TASK_ID": "2", "SLURM_CPUS_PER_TASK": "5"}
    done = subprocess.run(["bash", str(file)], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == status, done.stderr
    assert done.stdout.splitlines()[1:] == [f"work|{folder}|2|--threads|5|--device|auto|"]
    assert (folder / "done" / "2").exists() == is_done


@pytest.mark.parametrize("name", [*OWNED, "job", "out", "arr"])
def test_what_the_script_says_itself_cannot_be_given(name: str) -> None:
    with pytest.raises(XlrError, match=r"xlr itself says what '[a-z-]+' is; leave it out\.$"):
        slurm_options([f"{name}=x"])


@pytest.mark.parametrize("word", ["", "p=gpu", "Time=1", "=x", "a b=c", "time=1\n#SBATCH --array=0-9"])
def test_what_is_no_option_is_refused(word: str) -> None:
    with pytest.raises(XlrError, match=r"^--slurm "):
        slurm_options([word])


@pytest.mark.parametrize("line", ["", "  ", "a\nb"])
def test_a_line_of_setup_is_one_line(line: str) -> None:
    with pytest.raises(XlrError, match=r"^--slurm-setup .* is not one line of text"):
        slurm_options(setup=[line])


def test_dashes_before_an_option_and_signs_in_its_value_are_taken() -> None:
    assert slurm_options(["--constraint=a&b=1", "mem=4G"]).settings == (("constraint", "a&b=1"), ("mem", "4G"))


def test_at_least_one_task_runs_at_once() -> None:
    with pytest.raises(XlrError, match="cannot make 0 runs at a time"):
        slurm_options(max_at_once=0)


def test_the_answer_of_squeue_is_read() -> None:
    rows = ["0|COMPLETED|JobArrayTaskLimit", "1|RUNNING|None", "12|PENDING|ReqNodeNotAvail, UnavailableNodes:n[1-2]"]
    assert from_squeue("\n".join([*rows, "N/A|X|Y", "", ""])) == {
        0: Task(state="COMPLETED"),
        1: Task(state="RUNNING"),
        12: Task(state="PENDING", why="ReqNodeNotAvail, UnavailableNodes:n[1-2]"),
    }


def test_the_answer_of_sacct_is_read() -> None:
    text = "17_0|COMPLETED\n17_1|CANCELLED by 1000\n17_2|CANCELLED+\n17_[4-6,9%2]|PENDING\n17_3|\n"
    waiting = Task(state="PENDING")
    assert from_sacct(text) == {
        0: Task(state="COMPLETED"),
        1: Task(state="CANCELLED"),
        2: Task(state="CANCELLED"),
        **dict.fromkeys((4, 5, 6, 9), waiting),
    }


def test_every_failure_has_a_reason_but_the_one_the_run_tells() -> None:
    assert {state for state, meaning in MEANINGS.items() if meaning == "failed"} == {*REASONS, "FAILED"}
    assert Task(state="A_STATE_OF_TOMORROW").meaning == "running"


@pytest.fixture
def array(tmp_path: Path) -> Array:
    return Array(folder=tmp_path, name="xlr-1", job="17", n_jobs=2, recalled=())


Looks = list[dict[int, str] | str]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Looks], None]:
    """How to let Slurm answer one look after another, each by states or by a complaint, without waiting."""

    def answer(looks: Looks) -> None:
        left = iter(looks)

        def queued(_: str) -> dict[int, Task]:
            look = next(left)
            if isinstance(look, str):
                raise SilentError(look)
            return {number: Task(state=state) for number, state in look.items()}

        monkeypatch.setattr(commands, "queued", queued)
        monkeypatch.setattr(commands, "accounted", lambda _: {})
        monkeypatch.setattr(slurm.time, "sleep", lambda _: None)

    return answer


def seen(array: Array, told: list[str]) -> list[list[str]]:
    return [[task.meaning for task in tasks.values()] for tasks in slurm.follow(array, tell=told.append)]


def test_a_failure_counts_when_it_is_seen_twice(array: Array, looked: Callable[[Looks], None]) -> None:
    looked([{0: "NODE_FAIL", 1: "FAILED"}, {0: "PENDING", 1: "FAILED"}, {0: "COMPLETED", 1: "FAILED"}])
    assert seen(array, []) == [["running", "running"], ["planned", "failed"], ["done", "failed"]]


def test_a_silent_slurm_is_asked_again(array: Array, looked: Callable[[Looks], None]) -> None:
    looked([{0: "RUNNING", 1: "RUNNING"}, "squeue does not answer: busy.", {0: "COMPLETED", 1: "COMPLETED"}])
    told: list[str] = []
    assert seen(array, told) == [["running", "running"], ["done", "done"]]
    assert told == [
        "Array 17 of 2: 2 running.",
        "squeue does not answer: busy; it is asked again in 3 seconds.",
        "Array 17 of 2: 2 done.",
    ]


def test_tasks_that_left_the_queue_are_told_by_their_sign_or_by_the_last_look(
    array: Array, looked: Callable[[Looks], None]
) -> None:
    (array.folder / "done").mkdir()
    (array.folder / "done" / "1").touch()
    looked([{0: "COMPLETED", 1: "RUNNING"}, {}])
    assert seen(array, []) == [["done", "running"], ["done", "done"]]


def test_accounts_are_asked_about_what_left_the_queue(
    array: Array, looked: Callable[[Looks], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked([{1: "RUNNING"}, {}, {}])
    monkeypatch.setattr(commands, "accounted", lambda _: {0: Task(state="COMPLETED"), 1: Task(state="OUT_OF_MEMORY")})
    assert seen(array, []) == [["done", "running"], ["done", "running"], ["done", "failed"]]


@posix
def test_a_machine_without_slurm_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(XlrError, match=r"^There is no sbatch here: start this on a machine from which jobs"):
        commands.submit(tmp_path / "array.sh")
    assert commands.accounted("17") == {}


@posix
def test_the_variables_of_the_user_do_not_change_what_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "sbatch"
    fake.write_text('#!/bin/sh\necho "warning" \necho "${SBATCH_ARRAY_INX-none}.$SBATCH_PARTITION;cluster"\n')
    fake.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SBATCH_ARRAY_INX", "0-99")
    monkeypatch.setenv("SBATCH_PARTITION", "gpu")
    assert commands.submit(tmp_path / "array.sh") == "none.gpu"


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / arrays.RECORD).write_text("{}", encoding="utf-8")
    with pytest.raises(XlrError, match="This is no record of an array"):
        arrays.recall(tmp_path)
    assert arrays.recall(tmp_path / "nowhere") is None


def test_options_of_slurm_are_for_slurm(tmp_path: Path) -> None:
    words = ("train", "--encoder", "lab-tiny", "--on", "aa", "--test", "aa", "--slurm", "mem=4G")
    refused(xlr(*words, warehouse=tmp_path / "xlr.duckdb"), "add --launcher slurm, or leave them out.")
