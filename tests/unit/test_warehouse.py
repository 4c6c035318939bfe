"""Opening a warehouse, and every way it can go wrong."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

import xlr_warehouse.warehouse as module
from ingest.load import load
from ingest.text_sets import TOKEN_SCHEMA, Corpus, NerTextSet, one_batch
from xlr_warehouse.errors import (
    QueryError,
    SchemaEditedError,
    WarehouseBusyError,
    WarehouseError,
    WarehouseForeignError,
    WarehouseMissingError,
    WarehouseNewerError,
    WarehouseOutdatedError,
)
from xlr_warehouse.warehouse import Warehouse


@pytest.fixture
def path(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pristine, tmp_path / "xlr.duckdb"))


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the warehouse until it is told to let go."""
    code = (
        "import sys; from pathlib import Path; from xlr_warehouse.warehouse import Warehouse\n"
        "with Warehouse.writing(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate("\n")


def note(path: Path, statement: str) -> None:
    """Change what the warehouse knows of its own files."""
    with duckdb.connect(path) as connection:
        connection.execute(statement)


def test_a_reader_of_no_warehouse_is_told_how_to_make_one_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError, match="xlr init"):
        Warehouse.reading(tmp_path / "xlr.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_writer_makes_a_warehouse_that_a_reader_opens(tmp_path: Path) -> None:
    with Warehouse.writing(tmp_path / "xlr.duckdb"):
        pass
    with Warehouse.reading(tmp_path / "xlr.duckdb") as warehouse:
        assert warehouse.one("select count(*) from score") == 0
        assert warehouse.one("select current_setting('TimeZone')") == "UTC"
    assert [file.name for file in tmp_path.iterdir()] == ["xlr.duckdb"]


@pytest.mark.parametrize("opened", [Warehouse.reading, Warehouse.writing])
def test_a_warehouse_held_by_another_process_is_busy(
    holder: subprocess.Popen[str], path: Path, opened: type[Warehouse]
) -> None:
    with pytest.raises(WarehouseBusyError, match=rf"process {holder.pid} is using it; try again"):
        opened(path, wait_s=0.1)  # pyright: ignore[reportCallIssue]


def test_who_waits_long_enough_gets_the_warehouse(holder: subprocess.Popen[str], path: Path) -> None:
    assert holder.stdin is not None
    holder.stdin.write("\n")
    holder.stdin.flush()
    with Warehouse.reading(path, wait_s=20.0) as warehouse:
        assert warehouse.one("select 1") == 1


def test_a_file_that_is_no_duckdb_file_is_foreign_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database\n" * 1000, encoding="utf-8")
    for opened in (Warehouse.reading, Warehouse.writing):
        with pytest.raises(WarehouseForeignError, match="not a DuckDB file"):
            opened(path)
    assert path.read_text(encoding="utf-8").startswith("not a database")


def test_a_folder_is_foreign(tmp_path: Path) -> None:
    with pytest.raises(WarehouseForeignError, match="not a DuckDB file"):
        Warehouse.reading(tmp_path)


def test_a_duckdb_file_of_someone_else_is_foreign_and_gets_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "theirs.duckdb"
    note(path, "create table theirs (a integer)")
    for opened in (Warehouse.reading, Warehouse.writing):
        with pytest.raises(WarehouseForeignError, match="not made by xlr"):
            opened(path)
    with duckdb.connect(path) as connection:
        assert connection.sql("select table_name from duckdb_tables()").fetchall() == [("theirs",)]


def test_a_warehouse_with_tables_this_program_lacks_is_newer(path: Path) -> None:
    note(path, "insert into schema_file values ('table', '999_future', 'x', now())")
    for opened in (Warehouse.reading, Warehouse.writing):
        with pytest.raises(WarehouseNewerError, match="999_future"):
            opened(path)


@pytest.mark.parametrize(
    "change",
    [
        "update schema_file set sha256 = 'old' where kind = 'view' and name = '020_score'",
        "insert into schema_file values ('view', '999_gone', 'x', now())",
        "delete from schema_file where kind = 'macro' and name = 'f1'",
        "update schema_file set sha256 = 'old' where kind = 'data' and name = 'pairs.csv'",
    ],
)
def test_a_reader_of_outdated_files_is_told_to_run_init_and_a_writer_brings_them_up_to_date(
    path: Path, change: str
) -> None:
    note(path, change)
    with pytest.raises(WarehouseOutdatedError, match="xlr init"):
        Warehouse.reading(path)
    with Warehouse.writing(path):
        pass
    with Warehouse.reading(path) as warehouse:
        assert warehouse.one("select count(*) from schema_file where sha256 in ('old', 'x')") == 0
        assert warehouse.one("select count(*) from pair") == 13


def test_a_view_that_is_gone_is_dropped(path: Path) -> None:
    note(path, "create view old_view as select 1 as one")
    note(path, "insert into schema_file values ('view', '999_old_view', 'x', now())")
    with Warehouse.writing(path) as warehouse:
        assert warehouse.one("select count(*) from duckdb_views() where view_name = 'old_view'") == 0


def test_an_edited_table_file_is_refused(path: Path) -> None:
    note(path, "update schema_file set sha256 = 'old' where kind = 'table' and name = '008_token'")
    for opened in (Warehouse.reading, Warehouse.writing):
        with pytest.raises(SchemaEditedError, match=r"008_token\.sql was edited .* a new file of sql/tables"):
            opened(path)


def test_a_creation_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise QueryError("it failed")

    monkeypatch.setattr(module, "apply", fail)
    with pytest.raises(QueryError, match="it failed"):
        Warehouse.writing(tmp_path / "xlr.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_warehouse_in_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="its folder does not exist"):
        Warehouse.writing(tmp_path / "none" / "xlr.duckdb")


def test_a_reader_cannot_write(path: Path) -> None:
    with Warehouse.reading(path) as warehouse, pytest.raises(QueryError, match="read-only"):
        warehouse.execute("delete from pair")


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="filling a disk needs root and mount")
def test_a_full_disk_is_one_sentence_and_the_warehouse_keeps_what_it_had(pristine: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        path = Path(shutil.copy(pristine, disk / "xlr.duckdb"))
        with Warehouse.writing(path) as warehouse:
            load(warehouse, corpus_of(10, language="da"))
        with Warehouse.writing(path) as warehouse, pytest.raises(WarehouseError, match="the disk is full; nothing was"):
            load(warehouse, corpus_of(400_000, language="no"))
        with Warehouse.reading(path) as warehouse:
            assert warehouse.frame("select language, n_tokens from text_set").rows() == [("da", 10)]
            assert warehouse.one("select count(*) from token") == 10
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def corpus_of(n_tokens: int, *, language: str) -> Corpus:
    """A corpus of words that do not compress."""
    tokens = pl.DataFrame(
        {"position": range(n_tokens), "tag": "O", "sentence": 0}, schema_overrides={"position": pl.Int32}
    ).with_columns(form=pl.col("position").hash(seed=1).cast(pl.String), sentence=pl.lit(0, dtype=pl.Int32))
    text_set = NerTextSet(
        corpus="made", language=language, split="test", batches=one_batch(tokens.select(list(TOKEN_SCHEMA)))
    )
    return Corpus(name="made", source="s", revision="r", licence="l", text_sets=(text_set,))


def test_what_a_killed_process_left_of_a_warehouse_is_removed_when_it_is_old(tmp_path: Path) -> None:
    old, young = tmp_path / ".x.duckdb.1.new", tmp_path / ".x.duckdb.2.new"
    for draft in (old, young):
        draft.write_bytes(b"half")
    os.utime(old, (0, 0))
    with Warehouse.writing(tmp_path / "x.duckdb"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, "x.duckdb"]


def test_a_query_cannot_read_a_variable_of_the_program(warehouse: Warehouse) -> None:
    with pytest.raises(QueryError, match="query"):
        warehouse.frame("from query")


def test_a_file_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Warehouse.writing(Path(":memory:")) as opened:
        opened.execute("insert into name values ('br', 'place', 'Brest', 's')")
    with Warehouse.reading(Path(":memory:")) as opened:
        assert opened.one("select name from name") == "Brest"
