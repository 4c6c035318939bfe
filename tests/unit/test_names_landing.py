import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

Xlr = Callable[..., int]


@pytest.fixture
def path(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pristine, tmp_path / "xlr.duckdb"))


@pytest.fixture
def xlr(path: Path) -> Xlr:
    """How to run `xlr ingest names` on a warehouse, for the given names of Breton unless said otherwise."""

    def called(file: Path, *options: object, language: str = "br", kind: str = "given_name") -> int:
        asked = ("--language", language, "--kind", kind, *map(str, options))
        return run(["-w", str(path), "ingest", "names", str(file), *asked])

    return called


def written(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(query).rows()


def state(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


LINES = {1: 1, 2: 4}
"""How many lines an error has by its status: one, or how the command is used, a hint, and the error."""

NAMES = "select name, source from name order by name"


def test_names_land_with_their_source_and_the_file(
    path: Path, xlr: Xlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.txt", "Erwan\nAnna\nAnna\n7\n")
    assert xlr(file, "--source", "Geriadur", "--licence", "CC0") == 0
    said = capsys.readouterr().err
    assert (
        "Read 4 names of a.txt, a plain list: 2 kept, 1 unusable (no letter, too long, or another script), 1 more"
        in said
    )
    assert "Landed 2 new names; 0 were there already." in said
    assert "| br       | given_name |       2 |       1 |" in said
    assert "Next: xlr sql" in said
    assert rows(path, "from name order by name") == [
        ("br", "given_name", "Anna", "Geriadur"),
        ("br", "given_name", "Erwan", "Geriadur"),
    ]
    content = file.read_bytes()
    assert rows(path, "select * exclude (ingested_at) from name_source") == [
        (
            *("br", "given_name", "a.txt", "Geriadur", hashlib.sha256(content).hexdigest(), len(content)),
            *("CC0", "names 1: list", 2),
        )
    ]


def test_the_same_file_again_changes_nothing(
    path: Path, xlr: Xlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.txt", "Erwan\nAnna\n")
    assert xlr(file) == 0
    before = state(path)
    assert xlr(file) == 0
    assert xlr(file, "--replace") == 0
    assert "This file is there already; nothing changed." in capsys.readouterr().err
    assert state(path) == before


def test_a_name_of_several_files_keeps_its_first_source(path: Path, xlr: Xlr, tmp_path: Path) -> None:
    assert xlr(written(tmp_path / "a.txt", "Anna\nErwan\n")) == 0
    assert xlr(written(tmp_path / "b.txt", "Anna\nYann\n")) == 0
    assert xlr(tmp_path / "b.txt", kind="surname") == 0
    assert rows(path, f"{NAMES}, kind") == [
        ("Anna", "a.txt"),
        ("Anna", "b.txt"),
        ("Erwan", "a.txt"),
        ("Yann", "b.txt"),
        ("Yann", "b.txt"),
    ]
    assert rows(path, "select count(*) from name_in_source") == [(6,)]


def test_a_changed_file_is_refused_with_both_hashes(
    path: Path, xlr: Xlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.txt", "Erwan\nAnna\n")
    assert xlr(file) == 0
    before, old = state(path), hashlib.sha256(file.read_bytes()).hexdigest()
    written(file, "Erwan\nYann\n")
    capsys.readouterr()
    assert xlr(file) == 1
    said = capsys.readouterr().err
    assert old[:12] in said
    assert hashlib.sha256(file.read_bytes()).hexdigest()[:12] in said
    assert "--replace" in said
    assert state(path) == before


def test_replacing_takes_only_what_no_other_file_has(
    path: Path, xlr: Xlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.txt", "Anna\nErwan\nGwenn\n")
    assert xlr(file) == 0
    assert xlr(written(tmp_path / "b.txt", "Anna\nYann\n")) == 0
    written(file, "Gwenn\nYann\nZoe\n")
    assert xlr(file, "--replace") == 0
    assert "Landed 1 new name; 2 were there already, 1 of the old file gone." in capsys.readouterr().err
    assert rows(path, NAMES) == [("Anna", "b.txt"), ("Gwenn", "a.txt"), ("Yann", "b.txt"), ("Zoe", "a.txt")]
    assert rows(path, "select path, list(name order by name) from name_in_source group by path order by path") == [
        ("a.txt", ["Gwenn", "Yann", "Zoe"]),
        ("b.txt", ["Anna", "Yann"]),
    ]


def test_replacing_brings_what_one_clean_run_brings(pristine: Path, path: Path, xlr: Xlr, tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", "Anna\nErwan\n")
    assert xlr(file) == 0
    written(file, "Erwan\nYann\n")
    assert xlr(file, "--replace", "--source", "Geriadur") == 0
    clean = Path(shutil.copy(pristine, tmp_path / "clean.duckdb"))
    options = ["--language", "br", "--kind", "given_name", "--source", "Geriadur"]
    assert run(["-w", str(clean), "ingest", "names", str(file), *options]) == 0
    for table in ("name", "name_in_source", "(select * exclude (ingested_at) from name_source)"):
        assert sorted(rows(path, f"from {table}")) == sorted(rows(clean, f"from {table}"))


def test_a_name_that_did_not_come_from_a_file_is_never_taken_away(path: Path, xlr: Xlr, tmp_path: Path) -> None:
    with Warehouse.writing(path) as warehouse:
        row = {"language": "br", "kind": "given_name", "name": "Anna", "source": "by hand"}
        warehouse.append("name", pl.DataFrame([row]))
    file = written(tmp_path / "a.txt", "Anna\nErwan\n")
    assert xlr(file) == 0
    written(file, "Yann\n")
    assert xlr(file, "--replace") == 0
    assert rows(path, NAMES) == [("Anna", "by hand"), ("Yann", "a.txt")]


def test_the_same_file_read_otherwise_is_refused_unless_replaced(
    path: Path, xlr: Xlr, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.csv", "name,gender\nAnna,F\nErwan,M\n")
    assert xlr(file, "--where", "gender=F") == 0
    assert xlr(file) == 1
    assert "gender = F; now names 1: table; column 'name'); --replace" in capsys.readouterr().err
    assert xlr(file, "--replace") == 0
    assert rows(path, NAMES) == [("Anna", "a.csv"), ("Erwan", "a.csv")]
    assert xlr(file, "--licence", "CC0") == 1
    assert "under another source or licence" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "options", "status", "part"),
    [
        (b"Anna\n\xff\n", (), 1, "bad.txt:2: the line is not UTF-8"),
        (b"1\n", (), 1, "usable"),
        (b"Anna\n", ("--country", "FR"), 1, "--country means nothing"),
        (b"Anna\n", ("--where", "x"), 1, "COLUMN=VALUE"),
        (b"Anna\n", ("--form", "books"), 2, "Error: Invalid value for '--form'"),
        (b"Anna\n", ("--kind", "names"), 2, "Error: Invalid value for '--kind'"),
    ],
)
def test_wrong_input_leaves_the_warehouse_byte_for_byte(
    content: bytes,
    options: tuple[str, ...],
    status: int,
    part: str,
    path: Path,
    xlr: Xlr,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert xlr(written(tmp_path / "a.txt", "Anna\n")) == 0
    before = state(path)
    (tmp_path / "bad.txt").write_bytes(content)
    capsys.readouterr()
    assert xlr(tmp_path / "bad.txt", *options) == status
    said = capsys.readouterr().err
    assert part in said
    assert len(said.strip().splitlines()) == LINES[status]
    assert state(path) == before


def test_a_landing_that_is_interrupted_leaves_nothing(
    path: Path, xlr: Xlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "a.txt", "Anna\nErwan\n")
    assert xlr(file) == 0
    written(file, "Yann\n")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ingest.names.landing._name_first_source", interrupted)
        assert xlr(file, "--replace") == 130
    assert rows(path, NAMES) == [("Anna", "a.txt"), ("Erwan", "a.txt")]
    assert xlr(file, "--replace") == 0
    assert rows(path, NAMES) == [("Yann", "a.txt")]


def test_no_warehouse_is_made_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    options = ["--language", "br", "--kind", "place"]
    assert run(["-w", str(path), "ingest", "names", str(tmp_path / "none.txt"), *options]) == 1
    assert list(tmp_path.iterdir()) == []
