"""Wrong predictions and bundles get one clear sentence through the command, and leave the warehouse as it was."""

import shutil
from pathlib import Path

import pytest

from tests.command import sha256, xlr

GOOD = "Ana\tB-PER\nlives\tO\nin\tO\nVigo\tB-LOC\n\nVigo\tB-LOC\nsleeps\tO\n"
SYSTEM = ("--corpus", "made", "--language", "gl", "--encoder", "theirs", "--trained-on", "pt")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one small corpus and the predictions of one run."""
    path = tmp_path_factory.mktemp("original") / "xlr.duckdb"
    good = path.with_name("good.tsv")
    good.write_text(GOOD, encoding="utf-8")
    for split in ("train", "test"):
        done = xlr("ingest", "conll", good, "--corpus", "made", "--language", "gl", "--split", split, warehouse=path)
        assert done.returncode == 0, done.stderr
    done = xlr("ingest", "predictions", good, *SYSTEM, warehouse=path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def warehouse(original: Path, tmp_path: Path) -> Path:
    """A copy of it, one for each test."""
    return Path(shutil.copy(original, tmp_path))


@pytest.mark.parametrize(
    ("content", "arguments", "parts"),
    [
        (
            GOOD.replace("Vigo\tB", "Lugo\tB", 1),
            (),
            (":1:", "'Ana lives in Lugo'", "1 of 2 differ", "--allow other-tokens"),
        ),
        (GOOD.replace("in\tO\n", ""), ("--allow", "truncated"), (":1:", "(3 tokens)", "(4 tokens)")),
        (GOOD.replace("B-LOC", "S-LOC", 1), (), (":4:", "'S-LOC'")),
        ("O O O\n", (), ("1 sentences, the text set 2",)),
        ('{"words": ["a"]}\n', (), ("none of its columns", "words")),
        (GOOD.replace("sleeps\tO", "sleeps\tB-PER"), (), ("other predictions", "sha256", "--replace")),
        (GOOD, ("--train-corpus", "mode"), ("made gl train",)),
        (GOOD, ("--perturbation-id", "no-such"), ("no perturbation 'no-such'",)),
        (GOOD, ("--pattern", "{encodr}.txt"), ("{encodr}", "did you mean '{encoder}'")),
        (GOOD, ("--pattern", "none-{seed}.txt"), ("none-{seed}.txt", "there is 'bad.tsv', for one")),
    ],
)
def test_wrong_predictions_are_refused_in_one_sentence(
    content: str, arguments: tuple[str, ...], parts: tuple[str, ...], warehouse: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text(content, encoding="utf-8")
    before = sha256(warehouse)
    done = xlr("ingest", "predictions", bad, *SYSTEM, *arguments, warehouse=warehouse)
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (1, 1, ""), done.stderr
    assert [part for part in parts if part not in done.stderr] == [], done.stderr
    assert sha256(warehouse) == before


@pytest.mark.parametrize("lacking", ["--corpus", "--language", "--encoder", "--trained-on"])
def test_what_neither_options_nor_pattern_say_is_misuse(lacking: str, warehouse: Path, tmp_path: Path) -> None:
    at = SYSTEM.index(lacking)
    done = xlr("ingest", "predictions", tmp_path, *SYSTEM[:at], *SYSTEM[at + 2 :], warehouse=warehouse)
    assert (done.returncode, f"Missing option '{lacking}'" in done.stderr) == (2, True)


def test_a_folder_lands_and_says_what_was_left_and_what_to_do_next(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    for name, last in (("gal-1.txt", "O"), ("gal-2.txt", "B-LOC"), ("notes.md", "O")):
        (tmp_path / "runs" / name).write_text(f"B-PER O O B-LOC\nB-LOC {last}\n")
    arguments = (tmp_path / "runs", "--pattern", "{language}-{seed}.txt", "--language-map", "gal=gl", *SYSTEM)
    done = xlr("ingest", "predictions", *arguments, "--encoder", "tags", warehouse=warehouse)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [
        "Left 1 file that the pattern does not fit (notes.md).",
        "Landed 2 files of predictions of 2 runs: 12 predicted tags.",
        "Only the numbers of sentences and tags could be checked, as there are no tokens: gal-1.txt, gal-2.txt.",
        "Every tag is the gold one; are these predictions? (gal-1.txt)",
        'Next: xlr sql "from score"',
    ]
    before = sha256(warehouse)
    again = xlr("ingest", "predictions", *arguments, "--encoder", "tags", warehouse=warehouse)
    assert "The 2 runs have these predictions already; nothing changed." in again.stderr
    assert sha256(warehouse) == before


def test_what_was_permitted_is_said(warehouse: Path, tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("B-PER O\nB-LOC O\n")
    done = xlr("ingest", "predictions", path, *SYSTEM, "--seed", "2", "--allow", "truncated", warehouse=warehouse)
    assert "Permitted: 1 sentence cut short; 2 tokens without a prediction count as O." in done.stderr


def test_a_broken_bundle_is_refused_and_the_warehouse_stays(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "array" / "job" / "run").mkdir(parents=True)
    (tmp_path / "array" / "job" / "run" / "run.json").write_text("{}")
    before = sha256(warehouse)
    for arguments, n_lines in (((), 1), (("--skip-broken",), 4)):
        done = xlr("ingest", "runs", tmp_path / "array", *arguments, warehouse=warehouse)
        assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (1, n_lines, ""), done.stderr
        assert "job/run: this run bundle is not whole: training_step.parquet, prediction.parquet" in done.stderr
        assert sha256(warehouse) == before
