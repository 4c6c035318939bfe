"""The warehouse: one DuckDB file with our tables, macros and views. The only module that knows DuckDB."""

import os
import re
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

from xlr_warehouse.errors import (
    FrameError,
    QueryError,
    WarehouseBusyError,
    WarehouseError,
    WarehouseForeignError,
    WarehouseMissingError,
    WarehouseNewerError,
    WarehouseOutdatedError,
    XlrError,
)
from xlr_warehouse.frames import check_frame
from xlr_warehouse.publishing import publish, remove_old_drafts
from xlr_warehouse.schema import apply, schema_files, stale_files

WAIT_S = 5.0
"""How long a command waits for a warehouse that another process holds."""

MISSING = "there is no warehouse here; 'xlr init' makes one, 'xlr ingest' fills it."


class Warehouse:
    """An open warehouse; use `reading` or `writing` in a `with` statement."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, path: Path) -> None:
        """Wrap an open connection to the file at `path`."""
        self._connection = connection
        self.path = path

    @classmethod
    def reading(cls, path: Path, *, wait_s: float = WAIT_S) -> Self:
        """Open an existing warehouse for reading.

        Raises `WarehouseMissingError`, `WarehouseBusyError`, `WarehouseForeignError`, `WarehouseOutdatedError` or
        `WarehouseNewerError`.
        """
        if not path.exists():
            raise WarehouseMissingError(MISSING, path=path)
        warehouse = cls(_connect(path, write=False, wait_s=wait_s), path=path)
        with warehouse._closed_on_error():
            stale = stale_files(warehouse._applied(), path)
            if stale:
                what = f"it was written by an older xlr ({stale[0].kind} {stale[0].object_name} differs)"
                raise WarehouseOutdatedError(f"{what}; run 'xlr init' to bring it up to date.", path=path)
        return warehouse

    @classmethod
    def writing(cls, path: Path, *, wait_s: float = WAIT_S, create: bool = True) -> Self:
        """Open a warehouse for writing: made when missing (unless `create` is false), brought up to date when older.

        Raises as `reading` does, but for an outdated warehouse; also `SchemaEditedError`.
        """
        if not path.exists():
            if not create:
                raise WarehouseMissingError(MISSING, path=path)
            _create(path)
        warehouse = cls(_connect(path, write=True, wait_s=wait_s), path=path)
        with warehouse._closed_on_error():
            stale = stale_files(warehouse._applied(), path)
            if stale:
                with warehouse.transaction():
                    apply(warehouse, stale)
        return warehouse

    def __enter__(self) -> Self:
        """Give the open warehouse."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file, which also writes what the log still holds."""
        try:
            self._connection.close()
        except duckdb.Error as failure:
            if error is None:
                raise _as_ours(failure, self.path) from failure

    def frame(self, query: str, **parameters: object) -> pl.DataFrame:
        """The rows a query answers; `$name` in it stands for the parameter `name`.

        Raises `QueryError` when DuckDB refuses the query or it answers no rows of its own.
        """
        try:
            relation = self._connection.sql(query, params=parameters or None)
            if relation is None:  # pyright: ignore[reportUnnecessaryComparison] (DuckDB's stub omits None)
                return pl.DataFrame()
            return relation.pl()
        except duckdb.Error as failure:
            raise _as_ours(failure, self.path) from failure
        except pl.exceptions.PolarsError as failure:
            what = " ".join(str(failure).split())
            raise QueryError(
                f"A column of the answer has a type that cannot be shown; cast it to varchar ({what})."
            ) from failure

    def one(self, query: str, **parameters: object) -> Any:  # noqa: ANN401 (the type is the query's)
        """The single value a query answers."""
        return self.frame(query, **parameters).item()

    def execute(self, statement: str, **parameters: object) -> None:
        """Run one or several statements whose rows do not matter."""
        try:
            ran = self._connection.execute(statement, parameters or None)
            if ran is not None:  # pyright: ignore[reportUnnecessaryComparison] (None for a comment; DuckDB's stub omits it)
                ran.fetchall()
        except duckdb.Error as failure:
            raise _as_ours(failure, self.path) from failure

    def append(self, table: str, frame: pl.DataFrame) -> int:
        """Insert the rows of a frame by column name and say how many there were.

        Columns that may be null may be left out. Raises `FrameError` when a column is unknown or missing, holds a null
        where none may be, a NaN or infinity, or a value that does not fit.
        """
        columns = self._columns(table)
        check_frame(table, frame, columns)
        if frame.is_empty():
            return 0
        # A frame that is registered would stay in memory until the transaction ends (duckdb-python, issue 469).
        named = ", ".join(column if column in frame.columns else f"null as {column}" for column in columns)
        try:
            # In one piece: what comes in odd pieces is stored in odd ones, and written again when the file is closed.
            rows = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.newest())
            self._connection.from_arrow(rows).project(named).insert_into(table)
        except (duckdb.ConversionException, duckdb.ConstraintException) as failure:
            raise FrameError(f"Rows do not fit the table {table}: {_first_line(failure)}") from failure
        except duckdb.Error as failure:
            raise _as_ours(failure, self.path) from failure
        return frame.height

    @contextmanager
    def relation(self, name: str, frame: pl.DataFrame) -> Generator[None]:
        """Let queries within the `with` block read a frame under `name`."""
        self._connection.register(name, frame)
        try:
            yield
        except BaseException:
            # In a failed transaction DuckDB refuses this too, and forgets the frame when it is rolled back: the error
            # that led here is the one to tell.
            with suppress(duckdb.Error):
                self._connection.unregister(name)
            raise
        self._connection.unregister(name)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Make all changes of the `with` block at once, or none of them."""
        self.execute("begin transaction")
        try:
            yield
            self.execute("commit")
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def cache_limited(self, megabytes: int) -> Generator[None]:
        """Let DuckDB keep no more than so much of the file in memory within the `with` block (else it takes most)."""
        self.execute(f"set memory_limit = '{megabytes}MB'")
        try:
            yield
        finally:
            self.execute("reset memory_limit")

    def _roll_back(self) -> None:
        try:
            self._connection.execute("rollback").fetchall()
        except duckdb.Error:
            return  # a failed commit has rolled back: the error that led here is the one to tell

    @contextmanager
    def _closed_on_error(self) -> Generator[None]:
        try:
            yield
        except BaseException:
            self._connection.close()
            raise

    def _columns(self, table: str) -> dict[str, tuple[bool, str]]:
        """The columns of a table: whether each may be null, and its type."""
        rows = self.frame(
            "select column_name, is_nullable, data_type from duckdb_columns() "
            "where table_name = $table and not internal order by column_index",
            table=table,
        )
        if rows.is_empty():
            raise FrameError(f"There is no table {table!r} in the warehouse.")
        return {name: (nullable, kind) for name, nullable, kind in rows.iter_rows()}

    def _applied(self) -> dict[tuple[str, str], str]:
        """What has been applied to this file: (kind, name) and sha256."""
        known = self.frame("select 1 from duckdb_tables() where table_name = 'schema_file'")
        if known.is_empty():
            raise WarehouseForeignError(
                "this DuckDB file was not made by xlr; name another path, which 'xlr init' then makes.", path=self.path
            )
        rows = self.frame("select kind, name, sha256 from schema_file")
        return {(kind, name): sha256 for kind, name, sha256 in rows.iter_rows()}


def _connect(path: Path, *, write: bool, wait_s: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait_s
    pause = 0.02
    while True:
        try:
            connection = duckdb.connect(path.absolute(), read_only=not write)
            # No query may read a Python variable that has the name of a table it misspells.
            connection.execute("set timezone = 'UTC'; set python_enable_replacements = false")
        except duckdb.Error as failure:
            if not _is_busy(failure) or time.monotonic() >= deadline:
                raise _as_ours(failure, path) from failure
            time.sleep(pause)
            pause = min(2 * pause, 0.5)
        else:
            return connection


def _create(path: Path) -> None:
    """Make a warehouse under a temporary name, then give it its own: nobody ever sees half of one."""
    if not path.parent.is_dir():
        raise WarehouseError("its folder does not exist; make it first.", path=path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    remove_old_drafts(path)
    try:
        with Warehouse(_connect(draft, write=True, wait_s=0.0), path=path) as warehouse, warehouse.transaction():
            apply(warehouse, schema_files())
        publish(draft, path)
    except duckdb.Error as failure:
        raise _as_ours(failure, path) from failure
    except OSError as failure:
        raise WarehouseError(f"it cannot be made: {failure.strerror}.", path=path) from failure
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)


def _is_busy(failure: duckdb.Error) -> bool:
    return "Could not set lock on file" in str(failure) or "same database file with a different configuration" in str(
        failure
    )


def _as_ours(failure: duckdb.Error, path: Path) -> XlrError:
    """Our error for one of DuckDB's: one sentence, with what to do."""
    message = str(failure)
    if _is_busy(failure):
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return WarehouseBusyError(f"{who} is using it; try again when that is done.", path=path)
    if "not a valid DuckDB database file" in message or "Is a directory" in message:
        return WarehouseForeignError(
            "this is not a DuckDB file; name another path, which 'xlr init' then makes.", path=path
        )
    if "newer version" in message or "storage version" in message.lower():
        return WarehouseNewerError("it was written by a newer DuckDB than the one installed; update duckdb.", path=path)
    if "No space left on device" in message:
        return WarehouseError("the disk is full; nothing was changed, make room and repeat the command.", path=path)
    if isinstance(failure, duckdb.IOException):
        return WarehouseError(f"it cannot be read or written: {_first_line(failure)}", path=path)
    return QueryError(_first_line(failure))


def _first_line(failure: duckdb.Error) -> str:
    """DuckDB's message on one line, without the excerpt of the query."""
    said, _, excerpt = str(failure).partition("\nLINE ")
    line = re.match(r"(\d+):", excerpt)
    place = f" (line {line[1]} of the query)" if line else ""
    return " ".join(said.split()) + place
