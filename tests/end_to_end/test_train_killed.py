"""A training that is killed at random moments, and begun again each time, ends with the predictions of a calm one.

`make test` kills each task's a few times; XLR_KILLS says how often (`make test-long`).
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from runners import states
from runners.bundle import runs_folder
from tests.made_training import land_small
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.warehouse import Warehouse

N_KILLS = int(os.environ.get("XLR_KILLS", "2"))
LONGEST_S = 240
VALUES = ("--epochs", "3", "--batch-size", "4", "--learning-rate", "0.01", "--max-length", "40")
MADE = {
    "ner": "select * from prediction order by all",
    "title": "select * from title_prediction order by all",
}
ALSO = (
    "select run, step, epoch, loss, learning_rate from training_step order by all",
    "select run, text_set, n_tokens, n_truncated from evaluation order by all",
    "select run, task, encoder, train_set, seed, selection, config from run order by all",
)


def started(
    path: Path, task: str, selection: str, *, seeds: Sequence[int] = (1, 2), jobs: int = 2
) -> subprocess.Popen[bytes]:
    given = ["--task", task, "--encoder", str(path.parent / "encoder"), "--on", "aa", "--test", "aa", "--test", "bb"]
    options = [*(f"--seed={seed}" for seed in seeds), f"--jobs={jobs}", "--selection", selection, *VALUES]
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(path), "train", *given, *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def made(path: Path, task: str) -> list[pl.DataFrame]:
    with Warehouse.reading(path) as warehouse:
        return [warehouse.frame(query) for query in (MADE[task], *ALSO)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize(("task", "selection"), [("ner", "last"), ("title", "source_dev")])
def test_a_killed_training_ends_like_an_undisturbed_one(
    task: str, selection: str, fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path
) -> None:
    with fresh(tmp_path / "base.duckdb") as warehouse:
        land_small(warehouse)
    tiny_encoder(tmp_path / "encoder", real=False, num_hidden_layers=2, hidden_dropout_prob=0.2)
    calm, killed = (Path(shutil.copy(tmp_path / "base.duckdb", tmp_path / f"{name}.duckdb")) for name in ("c", "k"))
    began = time.monotonic()
    assert started(calm, task, selection).wait(LONGEST_S) == 0
    seconds = time.monotonic() - began
    wanted = made(calm, task)
    assert wanted[0].height > 0
    rng = random.Random(N_KILLS)  # noqa: S311 (nothing secret)
    for _ in range(N_KILLS):
        process = started(killed, task, selection)
        time.sleep(seconds * rng.uniform(0.3, 1.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(LONGEST_S)
        if made(killed, task)[0].height == wanted[0].height:  # done before it was killed: once more from the beginning
            _forget(tmp_path, killed)
    assert started(killed, task, selection).wait(LONGEST_S) == 0
    for ours, theirs in zip(made(killed, task), wanted, strict=True):
        assert ours.equals(theirs)
    runs = runs_folder(killed)
    assert {entry.suffix or entry.name for entry in runs.iterdir()} == {".model", states.FOLDER}
    assert list((runs / states.FOLDER).iterdir()) == []


def _forget(folder: Path, killed: Path) -> None:
    shutil.copy(folder / "base.duckdb", killed)
    shutil.rmtree(runs_folder(killed))


def test_two_commands_at_once_share_the_runs_and_neither_fails(
    fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path
) -> None:
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_small(warehouse)
    tiny_encoder(tmp_path / "encoder", real=False, num_hidden_layers=2)
    both = [started(path, "ner", "last", seeds=(1, 2, 3), jobs=1) for _ in range(2)]
    assert [process.wait(LONGEST_S) for process in both] == [0, 0]
    with Warehouse.reading(path) as warehouse:
        assert warehouse.frame("select seed from run order by seed").to_series().to_list() == [1, 2, 3]
        assert warehouse.one("select count(*) from evaluation") == 6
        n_tokens = "select sum(n_tokens) from evaluation"
        assert warehouse.one("select count(*) from prediction") == warehouse.one(n_tokens)
    assert {entry.suffix or entry.name for entry in runs_folder(path).iterdir()} == {".model", states.FOLDER}
    assert list((runs_folder(path) / states.FOLDER).iterdir()) == []
