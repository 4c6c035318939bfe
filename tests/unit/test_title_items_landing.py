import hashlib
import json
import shutil
from pathlib import Path

import pytest

from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

RECORDS = [
    {"page": f"p{number // 2}", "text": f"Skrid niverenn {number}", "options": ["a", "b", "c", "d"], "label": "B"}
    for number in range(20)
]


@pytest.fixture
def path(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pristine, tmp_path / "xlr.duckdb"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    flawed = {**RECORDS[0], "text": "Fall", "options": ["a", "a", "b", "c"]}
    return written(tmp_path / "items.json", [*RECORDS, RECORDS[3], flawed])


def written(path: Path, records: object) -> Path:
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def ingest(path: Path, file: Path, *options: str) -> int:
    return run(["-w", str(path), "ingest", "titles", str(file), "--corpus", "pages", "--language", "br", *options])


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(query).rows()


def state(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


LINES = {1: 1, 2: 4}
"""How many lines an error has by its status: one, or how the command is used, a hint, and the error."""

SETS = "select split, n_items, n_tokens from text_set order by split"


def test_items_land_as_two_splits_and_what_was_left_out_is_said(
    path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(path, file, "--licence", "CC0") == 0
    said = capsys.readouterr().err
    assert (
        "Read 22 records (JSON): 20 kept; 1 removed as exact duplicates, 1 left out because their options repeat."
        in said
    )
    assert "Pages: 10 (the field 'page' says the page); split by page, 80/20." in said
    assert "Landed 2 text sets of pages: 20 items, 60 tokens." in said
    assert rows(path, SETS) == [("test", 4, 12), ("train", 16, 48)]
    landed = rows(
        path,
        """
        select page, text, correct, list(title order by option) from title_item
        inner join title_option using (text_set, item) group by all order by all
        """,
    )
    assert landed == sorted((one["page"], one["text"], "B", ["a", "b", "c", "d"]) for one in RECORDS)
    assert rows(path, "select task, licence from corpus") == [("title", "CC0")]


def test_one_split_is_what_is_said(path: Path, file: Path) -> None:
    assert ingest(path, file, "--split", "validation") == 0
    assert rows(path, SETS) == [("validation", 20, 60)]


def test_the_same_file_again_changes_nothing(path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest(path, file) == 0
    before = state(path)
    assert ingest(path, file) == 0
    assert "2 were there already" in capsys.readouterr().err
    assert state(path) == before


def test_a_changed_file_is_refused_unless_it_replaces(
    path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(path, file, "--split", "test") == 0
    before = state(path)
    written(file, RECORDS[:5])
    assert ingest(path, file, "--split", "test") == 1
    assert "another content" in capsys.readouterr().err
    assert state(path) == before
    assert ingest(path, file, "--split", "test", "--replace") == 0
    assert rows(path, SETS) == [("test", 5, 15)]


def test_one_split_that_replaces_a_part_of_the_same_file_leaves_no_text_on_both_sides(
    path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(path, file) == 0
    assert ingest(path, file, "--split", "train") == 1
    assert ingest(path, file, "--split", "train", "--replace") == 0
    assert "Gone too, as made of the same file as what was replaced: br test." in capsys.readouterr().err
    assert rows(path, SETS) == [("train", 20, 60)]


@pytest.mark.parametrize(
    ("records", "options", "status", "part"),
    [
        ([*RECORDS, {**RECORDS[0], "text": " "}], (), 1, "items.json: record 21: the field 'text' is empty."),
        ([{"a": 1}], (), 1, "which field is text"),
        (RECORDS[:1], (), 1, "one page"),
        (RECORDS, ("--field", "text"), 1, "ROLE=NAME"),
        (RECORDS, ("--split", "dev"), 2, "Error: Invalid value for '--split'"),
    ],
)
def test_wrong_input_leaves_the_warehouse_byte_for_byte(
    records: object,
    options: tuple[str, ...],
    status: int,
    part: str,
    path: Path,
    file: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ingest(path, file) == 0
    before = state(path)
    written(file, records)
    capsys.readouterr()
    assert ingest(path, file, *options) == status
    said = capsys.readouterr().err
    assert part in said
    assert len(said.strip().splitlines()) == LINES[status]
    assert state(path) == before


def test_a_landing_that_is_interrupted_leaves_nothing(path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ingest.load.append_provenance", interrupted)
        assert ingest(path, file) == 130
    assert rows(path, SETS) == []
    assert ingest(path, file) == 0
    assert len(rows(path, SETS)) == 2


def test_no_warehouse_is_made_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    assert ingest(path, tmp_path / "none.json") == 1
    assert list(tmp_path.iterdir()) == []
