"""`xlr train --launcher slurm` on a real Slurm: it ends as without a cluster, whatever happens on the way."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner
from ingest.text_sets import TOKEN_SCHEMA
from runners.bundle import runs_folder, waiting
from runners.launching.arrays import ARRAYS
from tests.cluster.one_node import Cluster, until
from tests.command import refused, xlr
from tests.contents import contents
from xlr_warehouse.warehouse import Warehouse

LANGUAGES = {"aa": "{0} bor nå i {1} .", "bb": "i {1} er det {0} som bor !"}
NAMES = ("Ana", "Bo", "Carl", "Dora")
PLACES = ("Oslo", "Rom", "Bergen", "Wien")
TRAIN = ("train", "--encoder", "lab-tiny", "--on", "aa", "--on", "bb", "--test", "aa", "--seed", 1, "--seed", 2)
TRAIN = (*TRAIN, "--epochs", 1)
ON_SLURM = (*TRAIN, "--launcher", "slurm")
SLOWLY = ("--slurm-setup", "sleep 5")


def sentences(frame: str, *, n: int, shift: int) -> pl.DataFrame:
    """Sentences with a person and a place each."""
    rows: list[tuple[int, int, str, str]] = []
    for number in range(n):
        fillings = {"{0}": (NAMES[(number + shift) % 4], "B-PER"), "{1}": (PLACES[number // 4 % 4], "B-LOC")}
        words = [fillings.get(word, (word, "O")) for word in frame.split()]
        rows += [(number, position, form, tag) for position, (form, tag) in enumerate(words)]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> Path:
    """A warehouse with two small languages; copy it."""
    path = tmp_path_factory.mktemp("corpus") / "xlr.duckdb"
    with fresh(path) as warehouse:
        for language, frame in LANGUAGES.items():
            for split, n in (("train", 32), ("test", 12)):
                key = TextSetKey(corpus="small", task="ner", language=language, split=split)
                append_ner(warehouse, key, sentences(frame, n=n, shift=split == "test"))
    return path


@pytest.fixture(scope="module")
def calm(corpus: Path) -> dict[str, tuple[int, int]]:
    """What the warehouse has when the same runs were made without a cluster."""
    path = Path(shutil.copy(corpus, corpus.with_name("calm.duckdb")))
    done = xlr(*TRAIN, "--jobs", 2, warehouse=path)
    assert done.returncode == 0, done.stderr
    return made(path)


@pytest.fixture
def path(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(corpus, tmp_path / "xlr.duckdb"))


def made(path: Path) -> dict[str, tuple[int, int]]:
    """What runs brought that is the same however they were made."""
    return {table: found for table, found in contents(path).items() if table in ("prediction", "predicted_mention")}


def started(path: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(path), *map(str, ON_SLURM), *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def n_landed(path: Path) -> int:
    with Warehouse.reading(path) as warehouse:
        return warehouse.one("select count(*) from evaluation")


def test_runs_of_an_array_land_as_those_of_this_machine(path: Path, calm: dict[str, tuple[int, int]]) -> None:
    done = xlr(*ON_SLURM, "--jobs", 3, "--slurm", "mem=100M", warehouse=path)
    assert done.returncode == 0, done.stderr
    assert "Slurm has taken the array" in done.stderr
    assert "4 runs: 4 trained, 0 tested on more, 0 complete already; landed 4 evaluations" in done.stderr
    assert made(path) == calm
    assert list((runs_folder(path) / ARRAYS).iterdir()) == []
    again = xlr(*ON_SLURM, warehouse=path)
    assert "4 runs: 0 trained, 0 tested on more, 4 complete already" in again.stderr
    assert "array" not in again.stderr


def test_a_failing_run_is_told_with_its_reason_and_the_others_land(path: Path) -> None:
    with Warehouse.writing(path) as warehouse:
        bad = warehouse.one("select text_set from text_set where language = 'bb' and split = 'train'")
        warehouse.execute("delete from token where text_set = $bad", bad=bad)
    done = xlr(*ON_SLURM, warehouse=path)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("xlr: 2 of 4 runs failed; the others have landed: ner-lab-tiny-small.bb-s1-")
    assert "The text set small.bb train is empty" in last
    assert "Traceback" not in done.stderr
    assert n_landed(path) == 2


def test_an_interrupted_command_that_is_repeated_follows_the_same_array(
    path: Path, cluster: Cluster, calm: dict[str, tuple[int, int]]
) -> None:
    process = started(path, *SLOWLY)
    until(cluster.jobs)
    (job,) = cluster.jobs()
    until(lambda: "RUNNING" in cluster.states(job).values())
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert f"The array {job} goes on by itself: repeat the command to follow it" in told
    assert cluster.jobs() == {job}
    again = xlr(*ON_SLURM, *SLOWLY, warehouse=path)
    assert again.returncode == 0, again.stderr
    assert f"Array {job} of 4" in again.stderr
    assert "Slurm has taken" not in again.stderr
    assert "4 runs: 4 trained, 0 tested on more, 0 complete already; landed 4 evaluations" in again.stderr
    assert made(path) == calm


def test_a_killed_command_finds_what_the_array_made_without_it(
    path: Path, cluster: Cluster, calm: dict[str, tuple[int, int]]
) -> None:
    process = started(path)
    until(cluster.jobs)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    until(lambda: not cluster.jobs(), seconds=90)
    assert len(waiting(runs_folder(path))) == 4
    again = xlr(*ON_SLURM, warehouse=path)
    assert again.returncode == 0, again.stderr
    assert "4 runs: 0 trained, 0 tested on more, 4 complete already; landed 4 evaluations" in again.stderr
    assert made(path) == calm


def test_runs_of_killed_and_cancelled_tasks_are_made_by_the_next_command(
    path: Path, cluster: Cluster, calm: dict[str, tuple[int, int]]
) -> None:
    note = path.with_name("note")
    process = started(path, *SLOWLY, "--slurm-setup", f'echo $$ > "{note}-$SLURM_ARRAY_TASK_ID"; sleep 2')
    until(lambda: Path(f"{note}-1").exists() and Path(f"{note}-2").exists())
    os.kill(int(Path(f"{note}-1").read_text()), signal.SIGKILL)
    (job,) = cluster.jobs()
    cluster.ask("scancel", f"{job}_2")
    _, told = process.communicate(timeout=90)
    assert process.returncode == 1, told
    last = told.splitlines()[-1]
    assert last.startswith("xlr: 2 of 4 runs failed; the others have landed: ")
    assert "it was cancelled; the same command goes on from its last checkpoint" in last
    assert n_landed(path) == 2
    again = xlr(*ON_SLURM, warehouse=path)
    assert again.returncode == 0, again.stderr
    assert "4 runs: 2 trained, 0 tested on more, 2 complete already; landed 2 evaluations" in again.stderr
    assert made(path) == calm


def test_a_requeued_run_ends_as_one_that_was_not(
    path: Path, cluster: Cluster, calm: dict[str, tuple[int, int]]
) -> None:
    process = started(path, *SLOWLY)
    until(cluster.jobs)
    (job,) = cluster.jobs()
    until(lambda: cluster.states(job).get("0") == "RUNNING")
    cluster.ask("scontrol", "requeue", f"{job}_0")
    until(lambda: cluster.states(job).get("0") == "PENDING")
    cluster.ask("scontrol", "update", f"jobid={job}_0", "starttime=now")
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert made(path) == calm


def test_what_slurm_refuses_is_one_sentence_and_leaves_nothing(path: Path) -> None:
    done = xlr(*ON_SLURM, "--slurm", "partition=nowhere", warehouse=path)
    refused(done, "Slurm does not take the array: invalid partition specified: nowhere; Batch job submission failed")
    refused(xlr(*ON_SLURM, "--slurm", "array=0-9", warehouse=path), "xlr itself says what 'array' is; leave it out.")
