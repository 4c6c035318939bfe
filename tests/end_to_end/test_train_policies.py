"""What may decide a run, and what may not: which weights are taken, on which device, with how many bits, by whom."""

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
import torch
from safetensors.torch import load_file

from runners import states
from runners.bundle import checkpoint_folder, runs_folder
from runners.fine_tune import Summary, fine_tune
from runners.layout import layout
from runners.model import device_named
from runners.request import Means
from tests.made_training import land_small, work_here
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]
VALUES: dict[str, object] = {"epochs": 2, "batch_size": 16, "learning_rate": 1e-2, "max_length": 32}
TARGET = [("bb", split) for split in ("train", "validation", "test")]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are made in this process."""
    monkeypatch.setattr("runners.fine_tune.work", work_here)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny encoder that drops out, with a tokenizer of its own."""
    return tiny_encoder(
        tmp_path_factory.mktemp("encoder") / "tiny", real=False, num_hidden_layers=1, hidden_dropout_prob=0.2
    )


@pytest.fixture(scope="module")
def landed(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of warehouses with the small corpus, in which texts differ as their names say; copy them."""
    folder = tmp_path_factory.mktemp("landed")
    tests, validation = [("aa", "test"), ("bb", "test")], [("aa", "validation")]
    for name, other in {"small": [], "target": TARGET, "tests": tests, "validation": validation}.items():
        with fresh(folder / name) as warehouse:
            land_small(warehouse, other=other)
    return folder


@pytest.fixture
def path(landed: Path, tmp_path: Path) -> Path:
    """A warehouse with the small corpus."""
    return Path(shutil.copy(landed / "small", tmp_path / "xlr.duckdb"))


def tuned(
    path: Path, encoder: Path | str, *, task: str = "ner", means: Means | None = None, **values: object
) -> Summary:
    return fine_tune(
        warehouse=path,
        encoder=str(encoder),
        task=task,
        on=["aa"],
        test=["aa", "bb"],
        overrides=VALUES | values,
        means=means or Means(),
    )


def weights(path: Path) -> bytes:
    """The weights of the only kept model."""
    (folder,) = runs_folder(path).glob("*.model")
    return (folder / "model.safetensors").read_bytes()


@pytest.mark.parametrize("selection", ["last", "source_dev"])
@pytest.mark.parametrize("task", ["ner", "title"])
def test_neither_test_sets_nor_the_target_language_change_a_weight(
    selection: str, task: str, path: Path, encoder: Path, landed: Path
) -> None:
    tuned(path, encoder, task=task, selection=selection)
    for name in ("target", "tests"):
        elsewhere = Path(shutil.copy(landed / name, path.with_name(f"{name}.duckdb")))
        tuned(elsewhere, encoder, task=task, selection=selection)
        assert weights(elsewhere) == weights(path)


def test_another_validation_set_of_the_source_makes_another_run(path: Path, encoder: Path, landed: Path) -> None:
    elsewhere = Path(shutil.copy(landed / "validation", path.with_name("elsewhere.duckdb")))
    names: dict[str, list[set[str]]] = {"last": [], "source_dev": []}
    for selection, found in names.items():
        for place in (path, elsewhere):
            tuned(place, encoder, selection=selection)
            with Warehouse.reading(place) as warehouse:
                runs = warehouse.frame("select run from run where selection = $selection", selection=selection)
            found.append(set(runs.to_series()))
    assert names["last"][0] == names["last"][1]
    assert not names["source_dev"][0] & names["source_dev"][1]
    assert not names["source_dev"][0] & names["last"][0]


def test_the_epoch_is_taken_that_is_best_on_the_validation_set_of_the_source(
    path: Path, encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[int] = []
    scores = iter([0.9, 0.1])

    def score(_: object, predicted: pl.DataFrame) -> float:
        looked_at.append(predicted.height)
        return next(scores)

    monkeypatch.setattr("runners.tasks.ner.TaggedText.score", score)
    tuned(path, encoder, selection="source_dev")
    with Warehouse.reading(path) as warehouse:
        n_tokens = warehouse.one(
            "select n_tokens from text_set where language = 'aa' and split = 'validation' and task = 'ner'"
        )
        assert warehouse.frame("select selection from run").to_series().to_list() == ["source_dev"]
        config = json.loads(warehouse.one("select config from run"))
    assert looked_at == [n_tokens] * 2
    assert config["selection"] == "source_dev"
    chosen = weights(path)
    monkeypatch.undo()
    monkeypatch.setattr("runners.fine_tune.work", work_here)
    tuned(path, encoder, selection="last")
    last = next(folder for folder in runs_folder(path).glob("*.model") if not _is_chosen(folder))
    assert (last / "model.safetensors").read_bytes() != chosen


def _is_chosen(folder: Path) -> bool:
    return json.loads((folder / "training.json").read_text(encoding="utf-8"))["selection"] == "source_dev"


def test_without_a_validation_set_of_the_source_one_sentence_says_so(
    fresh: Fresh, tmp_path: Path, encoder: Path
) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_small(warehouse, splits=("train", "test"))
    with pytest.raises(
        XlrError, match=r"^The corpus small has no validation set in aa here: bring it in with '"
    ) as told:
        tuned(tmp_path / "xlr.duckdb", encoder, selection="source_dev")
    assert "\n" not in str(told.value)
    assert not list(runs_folder(tmp_path / "xlr.duckdb").glob("*.checkpoint"))


@pytest.mark.parametrize("task", ["ner", "title"])
def test_the_same_inputs_and_seed_give_the_same_predictions(task: str, path: Path, encoder: Path) -> None:
    shutil.copy(path, path.with_name("again.duckdb"))
    for place in (path, path.with_name("again.duckdb")):
        tuned(place, encoder, task=task)
    table = "prediction" if task == "ner" else "title_prediction"
    found = []
    for place in (path, path.with_name("again.duckdb")):
        with Warehouse.reading(place) as warehouse:
            found.append(warehouse.frame(f"select * from {table} order by all"))
    assert found[0].height > 0
    assert found[0].equals(found[1])
    assert weights(path) == weights(path.with_name("again.duckdb"))


@pytest.mark.parametrize("task", ["ner", "title"])
def test_half_the_bits_are_used_where_they_are_asked_for_and_noted(task: str, path: Path, encoder: Path) -> None:
    table = "prediction" if task == "ner" else "title_prediction"
    for precision in ("float32", "bfloat16", "auto"):
        tuned(path, encoder, task=task, precision=precision)
    with Warehouse.reading(path) as warehouse:
        runs = dict(warehouse.frame("select config ->> 'precision', run from run").rows())
        query = f"select * exclude (run) from {table} where run = $run order by all"
        said = {precision: warehouse.frame(query, run=run) for precision, run in runs.items()}
    assert set(runs) == {"float32", "bfloat16", "auto"}
    assert said["auto"].equals(said["float32"])
    assert not said["bfloat16"].equals(said["float32"])
    (kept,) = runs_folder(path).glob(f"{runs['bfloat16']}.model/model.safetensors")
    assert {str(tensor.dtype) for tensor in load_file(kept).values()} == {"torch.float32"}


def test_a_run_that_another_process_makes_is_left_to_it(path: Path, encoder: Path) -> None:
    seen: list[str] = []

    def told(run: str, **_: int) -> None:
        seen.append(run)

    summary = fine_tune(warehouse=path, encoder=str(encoder), on=["aa"], test=["aa"], overrides=VALUES, progress=told)
    assert (summary.n_trained, summary.n_elsewhere) == (1, 0)
    with Warehouse.writing(path) as warehouse:
        for table in ("predicted_mention", "prediction", "evaluation", "training_step", "run"):
            warehouse.execute(f"delete from {table}")
    shutil.rmtree(next(runs_folder(path).glob("*.model")))
    states.note_running(runs_folder(path), seen[0], done=0.5)
    summary = fine_tune(warehouse=path, encoder=str(encoder), on=["aa"], test=["aa"], overrides=VALUES)
    assert (summary.n_trained, summary.n_elsewhere, summary.landed.n_runs) == (0, 1, 0)
    noted_by_the_dead(runs_folder(path), seen[0])
    summary = fine_tune(warehouse=path, encoder=str(encoder), on=["aa"], test=["aa"], overrides=VALUES)
    assert (summary.n_trained, summary.n_elsewhere, summary.landed.n_runs) == (1, 0, 1)


def test_a_run_that_another_process_took_up_meanwhile_is_left_to_it(
    path: Path, encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runners.states.is_taken", lambda _, run: "-s2-" in run)
    summary = fine_tune(
        warehouse=path,
        encoder=str(encoder),
        on=["aa"],
        test=["aa"],
        seeds=[1, 2],
        overrides=VALUES,
        means=Means(jobs=1),
    )
    assert (summary.n_trained, summary.n_recalled, summary.n_elsewhere) == (1, 0, 1)


def test_what_was_left_by_a_process_killed_after_its_bundle_was_whole_goes(path: Path, encoder: Path) -> None:
    runs, copies = runs_folder(path), path.with_name("copies")
    tuned(path, encoder, means=Means(copies=copies))
    (bundle,) = copies.iterdir()
    with Warehouse.writing(path) as warehouse:
        for table in ("predicted_mention", "prediction", "evaluation", "training_step", "run"):
            warehouse.execute(f"delete from {table}")
    shutil.copytree(bundle, runs / bundle.name)
    (checkpoint_folder(runs, bundle.name) / "000000010").mkdir(parents=True)
    noted_by_the_dead(runs, bundle.name)
    assert tuned(path, encoder).n_complete == 1
    assert {entry.name for entry in runs.iterdir()} == {f"{bundle.name}.model", states.FOLDER}
    assert not list((runs / states.FOLDER).iterdir())


def noted_by_the_dead(runs: Path, run: str) -> None:
    """Note that a process makes a run that is no more."""
    states.note_running(runs, run, done=0.5)
    file = runs / states.FOLDER / f"{run}.json"
    dead = json.loads(file.read_text(encoding="utf-8")) | {"process": 2**22 + 1}
    file.write_text(json.dumps(dead), encoding="utf-8")


def test_a_run_is_not_gone_on_with_on_another_device_unless_its_model_was_kept(path: Path, encoder: Path) -> None:
    tests = {"encoder": str(encoder), "on": ["aa"], "overrides": VALUES}
    fine_tune(warehouse=path, test=["aa"], means=Means(keep_model=False), **tests)
    with Warehouse.writing(path) as warehouse:
        warehouse.execute("update run set device = 'NVIDIA H200'")
    with pytest.raises(XlrError) as told:
        fine_tune(warehouse=path, test=["aa", "bb"], means=Means(keep_model=False), **tests)
    assert "was trained on NVIDIA H200 and its model was not kept" in str(told.value)
    assert "on cpu: repeat this on NVIDIA H200, or take another seed." in str(told.value)
    assert fine_tune(warehouse=path, test=["aa"], **tests).n_complete == 1
    fine_tune(warehouse=path, test=["aa"], seeds=[2], **tests)
    with Warehouse.writing(path) as warehouse:
        warehouse.execute("update run set device = 'NVIDIA H200' where seed = 2")
    assert fine_tune(warehouse=path, test=["aa", "bb"], seeds=[2], **tests).n_recalled == 1


def test_several_devices_share_the_runs(path: Path, encoder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []

    def named(name: str) -> object:
        used.append(name)
        return device_named(name)

    monkeypatch.setattr("runners.making.device_named", named)
    how = {"warehouse": path, "encoder": str(encoder), "on": ["aa", "bb"], "test": ["aa"], "overrides": VALUES}
    summary = fine_tune(means=Means(device="cpu, cpu:0"), **how)
    assert summary.n_trained == 2
    assert used == ["cpu", "cpu:0"]


def test_devices_of_several_kinds_are_refused_as_their_numbers_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runners.model.device_named", torch.device)
    with pytest.raises(XlrError, match=r"^The devices cpu, cuda:0 are not of one kind"):
        layout([], means=Means(device="cpu, cuda:0"))
    assert layout([], means=Means(device="cuda:0,cuda:1")).devices == ("cuda:0", "cuda:1")


@pytest.mark.parametrize("device", ["cpu,nonsense", "cpu,", ",", "meta", "cuda:99"])
def test_a_device_that_is_not_here_is_told_before_anything_is_made(device: str) -> None:
    with pytest.raises(XlrError, match=r"^There is no device '") as told:
        layout([], means=Means(device=device))
    assert "\n" not in str(told.value)
