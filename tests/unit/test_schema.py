"""The SQL files: what they make, that each runs alone, and that everything is explained."""

import re

import duckdb
import pytest

from xlr_warehouse.schema import SHIPPED_DATA, SchemaFile, of_kind, schema_files, sql_root
from xlr_warehouse.warehouse import Warehouse

SQL_FILES = [file for file in schema_files() if file.kind != "data"]


def named(file: SchemaFile) -> str:
    return f"{file.kind}-{file.name}"


def test_every_file_runs_alone_in_load_order_and_again_if_it_replaces() -> None:
    with duckdb.connect() as connection:
        for file in SQL_FILES:
            connection.execute(file.text)
            if file.kind != "table":
                connection.execute(file.text)


@pytest.mark.parametrize("file", SQL_FILES, ids=named)
def test_a_file_makes_the_object_it_is_named_after(file: SchemaFile) -> None:
    created = re.findall(r"^create (?:or replace )?(table|view|macro) (\w+)", file.text, re.MULTILINE)
    assert created == [(file.kind, file.object_name)]


@pytest.mark.parametrize("file", SQL_FILES, ids=named)
def test_a_file_holds_no_template(file: SchemaFile) -> None:
    assert "{{" not in file.text
    assert "{%" not in file.text


@pytest.mark.parametrize("kind", ["table", "view"])
def test_no_two_files_have_the_same_number(kind: str) -> None:
    numbers = [file.name[:3] for file in of_kind(kind)]
    assert len(set(numbers)) == len(numbers)
    assert all(number.isdigit() for number in numbers)


def test_every_table_view_and_macro_has_a_comment(warehouse: Warehouse) -> None:
    silent = warehouse.frame(
        """
        select table_name as name from duckdb_tables() where not internal and comment is null
        union all select view_name from duckdb_views() where not internal and comment is null
        union all select function_name from duckdb_functions()
        where function_type like '%macro' and not internal and comment is null
        """
    )
    assert silent.rows() == []


def test_every_column_has_a_comment(warehouse: Warehouse) -> None:
    silent = warehouse.frame(
        "select table_name, column_name from duckdb_columns() where not internal and comment is null"
    )
    assert silent.rows() == []


def test_a_comment_stands_in_the_file_of_its_object(warehouse: Warehouse) -> None:
    del warehouse
    for file in SQL_FILES:
        about = re.findall(r"^comment on (?:table|view|macro table|macro|column) (\w+)", file.text, re.MULTILINE)
        assert set(about) == {file.object_name}


def test_a_new_warehouse_has_applied_every_file(warehouse: Warehouse) -> None:
    applied = set(warehouse.frame("select kind, name, sha256 from schema_file").iter_rows())
    assert applied == {(file.kind, file.name, file.sha256) for file in schema_files()}


def test_every_shipped_file_is_loaded_by_some_table() -> None:
    assert {path.name for path in (sql_root() / "data").glob("*.csv")} == set(SHIPPED_DATA.values())


def test_views_yield_null_and_never_nan_of_an_empty_warehouse(warehouse: Warehouse) -> None:
    for file in of_kind("view"):
        for column in warehouse.frame(f"from {file.object_name}"):
            if column.dtype.is_float():
                assert column.is_finite().fill_null(value=True).all()


@pytest.mark.parametrize(
    ("counts", "expected"),
    [("0, 0, 0", 0), ("0, 5, 0", 0), ("0, 0, 5", 0), ("5, 5, 5", 1), ("1, 2, 4", 1 / 3), ("3, 4, 4", 0.75)],
)
def test_f1_of_counts(warehouse: Warehouse, counts: str, expected: float) -> None:
    assert warehouse.one(f"select f1({counts})") == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize(("counts", "expected"), [("1, 4", 0.25), ("0, 4", 0), ("0, 0", None), ("3, 0", None)])
def test_share_of_counts(warehouse: Warehouse, counts: str, expected: float | None) -> None:
    assert warehouse.one(f"select share({counts})") == expected
