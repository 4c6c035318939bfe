"""The schema: which SQL files and shipped data make up a warehouse, and how they are brought into one.

Tables only ever grow by new files; macros, views and shipped data are replaced when their file has changed. Macros of
`sql/macros` come before the views, which use them; those of `sql/questions` after them, as they read views.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import polars as pl

from xlr_warehouse.errors import SchemaEditedError, WarehouseNewerError

SHIPPED_DATA = {
    "language": "languages.csv",
    "pair": "pairs.csv",
    "language_distance": "language_distances.csv",
    "published_score": "published_results.csv",
    "published_overlap": "published_overlap.csv",
    "published_type_score": "published_per_type.csv",
    "claim": "claims.csv",
}
"""Table and the file under `sql/data` that fills it."""


FOLDERS = (("table", "tables"), ("macro", "macros"), ("view", "views"), ("macro", "questions"))
"""What the files of a folder under `sql` make, in load order."""


class Database(Protocol):
    """What bringing in a schema needs of an open database."""

    def execute(self, statement: str, **parameters: object) -> None:
        """Run statements."""

    def frame(self, query: str, **parameters: object) -> pl.DataFrame:
        """Answer a query."""
        ...


@dataclass(frozen=True, kw_only=True)
class SchemaFile:
    """One file: its kind (`table`, `macro`, `view` or `data`), the object it makes, and what it holds."""

    kind: str
    name: str
    object_name: str
    path: Path
    sha256: str

    @property
    def text(self) -> str:
        """The SQL in it."""
        return self.path.read_text(encoding="utf-8")


@cache
def sql_root() -> Path:
    """Where the SQL lies: inside the package in a wheel, beside it in a checkout."""
    package = Path(str(files("xlr_warehouse")))
    inside = package / "sql"
    return inside if inside.is_dir() else package.parent / "sql"


@cache
def schema_files() -> tuple[SchemaFile, ...]:
    """Every file of the schema in load order: each folder by its listing, then the shipped data."""
    return tuple(
        SchemaFile(kind=kind, name=name, object_name=made, path=path, sha256=_sha256(path))
        for kind, name, made, path in _listing()
    )


def of_kind(kind: str) -> tuple[SchemaFile, ...]:
    """The files of one kind, in load order."""
    return tuple(file for file in schema_files() if file.kind == kind)


def _listing() -> Iterator[tuple[str, str, str, Path]]:
    for kind, folder in FOLDERS:
        for path in sorted((sql_root() / folder).glob("*.sql")):
            yield kind, path.stem, path.stem.lstrip("0123456789").lstrip("_"), path
    for table, file in SHIPPED_DATA.items():
        yield "data", file, table, sql_root() / "data" / file


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stale_files(applied: Mapping[tuple[str, str], str], path: Path) -> list[SchemaFile]:
    """The files of this program that the warehouse at `path` does not have as they are.

    `applied` maps (kind, name) to the sha256 of what was applied. Raises `WarehouseNewerError` when the warehouse has
    table files this program lacks, and `SchemaEditedError` when a table file was edited since.
    """
    ours = {file.name for file in of_kind("table")}
    newer = sorted(name for kind, name in applied if kind == "table" and name not in ours)
    if newer:
        raise WarehouseNewerError(f"it was written by a newer xlr (it has {newer[0]}); update xlr.", path=path)
    stale = [file for file in schema_files() if applied.get((file.kind, file.name)) != file.sha256]
    for file in stale:
        if file.kind == "table" and (file.kind, file.name) in applied:
            raise SchemaEditedError(
                f"{file.path.name} was edited after {path} had been made with it: "
                "restore it and put the change into a new file of sql/tables."
            )
    gone = {name for kind, name in applied if kind in {"macro", "view"}} - {file.name for file in schema_files()}
    return stale or (list(of_kind("view")) if gone else [])


def apply(database: Database, stale: Iterable[SchemaFile]) -> None:
    """Run new table files, then every macro and view, then changed data, and note what was applied."""
    stale = list(stale)
    for file in stale:
        if file.kind == "table":
            database.execute(file.text)
    _replace_macros_and_views(database)
    for file in stale:
        if file.kind == "data":
            _load_data(database, file)
    for file in stale:
        database.execute(
            "insert or replace into schema_file values ($kind, $name, $sha256, now() at time zone 'UTC')",
            kind=file.kind,
            name=file.name,
            sha256=file.sha256,
        )


def _replace_macros_and_views(database: Database) -> None:
    files = [file for file in schema_files() if file.kind in {"macro", "view"}]
    made = {file.object_name for file in files}
    for (old,) in database.frame("select view_name from duckdb_views() where not internal").iter_rows():
        if old not in made:
            database.execute(f'drop view "{old}"')
    for file in files:
        database.execute(file.text)
    database.execute(
        "delete from schema_file where kind in ('macro', 'view') and not list_contains($kept, name)",
        kept=[file.name for file in files],
    )


def _load_data(database: Database, file: SchemaFile) -> None:
    rows = "select * from read_csv($path, header = true)"
    if (
        file.object_name == "language"
    ):  # corpora add languages of their own: only the shipped ones are brought up to date
        database.execute(f"insert or replace into language by name {rows}", path=str(file.path))
        return
    if file.object_name == "language_distance":
        _load_distances(database, file.path)
        return
    database.execute(f"delete from {file.object_name}")
    database.execute(f"insert into {file.object_name} by name {rows}", path=str(file.path))


def _load_distances(database: Database, path: Path) -> None:
    """Fill `language_distance` with a row a kind and direction: the file has each two languages once, a column a kind.

    Types are given, as to guess them takes longer than to read the file; the other direction is a second statement, as
    that is the faster way. Together they take 30 ms.
    """
    with path.open(encoding="utf-8") as file:
        kinds = file.readline().rstrip("\n").split(",")[2:]
    types = ", ".join(f"'{kind}': 'double'" for kind in kinds)
    columns = f"{{'source': 'varchar', 'target': 'varchar', {types}}}"
    rows = (
        f"unpivot (from read_csv($path, header = true, auto_detect = false, columns = {columns})) "
        "on columns(* exclude (source, target)) into name kind value distance"
    )
    database.execute("delete from language_distance")
    database.execute(f"insert into language_distance by name {rows}", path=str(path))
    database.execute("insert into language_distance select target, source, kind, distance from language_distance")
