"""A crossed study: both models of a pair are tested on what was perturbed against either, and the plan says so."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.command import refused, xlr
from tests.made_study import land_text
from xlr_warehouse.warehouse import Warehouse

STUDY = """
pairs = ["cc-dd"]
encoders = ["lab-tiny"]

[overlap]
measures = ["entity_chunk"]

[task.ner]
corpus = "made"
training = { epochs = 1 }

[[task.ner.perturb]]
names = ["entity_unshared", "entity_unshared_both", "typo"]
"""
CROSSED = STUDY.replace('corpus = "made"', 'corpus = "made"\ncrossed = true')
OWN = "select * from degradation order by all"


@pytest.fixture(scope="module")
def done(fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that was done as it is, beside a file that asks for it crossed."""
    folder = tmp_path_factory.mktemp("crossed")
    with fresh(folder / "xlr.duckdb") as warehouse:
        land_text(warehouse)
    (folder / "plain.toml").write_text(STUDY, encoding="utf-8")
    (folder / "crossed.toml").write_text(CROSSED, encoding="utf-8")
    assert "2 runs: 2 trained" in run(folder / "xlr.duckdb", "plain.toml").stderr
    return folder / "xlr.duckdb"


def run(warehouse: Path, study: str, *options: str) -> subprocess.CompletedProcess[str]:
    return xlr("run", warehouse.parent / study, "--jobs", "1", *options, warehouse=warehouse)


def test_crossing_lacks_one_test_of_each_run_and_trains_nothing(done: Path) -> None:
    # Against its own training set, against both, against none, and as it came: four. The other's is the one that lacks.
    assert "2 runs, all complete." in run(done, "plain.toml", "--dry-run").stdout
    assert "2 runs, 2 to do; 2 tests of them to do." in run(done, "crossed.toml", "--dry-run").stdout
    with Warehouse.reading(done) as opened:
        before = opened.frame(OWN)
        assert opened.one("select count(*) from setting_contrast where perturbed_against in ('source', 'target')") == 0
    assert "0 trained, 2 tested on more" in run(done, "crossed.toml").stderr
    assert "2 runs, all complete." in run(done, "crossed.toml", "--dry-run").stdout
    assert "2 runs, all complete." in run(done, "plain.toml", "--dry-run").stdout
    with Warehouse.reading(done) as opened:
        assert opened.one("select count(*) from evaluation") == 2 * 5
        assert opened.frame(OWN).equals(before)
        met = opened.frame(
            "select perturbation, perturbed_against, train_language, test_language, n_seeds from setting_contrast "
            "where outcome = 'score_change' order by all"
        )
    assert met.rows() == [
        ("entity_unshared", "source", "cc", "dd", 1),
        ("entity_unshared", "target", "cc", "dd", 1),
        ("entity_unshared_both", "both", "cc", "dd", 1),
        ("typo", "none", "cc", "dd", 1),
    ]


def test_the_plan_counts_the_same_before_anything_is_there(done: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "xlr.duckdb"
    planned = xlr("run", done.parent / "crossed.toml", "--dry-run", warehouse=nowhere).stdout
    assert "2 runs, 2 to do; 10 tests of them to do." in planned


TRAIN = ("train", "--encoder", "lab-tiny", "--on", "cc", "--test", "dd", "--epochs", "1", "--jobs", "1", "--crossed")


def test_train_crosses_the_languages_it_trains_on(done: Path) -> None:
    assert run(done, "crossed.toml").returncode == 0
    told = xlr(*TRAIN, "--on", "dd", "--corpus", "made", warehouse=done).stderr
    assert "2 runs: 0 trained, 0 tested on more, 2 complete already" in told
    refused(xlr(*TRAIN, "--corpus", "made", warehouse=done), "Only cc is trained on")
