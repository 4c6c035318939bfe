"""With --leak-free a run is trained and tested on the splits that were dealt anew, and shown apart from the others."""

from pathlib import Path

import pytest

from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

PEOPLE = ("Anna", "Yann", "Vari", "Per", "Soaz", "Erwan", "Nolwenn", "Gwenn")
PLACES = ("Brest", "Kemper", "Roazhon", "Naoned")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Sentences of which some stand in both splits."""
    for split, people in (("train", PEOPLE), ("test", PEOPLE[:4])):
        text = "".join(
            f"{person} B-PER\n{split} O\ne O\n{place} B-LOC\n\n{person} B-PER\n{place} B-LOC\n\n"
            for person in people
            for place in PLACES
        )
        (tmp_path / split).write_text(text, encoding="utf-8")
        given = ["conll", str(tmp_path / split), "--corpus", "c", "--language", "br", "--split", split]
        assert run(["-w", str(tmp_path / "xlr.duckdb"), "ingest", *given]) == 0
    return tmp_path / "xlr.duckdb"


def train(path: Path, *options: str) -> int:
    given = ["--encoder", "lab-tiny", "--on", "br", "--test", "br", "--epochs", "1", "--drop-model", "--jobs", "1"]
    return run(["-w", str(path), "train", *given, *options])


def test_without_leak_free_splits_training_says_what_makes_them(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert train(path, "--leak-free") == 1
    assert "'xlr audit br --resplit' makes them" in capfd.readouterr().err


def test_leak_free_runs_stand_beside_the_others(path: Path) -> None:
    assert run(["-w", str(path), "audit", "--resplit"]) == 0
    for options in ((), ("--leak-free",)):
        assert run(["-w", str(path), "overlap", "--measure", "entity_chunk", *options]) == 0
        assert train(path, *options) == 0
    with Warehouse.reading(path) as warehouse:
        sets = warehouse.frame(
            "select train.split, score.split from score inner join run using (run) "
            "inner join text_set as train on run.train_set = train.text_set order by all"
        )
        beside = warehouse.frame("select split, n_seeds from overlap_and_degradation order by split")
        subsets = warehouse.frame("select split, subset, n_sentences from score_by_subset order by all")
    assert sets.rows() == [("train", "test"), ("train_leak_free", "test_leak_free")]
    assert beside.rows() == [("test", 1), ("test_leak_free", 1)]
    sizes = {(split, subset): n for split, subset, n in subsets.iter_rows()}
    assert sizes["test", "all"] == 32
    assert sizes["test", "leak_free"] == 16
    assert sizes["test_leak_free", "all"] == sizes["test_leak_free", "leak_free"] > 0
