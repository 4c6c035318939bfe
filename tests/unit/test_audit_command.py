"""`xlr audit` shows a row for each text set, says what it found, and what to do next."""

from pathlib import Path

import pytest

from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

TRAIN = "Ganet O\ne O\nBrest B-LOC\n\nKemper B-LOC\n\nkêr O\nRoazhon B-LOC\n\ntra O\nall O\nAnna B-PER\n\n"
TEST = "Ganet O\ne O\nBrest B-LOC\n\nYann B-PER\nVari I-PER\n\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for split, text in (("train", TRAIN), ("test", TEST)):
        (tmp_path / split).write_text(text, encoding="utf-8")
        given = ["conll", str(tmp_path / split), "--corpus", "c", "--language", "br", "--split", split]
        assert run(["-w", str(tmp_path / "xlr.duckdb"), "ingest", *given]) == 0
    return tmp_path / "xlr.duckdb"


def test_audit_tells_what_it_found_and_what_comes_next(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["-w", str(path), "audit", "br"]) == 0
    said = capfd.readouterr()
    assert [line.split("|")[3].strip() for line in said.out.splitlines()[2:4]] == ["train", "test"]
    assert "1 of 2 sentences stand word for word in training (50.0%)" in said.err
    assert said.err.splitlines()[-2:] == [
        "Audited 2 text sets (6 sentences looked at), compared 1 pair of training and test sets.",
        "Next: xlr audit br --resplit, or xlr overlap",
    ]


def test_audit_repeated_changes_nothing(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(["-w", str(path), "audit"]) == 0
    assert "2 text sets were known" in capfd.readouterr().err


def test_resplit_is_used_by_overlap_and_perturb(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(["-w", str(path), "audit", "--resplit", "--seed", "5"]) == 0
    assert "5 of 6 sentences kept" in capfd.readouterr().err
    assert run(["-w", str(path), "overlap", "--leak-free"]) == 0
    assert run(["-w", str(path), "perturb", "entity_placebo", "--leak-free"]) == 0
    assert "--leak-free" in capfd.readouterr().err
    with Warehouse.reading(path) as warehouse:
        tested = warehouse.frame(
            "select distinct split from text_set where text_set in (select test_set from overlap) "
            "or perturbation <> 'none'"
        )
    assert tested.to_series().to_list() == ["test_leak_free"]


def test_another_seed_is_refused_in_a_sentence(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["-w", str(path), "audit", "--resplit", "--seed", "5"]) == 0
    capfd.readouterr()
    assert run(["-w", str(path), "audit", "--resplit", "--seed", "6"]) == 1
    assert capfd.readouterr().err == (
        "xlr: The leak-free splits of br in the corpus c were dealt with another seed or from other splits; --replace "
        "deals them anew, and what rests on the old ones goes.\n"
    )
    assert run(["-w", str(path), "audit", "--resplit", "--seed", "6", "--replace"]) == 0


def test_without_languages_the_resplit_leaves_out_what_lacks_a_split(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    given = ["conll", str(path.parent / "test"), "--corpus", "only", "--language", "fo", "--split", "test"]
    assert run(["-w", str(path), "ingest", *given]) == 0
    capfd.readouterr()
    assert run(["-w", str(path), "audit", "--resplit"]) == 0
    said = capfd.readouterr()
    assert "Not dealt anew, for lack of a train or a test split: only fo." in said.err
    assert "Leak-free splits of c br: 5 of 6 sentences kept" in said.err
    assert "| only" in said.out
    assert run(["-w", str(path), "audit", "fo", "--resplit"]) == 1
    assert "fo has no train split in the corpus only" in capfd.readouterr().err


def test_overlap_names_the_language_that_was_not_dealt_anew(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["-w", str(path), "audit", "--resplit"]) == 0
    for split in ("train", "test"):
        given = ["conll", str(path.parent / split), "--corpus", "c", "--language", "fo", "--split", split]
        assert run(["-w", str(path), "ingest", *given]) == 0
    capfd.readouterr()
    assert run(["-w", str(path), "overlap", "--leak-free", "--pair", "br-fo"]) == 1
    said = capfd.readouterr().err
    assert said == "xlr: For the pair br-fo, fo lacks leak-free splits: 'xlr audit fo --resplit' makes them.\n"
