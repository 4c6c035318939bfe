"""Run bundles: whole or refused, and landing them once."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner
from ingest.text_sets import TOKEN_SCHEMA
from runners import bundle as bundles
from runners.bundle import Bundle
from runners.drafts import DRAFT, draft_path, remove_stale
from runners.landing import Landed, land
from runners.record import TextSetName
from tests.made_bundle import made_bundle
from xlr_warehouse.errors import InputError, XlrError
from xlr_warehouse.warehouse import Warehouse

TABLES = ("encoder", "tokenizer", "run", "training_step", "evaluation", "prediction", "predicted_mention")
GOLD = [(0, 0, "Ana", "B-PER"), (0, 1, "bor", "O"), (1, 0, "Oslo", "B-LOC"), (1, 1, "by", "I-LOC")]
TAGS = ["B-PER", "O", "I-LOC", "O"]


def text_sets(warehouse: Warehouse) -> dict[str, TextSetName]:
    """A training set, a test set and a perturbed one, all of the same four tokens."""
    tokens = pl.DataFrame(GOLD, schema=TOKEN_SCHEMA, orient="row")
    names: dict[str, TextSetName] = {}
    for name, split, perturbation in (("train", "train", "none"), ("test", "test", "none"), ("new", "test", "swap")):
        key = TextSetKey(corpus="made", task="ner", language="no", split=split, perturbation=perturbation)
        number = append_ner(warehouse, key, tokens)
        sha256 = warehouse.one("select sha256 from text_set where text_set = $number", number=number)
        names[name] = TextSetName(
            corpus="made", task="ner", language="no", split=split, perturbation=perturbation, sha256=sha256
        )
    return names


def made(train: TextSetName, *tests: TextSetName, run: str = "ner-x-made.no-s1-0") -> Bundle:
    """A bundle of a run that predicts `TAGS` on each of the tests."""
    tokens = pl.DataFrame(GOLD, schema=TOKEN_SCHEMA, orient="row").select("sentence", "position")
    predicted = tokens.with_columns(tag=pl.Series(TAGS))
    return made_bundle(train, *((test, predicted) for test in tests), run=run)


def contents(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    return {table: warehouse.frame(f"select * from {table}").rows() for table in TABLES}


ANY = TextSetName(corpus="c", task="ner", language="no", split="test", perturbation="none", sha256="0")


def test_a_bundle_is_read_as_it_was_written(tmp_path: Path) -> None:
    want = made(ANY, ANY)
    got = bundles.read(bundles.write(want, into=tmp_path))
    assert (got.record, got.evaluations) == (want.record, want.evaluations)
    assert got.steps.equals(want.steps)
    assert got.predictions.equals(want.predictions)


@pytest.mark.parametrize("file", [bundles.STEPS, bundles.PREDICTIONS])
def test_a_bundle_with_a_wrong_hash_is_refused(tmp_path: Path, file: str) -> None:
    folder = bundles.write(made(ANY, ANY), into=tmp_path)
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(whole[:-1] + b"x")
    with pytest.raises(InputError, match=f"{file} is not what was written"):
        bundles.read(folder)
    (folder / file).unlink()
    with pytest.raises(InputError, match=f"{file} is not what was written"):
        bundles.read(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1, "sha256": {}, "run": {}}'])
def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / bundles.RECORD).write_text(text)
    with pytest.raises(InputError):
        bundles.read(tmp_path)


def test_a_full_disk_is_told_in_one_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pl.DataFrame, "write_parquet", refuse)
    with pytest.raises(XlrError, match=r"cannot be written into .*: No space left on device\.$"):
        bundles.write(made(ANY, ANY), into=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_bundles_of_one_run_wait_beside_each_other(tmp_path: Path) -> None:
    folders = [bundles.write(made(ANY, ANY), into=tmp_path) for _ in range(3)]
    assert bundles.waiting(tmp_path) == sorted(folders)
    assert len(set(folders)) == 3


def test_only_the_drafts_of_dead_processes_are_removed(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    ours = draft_path(tmp_path, "run")
    theirs = ours.with_name(ours.name.replace(f".{os.getpid()}{DRAFT}", f".{dead.pid}{DRAFT}"))
    elsewhere = tmp_path / f".run.another-machine.{dead.pid}{DRAFT}"
    for folder in (ours, theirs, elsewhere):
        folder.mkdir()
        (folder / bundles.RECORD).touch()
    assert bundles.waiting(tmp_path) == []
    remove_stale(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([ours, elsewhere])


def test_landing_inserts_every_table_and_removes_the_folder(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    folder = bundles.write(made(names["train"], names["test"], names["new"]), into=tmp_path / "runs")
    assert land(warehouse, [folder]) == Landed(n_runs=1, n_evaluations=2, n_predictions=8)
    assert not folder.exists()
    got = contents(warehouse)
    assert {table: len(rows) for table, rows in got.items()} == {
        "encoder": 1,
        "tokenizer": 1,
        "run": 1,
        "training_step": 1,
        "evaluation": 2,
        "prediction": 8,
        "predicted_mention": 4,
    }
    numbers = warehouse.frame("select text_set from text_set where split = 'test' order by all").to_series().to_list()
    assert [row[1] for row in got["prediction"]] == [number for number in numbers for _ in range(4)]
    found = warehouse.frame(
        "select sentence, first_token, end_token, type, starts_with_b, is_correct from predicted_mention order by all"
    )
    assert set(found.rows()) == {(0, 0, 1, "PER", True, True), (1, 0, 1, "LOC", False, False)}


def test_landing_leaves_a_copy_of_each_bundle_where_it_is_asked_for(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    copies = tmp_path / "copies"
    for test in ("test", "new"):
        want = made(names["train"], names[test])
        folder = bundles.write(want, into=tmp_path / "runs")
        land(warehouse, [folder], copies=copies)
        assert not folder.exists()
    found = sorted(path.name for path in copies.iterdir())
    assert found == ["ner-x-made.no-s1-0", "ner-x-made.no-s1-0.2"]
    assert [bundles.read(copies / name).evaluations[0].text_set.perturbation for name in found] == ["none", "swap"]


def test_landing_twice_changes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    folder = bundles.write(made(names["train"], names["test"]), into=tmp_path / "runs")
    land(warehouse, [folder], remove=False)
    before = contents(warehouse)
    assert land(warehouse, [folder, folder], remove=False) == Landed()
    assert contents(warehouse) == before


def test_a_known_run_gets_only_its_new_evaluations(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    first = bundles.write(made(names["train"], names["test"]), into=tmp_path / "runs")
    land(warehouse, [first])
    second = bundles.write(made(names["train"], names["new"], names["test"]), into=tmp_path / "runs")
    assert land(warehouse, [second]) == Landed(n_runs=0, n_evaluations=1, n_predictions=4)
    pairs = warehouse.frame("select text_set, count(*) from prediction group by all order by all").rows()
    assert [count for _, count in pairs] == [4, 4]


def test_a_bundle_of_another_warehouse_is_told_by_the_text_set_it_names(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    foreign = replace(names["test"], sha256="f" * 64)
    good = bundles.write(made(names["train"], names["test"]), into=tmp_path / "runs")
    bad = bundles.write(made(names["train"], foreign, run="other"), into=tmp_path / "runs")
    with pytest.raises(
        XlrError, match=r"names the text set made\.no test \(sha256 ffffffff\), which this warehouse lacks"
    ):
        land(warehouse, [good, bad])
    assert contents(warehouse) == {table: [] for table in TABLES}
    assert bundles.waiting(tmp_path / "runs") == sorted([good, bad])


def test_a_bundle_that_misses_tokens_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    short = made(names["train"], names["test"])
    folder = bundles.write(replace(short, predictions=short.predictions.head(3)), into=tmp_path / "runs")
    with pytest.raises(XlrError, match="predicts 3 of the 4 tokens"):
        land(warehouse, [folder])


MISPLACED = {
    "a token twice": [(0, 0), (0, 0), (1, 0), (1, 1)],
    "no such sentence": [(0, 0), (0, 1), (1, 0), (7, 0)],
    "no such position": [(0, 0), (0, 1), (1, 0), (1, 5)],
    "no position": [(0, 0), (0, 1), (1, 0), (1, None)],
}


@pytest.mark.parametrize("places", MISPLACED.values(), ids=MISPLACED)
def test_as_many_predictions_in_other_places_are_refused(
    warehouse: Warehouse, tmp_path: Path, places: list[tuple[int, int | None]]
) -> None:
    names = text_sets(warehouse)
    whole = made(names["train"], names["new"], names["test"])
    moved = pl.DataFrame(places, schema={"sentence": pl.Int32, "position": pl.Int32}, orient="row")
    wrong = whole.predictions.head(4).with_columns(moved.get_columns())
    predictions = pl.concat([wrong, whole.predictions.tail(4)])
    folder = bundles.write(replace(whole, predictions=predictions), into=tmp_path / "runs")
    with pytest.raises(XlrError, match=r"predicts other places than those of the 4 tokens of made\.no test \(swap\)"):
        land(warehouse, [folder])
    assert contents(warehouse) == {table: [] for table in TABLES}


def test_the_order_of_predictions_in_a_bundle_does_not_matter(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    whole = made(names["train"], names["test"], names["new"])
    folder = bundles.write(replace(whole, predictions=whole.predictions.reverse()), into=tmp_path / "runs")
    assert land(warehouse, [folder]) == Landed(n_runs=1, n_evaluations=2, n_predictions=8)


OTHERWISE = {
    "seed": {"seed": 2},
    "selection": {"selection": "best"},
    "configuration": {"config": {"epochs": 2}},
    "tokenizer": {"tokenizer": replace(made(ANY).record.tokenizer, revision="r2")},
    "encoder": {"encoder": replace(made(ANY).record.encoder, encoder="y")},
    "training set": {"train_set": None},
}


@pytest.mark.parametrize("is_landed", [True, False], ids=["landed before", "in the same call"])
@pytest.mark.parametrize(("what", "change"), OTHERWISE.items(), ids=OTHERWISE)
def test_a_bundle_of_a_known_run_that_was_made_otherwise_is_refused(
    warehouse: Warehouse, tmp_path: Path, what: str, change: dict[str, object], *, is_landed: bool
) -> None:
    names = text_sets(warehouse)
    tokens = pl.DataFrame([(0, 0, "Bo", "O")], schema=TOKEN_SCHEMA, orient="row")
    number = append_ner(warehouse, TextSetKey(corpus="made", task="ner", language="da", split="train"), tokens)
    sha256 = warehouse.one("select sha256 from text_set where text_set = $number", number=number)
    danish = replace(names["train"], language="da", sha256=sha256)
    first, second = made(names["train"], names["test"]), made(names["train"], names["new"])
    changed = {name: danish if value is None else value for name, value in change.items()}
    second = replace(second, record=replace(second.record, **changed))  # pyright: ignore[reportArgumentType] (any of its fields)
    folders = [bundles.write(bundle, into=tmp_path / "runs") for bundle in (first, second)]
    if is_landed:
        land(warehouse, folders[:1])
    before = contents(warehouse)
    with pytest.raises(XlrError, match=f"is known already with another {what} than in this bundle"):
        land(warehouse, folders[is_landed:])
    assert contents(warehouse) == before


def test_a_run_trained_again_elsewhere_lands_its_new_evaluations(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    first, second = made(names["train"], names["test"]), made(names["train"], names["new"])
    again = replace(second.record, device="cuda", versions={"torch": "3"}, commit="c", finished_at=datetime(2027, 1, 1))  # noqa: DTZ001 (UTC without an offset, as stored)
    folders = [bundles.write(one, into=tmp_path / "runs") for one in (first, replace(second, record=again))]
    assert land(warehouse, folders) == Landed(n_runs=1, n_evaluations=2, n_predictions=8)


def test_a_run_may_name_either_of_two_splits_with_the_same_text(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    tokens = pl.DataFrame(GOLD, schema=TOKEN_SCHEMA, orient="row")
    key = TextSetKey(corpus="made", task="ner", language="no", split="train_leak_free")
    append_ner(warehouse, key, tokens)
    same = replace(names["train"], split="train_leak_free")
    folders = [
        bundles.write(made(train, test), into=tmp_path / "runs")
        for train, test in ((names["train"], names["test"]), (same, names["new"]))
    ]
    assert land(warehouse, folders).n_runs == 1


def test_a_run_whose_training_set_is_gone_still_lands_its_new_evaluations(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    land(warehouse, [bundles.write(made(names["train"], names["test"]), into=tmp_path / "runs")])
    warehouse.execute("update run set train_set = null")
    again = bundles.write(made(names["train"], names["new"]), into=tmp_path / "runs")
    assert land(warehouse, [again]) == Landed(n_runs=0, n_evaluations=1, n_predictions=4)


def test_a_bundle_with_a_text_set_twice_is_refused(tmp_path: Path) -> None:
    folder = bundles.write(made(ANY, ANY, ANY), into=tmp_path)
    with pytest.raises(InputError, match=r"has the text set c\.no test twice"):
        bundles.read(folder)


def test_predictions_for_no_evaluation_are_refused(tmp_path: Path) -> None:
    one = made(ANY, ANY)
    stray = one.predictions.with_columns(evaluation=pl.lit(1, dtype=pl.Int32))
    folder = bundles.write(replace(one, predictions=pl.concat([one.predictions, stray])), into=tmp_path)
    with pytest.raises(InputError, match="for an evaluation that it does not list"):
        bundles.read(folder)


def test_an_encoder_with_other_weights_under_a_known_name_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    names = text_sets(warehouse)
    first, second = made(names["train"], names["test"]), made(names["train"], names["test"], run="other")
    other = replace(second.record, encoder=replace(second.record.encoder, revision="r2"))
    land(warehouse, [bundles.write(first, into=tmp_path / "runs")])
    with pytest.raises(XlrError, match="with the revision r, not r2"):
        land(warehouse, [bundles.write(replace(second, record=other), into=tmp_path / "runs")])
