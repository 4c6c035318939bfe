"""Whether a frame fits the table it is meant for."""

import polars as pl

from xlr_warehouse.errors import FrameError


def check_frame(table: str, frame: pl.DataFrame, columns: dict[str, tuple[bool, str]]) -> None:
    """Raise `FrameError` unless the frame fits the table.

    `columns` says of each column of the table whether it may be null, and its type. Columns that may be null may be
    left out; numbers are finite, and whole where the table holds whole ones.
    """
    for name in frame.columns:
        if name not in columns:
            raise FrameError(f"The table {table} has no column {name!r}.")
    for name, (nullable, kind) in columns.items():
        if name not in frame.columns:
            if not nullable:
                raise FrameError(f"The frame for the table {table} lacks the column {name!r}.")
            continue
        column = frame.get_column(name)
        if not nullable and column.null_count():
            raise FrameError(
                f"The column {name!r} of the table {table} may not be null, but is in {column.null_count()} rows."
            )
        numbers = column.explode() if isinstance(column.dtype, pl.List | pl.Array) else column
        _check_numbers(numbers, kind, f"{name!r} of the table {table}")


def _check_numbers(column: pl.Series, kind: str, where: str) -> None:
    if not column.dtype.is_float():
        return
    if not column.is_finite().fill_null(value=True).all():
        raise FrameError(f"The column {where} may hold neither NaN nor infinity.")
    # DuckDB would round them without a word.
    is_whole = (column == column.round()).fill_null(value=True).all()
    if kind in {"INTEGER", "BIGINT"} and not is_whole:
        raise FrameError(f"The column {where} holds whole numbers, but the frame has fractions.")
