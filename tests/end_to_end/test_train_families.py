"""Encoders of every family are fine-tuned for both tasks: they learn, predict everything, and come back the same.

One command's worth of runs for all families and tasks, made in this process.
"""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from runners.bundle import runs_folder
from runners.fine_tune import Summary, make_runs
from runners.request import Request, Setting, Wanted
from runners.states import states
from tests.made_training import land_small, work_here
from tests.tiny_encoder import FAMILIES, tiny_encoder
from xlr_warehouse.warehouse import Warehouse

TASKS = ("ner", "title")
VALUES = {"epochs": 6, "batch_size": 8, "learning_rate": 1e-2, "max_length": 60}
SIZES: dict[str, Any] = {"num_hidden_layers": 2, "hidden_size": 32, "initializer_range": 0.1}
SHOWN = {"ner": ("score", "f1_conlleval"), "title": ("title_score", "accuracy")}
TABLE = {"ner": "prediction", "title": "title_prediction"}
CHANCE = 0.25
N_RUNS = len(FAMILIES) * len(TASKS)


def made(path: Path) -> Summary:
    """What was done for all families and both tasks."""
    encoders = path.with_name("encoders")
    wanted = [
        Wanted(
            request=Request(encoder=str(encoders / kind), task=task, overrides=VALUES),
            settings=(Setting(train="aa", tests=("aa", "bb")),),
        )
        for kind in FAMILIES
        for task in TASKS
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("runners.fine_tune.work", work_here)
        return make_runs(path, wanted)


@pytest.fixture(scope="module")
def trained(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> Path:
    """A warehouse with a run of each family and task, tested on two languages."""
    path = tmp_path_factory.mktemp("families") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_small(warehouse)
    for kind in FAMILIES:
        tiny_encoder(path.with_name("encoders") / kind, kind=kind, real=False, **SIZES)
    summary = made(path)
    assert (summary.n_trained, summary.landed.n_evaluations) == (N_RUNS, 2 * N_RUNS)
    return path


def frame(path: Path, query: str, **values: object) -> pl.DataFrame:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(query, **values)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("kind", FAMILIES)
def test_every_family_learns(kind: str, task: str, trained: Path) -> None:
    losses = frame(
        trained,
        "select loss from training_step join run using (run) where encoder = $kind and task = $task order by step",
        kind=kind,
        task=task,
    ).to_series()
    view, column = SHOWN[task]
    native = frame(trained, f"select {column} from {view} where encoder = $kind and test_language = 'aa'", kind=kind)
    assert losses[-1] < losses[0] / 2
    assert native.item() > 2 * CHANCE


@pytest.mark.parametrize("task", TASKS)
def test_every_token_and_option_is_predicted_once_by_every_run(task: str, trained: Path) -> None:
    places = "select text_set, sentence as first, position as second from token"
    predicted = "select run, text_set, sentence as first, position as second from prediction"
    if task == "title":
        places = "select text_set, item as first, ascii(option) as second from title_option"
        predicted = "select run, text_set, item as first, ascii(option) as second from title_prediction"
    wanted = f"select run, p.* from evaluation e join run r using (run) join ({places}) p on p.text_set = e.text_set "
    assert frame(trained, f"select count(distinct run) from ({predicted})").item() == len(FAMILIES)
    both = f"({wanted} where r.task = $task) except all ({predicted})", f"({predicted}) except all ({wanted})"
    assert frame(trained, both[0], task=task).height == 0
    assert frame(trained, both[1]).height == 0


def test_kept_models_that_are_recalled_predict_the_same_to_the_last_digit(trained: Path, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    shutil.copy(trained, path)
    shutil.copytree(runs_folder(trained), runs_folder(path))
    shutil.copytree(trained.with_name("encoders"), path.with_name("encoders"))
    queries = {task: f"select * from {TABLE[task]} order by all" for task in TASKS}
    before = {task: frame(path, query) for task, query in queries.items()}
    with Warehouse.writing(path) as warehouse:
        there = "in (select text_set from text_set where language = 'bb')"
        for table in ("predicted_mention", *TABLE.values(), "evaluation"):
            warehouse.execute(f"delete from {table} where text_set {there}")
    summary = made(path)
    assert (summary.n_trained, summary.n_recalled, summary.n_complete) == (0, N_RUNS, 0)
    for task, query in queries.items():
        assert frame(path, query).equals(before[task])
    assert states(runs_folder(path)) == {}
    assert {entry.suffix or entry.name for entry in runs_folder(path).iterdir()} == {".model", "states"}
    assert not list((runs_folder(path) / "states").iterdir())
