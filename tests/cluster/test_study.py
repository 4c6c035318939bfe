"""`xlr run --launcher slurm` on a real Slurm: a study ends as without a cluster, and goes on where it was killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from runners.bundle import runs_folder, waiting
from tests.cluster.one_node import Cluster, until
from tests.command import xlr
from tests.contents import contents
from tests.made_study import land_text
from xlr_warehouse.warehouse import Warehouse

STUDY = """
pairs = ["aa-bb"]
encoders = ["lab-tiny"]
seeds = [1, 2]

[overlap]
measures = ["entity_chunk"]

[task.ner]
corpus = "made"
training = { epochs = 2 }

[[task.ner.perturb]]
names = ["entity_unshared", "entity_placebo"]
"""
MORE = """
[[task.ner.perturb]]
names = ["entity_seen"]
"""
MADE = ("overlap", "edit", "perturbation", "prediction", "predicted_mention")

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


def with_text(fresh: Fresh, folder: Path, *, study: str = STUDY) -> Path:
    folder.mkdir(exist_ok=True)
    with fresh(folder / "xlr.duckdb") as warehouse:
        land_text(warehouse)
    (folder / "mine.toml").write_text(study, encoding="utf-8")
    return folder / "xlr.duckdb"


def run_study(path: Path, *options: str) -> str:
    done = xlr("run", path.parent / "mine.toml", *options, warehouse=path)
    assert done.returncode == 0, done.stderr
    return done.stderr


def made(path: Path) -> dict[str, tuple[int, int]]:
    found = contents(path)
    return {table: found[table] for table in MADE}


@pytest.fixture(scope="module")
def calm(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, int]]:
    """What the warehouse has when the same study was made without a cluster."""
    path = with_text(fresh, tmp_path_factory.mktemp("calm"), study=STUDY + MORE)
    assert "4 runs: 4 trained" in run_study(path, "--jobs", "2")
    return made(path)


def test_a_study_on_slurm_lands_as_on_this_machine_and_grows_there(
    fresh: Fresh, tmp_path: Path, calm: dict[str, tuple[int, int]]
) -> None:
    path = with_text(fresh, tmp_path)
    said = run_study(path, "--launcher", "slurm")
    assert "Slurm has taken the array" in said
    assert "4 runs: 4 trained, 0 tested on more, 0 complete already; landed 12 evaluations" in said
    assert "array" not in run_study(path, "--launcher", "slurm")
    (path.parent / "mine.toml").write_text(STUDY + MORE, encoding="utf-8")
    assert "4 runs: 0 trained, 4 tested on more, 0 complete already" in run_study(path, "--launcher", "slurm")
    assert made(path) == calm


def test_a_study_killed_while_its_array_runs_ends_as_an_undisturbed_one(
    fresh: Fresh, tmp_path: Path, cluster: Cluster, calm: dict[str, tuple[int, int]]
) -> None:
    path = with_text(fresh, tmp_path, study=STUDY + MORE)
    command = [sys.executable, "-m", "xlr_warehouse", "--warehouse", str(path), "run", str(tmp_path / "mine.toml")]
    process = subprocess.Popen(
        [*command, "--launcher", "slurm"], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    until(cluster.jobs)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    until(lambda: not cluster.jobs(), seconds=120)
    assert len(waiting(runs_folder(path))) == 4
    assert "4 runs: 0 trained, 0 tested on more, 4 complete already" in run_study(path, "--launcher", "slurm")
    assert made(path) == calm
