"""A training that is killed at random moments, and begun again each time, ends with the predictions of a calm one.

`make test` kills that of each task once; XLR_KILLS says how often (`make test-long`).
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import polars as pl
import pytest

from runners import states
from runners.bundle import runs_folder
from tests.made_training import land_small, work_here
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

N_KILLS = int(os.environ.get("XLR_KILLS", "1"))
LONGEST_S = 240
VALUES = ("--epochs", "3", "--batch-size", "4", "--learning-rate", "0.01", "--max-length", "40")
MADE = {
    "ner": "select * from prediction order by all",
    "title": "select * from title_prediction order by all",
}
ALSO = (
    "select run, step, epoch, loss, learning_rate from training_step order by all",
    "select run, text_set, n_tokens, n_truncated from evaluation order by all",
    "select run, task, encoder, train_set, seed, selection, device from run order by all",
)


@pytest.fixture(scope="module")
def base(fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the small corpus; copy it."""
    path = tmp_path_factory.mktemp("base") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_small(warehouse)
    return path


@pytest.fixture(autouse=True)
def encoder(tmp_path: Path) -> None:
    """An encoder that drops out, beside the warehouses."""
    tiny_encoder(tmp_path / "encoder", real=False, num_hidden_layers=2, hidden_dropout_prob=0.2)


def train(path: Path, task: str, selection: str) -> list[str]:
    given = ["--task", task, "--encoder", str(path.parent / "encoder"), "--on", "aa", "--test", "aa", "--test", "bb"]
    return ["train", *given, "--seed", "1", "--seed", "2", "--jobs", "1", "--selection", selection, *VALUES]


def started(path: Path, task: str, selection: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(path), *train(path, task, selection)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def made(path: Path, task: str) -> list[pl.DataFrame]:
    with Warehouse.reading(path) as warehouse:
        return [warehouse.frame(query) for query in (MADE[task], *ALSO)]


def calm(path: Path, task: str, selection: str) -> float:
    """Make the runs in this process, and answer how many seconds that took."""
    began = time.monotonic()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("runners.fine_tune.work", work_here)
        assert run(["-w", str(path), *train(path, task, selection)]) == 0
    return time.monotonic() - began


def kill_somewhere(process: subprocess.Popen[bytes], runs: Path, rng: random.Random, *, seconds: float) -> None:
    """Kill a command: mostly after its first run has begun, which lasts so many seconds, or while it gets ready."""
    if rng.random() < 0.85:
        while process.poll() is None and not any(state.is_running for state in states.states(runs).values()):
            time.sleep(0.01)
    time.sleep(seconds * rng.uniform(0, 1))
    with suppress(ProcessLookupError):  # it was done
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(LONGEST_S)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize(("task", "selection"), [("ner", "last"), ("title", "source_dev")])
def test_a_killed_training_ends_like_an_undisturbed_one(task: str, selection: str, base: Path, tmp_path: Path) -> None:
    undisturbed, path = (Path(shutil.copy(base, tmp_path / f"{name}.duckdb")) for name in ("calm", "killed"))
    seconds = calm(undisturbed, task, selection)
    wanted = made(undisturbed, task)
    assert wanted[0].height > 0
    rng = random.Random(f"{task} {N_KILLS}")  # noqa: S311 (nothing secret)
    for _ in range(N_KILLS):
        kill_somewhere(started(path, task, selection), runs_folder(path), rng, seconds=seconds)
        if made(path, task)[0].height == wanted[0].height:  # it was done: again from the beginning
            shutil.copy(base, path)
            shutil.rmtree(runs_folder(path))
    assert started(path, task, selection).wait(LONGEST_S) == 0
    for ours, theirs in zip(made(path, task), wanted, strict=True):
        assert ours.equals(theirs)
    assert {entry.suffix or entry.name for entry in runs_folder(path).iterdir()} == {".model", states.FOLDER}
    assert list((runs_folder(path) / states.FOLDER).iterdir()) == []


def test_two_commands_at_once_share_the_runs_and_neither_fails(base: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(base, tmp_path / "xlr.duckdb"))
    both = [started(path, "ner", "last") for _ in range(2)]
    assert [process.wait(LONGEST_S) for process in both] == [0, 0]
    with Warehouse.reading(path) as warehouse:
        assert warehouse.frame("select seed from run order by seed").to_series().to_list() == [1, 2]
        assert warehouse.one("select count(*) from evaluation") == 4
        n_tokens = "select sum(n_tokens) from evaluation"
        assert warehouse.one("select count(*) from prediction") == warehouse.one(n_tokens)
    assert {entry.suffix or entry.name for entry in runs_folder(path).iterdir()} == {".model", states.FOLDER}
    assert list((runs_folder(path) / states.FOLDER).iterdir()) == []
