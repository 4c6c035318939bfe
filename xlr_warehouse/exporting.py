"""A warehouse as a folder of Parquet files that other programs read, and that becomes a warehouse again.

tables/<table>.parquet   every row of every table
load.sql                 the tables, macros and views with their comments, for DuckDB without xlr
datapackage.json         what each column means, and the sha256 of each file (Frictionless Data Package, version 2)
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from xlr_warehouse import __version__
from xlr_warehouse.errors import InputError
from xlr_warehouse.schema import of_kind, schema_files
from xlr_warehouse.warehouse import Warehouse

PACKAGE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "TIMESTAMP": "datetime",
    "FLOAT": "number",
    "DOUBLE": "number",
}
"""What the Data Package calls a type of DuckDB; lists are arrays."""
COLUMNS = """
select table_name, column_name, data_type, is_nullable, comment
from duckdb_columns() where not internal and schema_name = 'main'
and table_name in (select table_name from duckdb_tables())
order by table_name, column_index
"""

Told = Callable[[int, int], None]
"""Is told how many tables are done, of how many."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What was written: tables, rows, bytes."""

    n_tables: int
    n_rows: int
    n_bytes: int


def export(warehouse: Warehouse, folder: Path, *, tell: Told) -> Written:
    """Write every table into `folder`, which appears when it is whole.

    Raises `InputError` where something else lies there; an earlier export is replaced.
    """
    if folder.exists() and not (folder / PACKAGE).is_file():
        raise InputError("it is there already and is no export; name another folder.", path=folder)
    if not folder.absolute().parent.is_dir():
        raise InputError("the folder it is to lie in does not exist; make it first.", path=folder)
    draft = folder.absolute().with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        (draft / "tables").mkdir(parents=True)
        columns = warehouse.frame(COLUMNS)
        tables = columns.get_column("table_name").unique(maintain_order=True).to_list()
        resources: list[dict[str, Any]] = []
        for done, table in enumerate(tables, 1):
            resources.append(_write_table(warehouse, table, columns.filter(table_name=table), draft))
            tell(done, len(tables))
        (draft / "load.sql").write_text("\n".join(_load_script(tables)), encoding="utf-8")
        package = {
            "$schema": PROFILE,
            "name": "xlr-warehouse",
            "version": __version__,
            "description": "An export of an xlr warehouse; the licences of its text stand in the table corpus.",
            "resources": resources,
        }
        (draft / PACKAGE).write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Written(
        n_tables=len(tables),
        n_rows=sum(resource["rows"] for resource in resources),
        n_bytes=sum(resource["bytes"] for resource in resources),
    )


def _write_table(warehouse: Warehouse, table: str, columns: pl.DataFrame, folder: Path) -> dict[str, Any]:
    place = f"tables/{table}.parquet"
    warehouse.execute(f"copy {table} to '{quoted(folder / place)}' (format parquet, compression zstd)")
    with (folder / place).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    fields = [
        {
            "name": name,
            "type": FIELD_TYPES.get(kind, "array"),
            "description": said,
            "constraints": {"required": not nullable},
        }
        for name, kind, nullable, said in columns.drop("table_name").iter_rows()
    ]
    return {
        "name": table,
        "path": place,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": (folder / place).stat().st_size,
        "hash": f"sha256:{sha256}",
        "rows": warehouse.one(f"select count(*) from {table}"),
        "description": warehouse.one("select comment from duckdb_tables() where table_name = $table", table=table),
        "schema": {"fields": fields},
    }


def _load_script(tables: list[str]) -> Iterator[str]:
    yield "-- Makes a DuckDB database of this export: run it in this folder, as in 'duckdb new.duckdb -f load.sql'.\n"
    for file in of_kind("table"):
        yield file.text
    for table in tables:
        yield f"insert into {table} by name from 'tables/{table}.parquet';"
    yield ""
    for file in schema_files():
        if file.kind in {"macro", "view"}:
            yield file.text


def quoted(path: Path) -> str:
    """A path as it stands in a literal of SQL."""
    return str(path.absolute()).replace("'", "''")
