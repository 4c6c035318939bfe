"""`xlr run` and `xlr status`: a study is done once, goes on where it was killed, and tells how it stands."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from runners import states
from runners.bundle import runs_folder
from runners.studies.remembered import remembered
from tests.command import refused, xlr
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
names = ["entity_unshared"]
"""
MORE = """
[[task.ner.perturb]]
names = ["per_given_name", "entity_placebo", "context_cosine", "typo"]
parameters = { rate = 0.2 }
"""
PREDICTIONS = "select * from prediction order by all"

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


def with_text(fresh: Fresh, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    with fresh(folder / "xlr.duckdb") as warehouse:
        land_text(warehouse)
    (folder / "mine.toml").write_text(STUDY, encoding="utf-8")
    return folder / "xlr.duckdb"


def run_study(warehouse: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return xlr("run", warehouse.parent / "mine.toml", "--jobs", "1", *options, warehouse=warehouse)


def predictions(warehouse: Path) -> pl.DataFrame:
    with Warehouse.reading(warehouse) as opened:
        return opened.frame(PREDICTIONS)


@pytest.fixture(scope="module")
def undisturbed(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = with_text(fresh, tmp_path_factory.mktemp("undisturbed"))
    done = run_study(warehouse)
    assert done.returncode == 0, done.stderr
    assert "4 runs: 4 trained" in done.stderr
    return warehouse


def test_each_model_is_trained_once_and_tested_on_what_is_its_own(undisturbed: Path) -> None:
    with Warehouse.reading(undisturbed) as opened:
        tested = opened.frame(
            "select train_language, seed, count(*) as n from evaluation_setting where is_own_perturbation or "
            "perturbation = 'none' group by all order by all"
        )
        assert opened.one("select count(*) from evaluation") == 8
    assert [row[:2] for row in tested.iter_rows()] == [("aa", 1), ("aa", 2), ("bb", 1), ("bb", 2)]


def test_the_plan_says_before_and_after_what_is_to_do(undisturbed: Path, fresh: Fresh, tmp_path: Path) -> None:
    before = run_study(with_text(fresh, tmp_path / "before"), "--dry-run")
    assert "4 runs, 4 to do; 8 tests of them to do." in before.stdout
    assert "No run of lab-tiny (ner) has landed yet, so nothing is estimated of it." in before.stdout
    after = run_study(undisturbed, "--dry-run")
    assert "4 runs, all complete." in after.stdout
    assert "to do" not in after.stdout


def test_more_of_a_study_is_estimated_by_what_has_landed(undisturbed: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.toml"
    more.write_text(STUDY.replace("[1, 2]", "[1, 2, 3]"), encoding="utf-8")
    told = xlr("run", more, "--dry-run", "--jobs", "1", warehouse=undisturbed).stdout
    assert "6 runs, 2 to do; 4 tests of them to do." in told
    assert "1 at a time, by runs that have landed: 4 of lab-tiny (ner, cpu)." in told


def test_done_again_it_makes_nothing_twice(undisturbed: Path) -> None:
    before = predictions(undisturbed)
    again = run_study(undisturbed)
    assert again.returncode == 0
    assert "nothing is left to do" in again.stderr
    assert predictions(undisturbed).equals(before)


def test_the_study_is_kept_with_all_it_takes_to_repeat_it(undisturbed: Path) -> None:
    (known,) = remembered(runs_folder(undisturbed))
    assert (known.study, known.text, len(known.runs)) == ("mine", STUDY, 4)
    assert known.resolved["tasks"][0]["training"] == {"epochs": 2}
    assert len(known.sha256) == 64
    assert known.ended_at is not None


def test_killed_in_the_middle_it_goes_on_to_the_same_predictions(
    undisturbed: Path, fresh: Fresh, tmp_path: Path
) -> None:
    warehouse = with_text(fresh, tmp_path / "killed")
    command = [sys.executable, "-m", "xlr_warehouse", "-w", str(warehouse), "run"]
    process = subprocess.Popen(
        [*command, str(warehouse.parent / "mine.toml"), "--jobs", "1"],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    runs = runs_folder(warehouse)
    deadline = time.monotonic() + 100
    while not list((runs / states.FOLDER).glob("*.json")):  # until a run is being made
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    told = xlr("status", warehouse=warehouse).stdout
    assert "stopped before its end: 'xlr run' goes on with it" in told
    assert "Stopped before their end, to go on from the last checkpoint: 1" in told
    again = run_study(warehouse)
    assert again.returncode == 0, again.stderr
    columns = ["run", "sentence", "position", "tag", "probability"]
    expected, found = (predictions(path).select(columns).sort(columns) for path in (undisturbed, warehouse))
    assert found.equals(expected)


def test_what_cannot_be_had_stops_nothing_else_and_is_told_at_the_end(
    undisturbed: Path, fresh: Fresh, tmp_path: Path
) -> None:
    assert undisturbed
    warehouse = with_text(fresh, tmp_path / "partly")
    text = STUDY.replace("[1, 2]", "[1]").replace('"lab-tiny"', '"lab-tiny", { folder = "gone" }') + MORE
    (warehouse.parent / "mine.toml").write_text(text, encoding="utf-8")
    done = run_study(warehouse)
    assert done.returncode == 1
    assert "2 runs: 2 trained" in done.stderr
    first, second = done.stderr.partition("2 things could not be done:\n")[2].splitlines()[:2]
    assert first.endswith("gone: There is no such folder with an encoder.")
    assert second.startswith("  per_given_name, aa-bb: There are no given names of bb in the warehouse: 'xlr ingest ")
    with Warehouse.reading(warehouse) as opened:
        made = opened.frame("select distinct perturbation from evaluation_setting order by all").to_series().to_list()
        assert opened.one("select distinct parameters from perturbation where perturbation = 'typo'") == '{"rate": 0.2}'
    assert made == ["context_cosine", "entity_placebo", "entity_unshared", "none", "typo"]
    told = xlr("status", warehouse=warehouse).stdout
    assert "Study mine: 4 runs: 2 done, 2 not possible yet." in told
    assert "could not be done: per_given_name, aa-bb" in told


def test_a_run_that_failed_is_tried_again_only_when_it_is_asked_for(fresh: Fresh, tmp_path: Path) -> None:
    warehouse = with_text(fresh, tmp_path / "failed")
    file = warehouse.parent / "mine.toml"
    file.write_text(STUDY.replace("[1, 2]", "[1]"), encoding="utf-8")
    assert run_study(warehouse).returncode == 0
    run = json.loads((runs_folder(warehouse) / "studies" / "mine.json").read_text(encoding="utf-8"))["runs"][0]["run"]
    states.note_failed(runs_folder(warehouse), run, "the device has not enough memory")
    file.write_text(STUDY.replace("[1, 2]", "[1]") + '[[task.ner.perturb]]\nnames = ["typo"]\n', encoding="utf-8")
    left = run_study(warehouse)
    assert left.returncode == 1
    assert "1 run left out, failed before: --retry-failed tries them again." in left.stderr
    told = xlr("status", warehouse=warehouse).stdout
    assert "Study mine: 2 runs: 1 done, 1 failed." in told
    assert f"  {run}: the device has not enough memory" in told
    again = run_study(warehouse, "--retry-failed")
    assert again.returncode == 0, again.stderr
    assert "Study mine: 2 runs: 2 done." in xlr("status", warehouse=warehouse).stdout


def test_status_answers_while_another_process_writes(undisturbed: Path) -> None:
    with Warehouse.writing(undisturbed):
        told = xlr("status", warehouse=undisturbed)
    assert told.returncode == 0, told.stderr
    assert f"process {os.getpid()} is using it" in told.stdout
    assert "what has landed is not counted" in told.stdout


def test_status_tells_of_runs_without_a_study(fresh: Fresh, tmp_path: Path) -> None:
    warehouse = with_text(fresh, tmp_path / "alone")
    states.note_failed(runs_folder(warehouse), "ner-x-s1", "its process ended")
    states.note_running(runs_folder(warehouse), "ner-x-s2", done=0.5, speed=1234.0)
    told = xlr("status", warehouse=warehouse).stdout
    described = json.loads(xlr("status", "--json", warehouse=warehouse).stdout)
    assert [one["reason"] for one in described["failed"]] == ["its process ended"]
    assert "No study was begun here" in told
    assert "  ner-x-s1: its process ended" in told
    assert "  ner-x-s2: 50% trained in " in told
    assert ", 1,234 pieces a second, process " in told


def test_a_study_without_any_of_its_text_is_refused_with_the_command_that_helps(tmp_path: Path) -> None:
    done = xlr("run", "paper", warehouse=tmp_path / "none.duckdb")
    assert done.returncode == 1
    assert "Nothing of the study paper can be done: ner: no text of fr, br, " in done.stderr.splitlines()[-1]
    refused(xlr("run", "papre", warehouse=tmp_path / "none.duckdb"), "did you mean 'paper'")
    refused(xlr("status", warehouse=tmp_path / "other.duckdb"), "there is no warehouse here")
