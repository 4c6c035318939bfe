"""How rows are shown: as a table for people, or as CSV, JSON or Parquet for programs."""

import sys
from pathlib import Path

import polars as pl

from xlr_warehouse.errors import XlrError


def rendered(frame: pl.DataFrame, file_format: str) -> bytes:
    """The rows as table, csv, json or parquet: UTF-8 text that ends in a newline, or the bytes of a Parquet file."""
    match file_format:
        case "table":
            return (_table(frame) + "\n").encode()
        case "csv":
            return _flat(frame).write_csv().encode()
        case "json":
            return (frame.write_json() + "\n").encode()
        case "parquet":
            return _parquet(frame)
        case _:
            raise ValueError(file_format)


def deliver(content: bytes, *, out: Path | None) -> None:
    """Put out what was rendered: on standard output, or whole into a file that has its name only when it is whole."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    draft = out.with_name(f".{out.name}.new")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(out)
    except OSError as error:
        raise XlrError(f"{out}: it cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _table(frame: pl.DataFrame) -> str:
    """Every row and column, aligned; control characters are shown as escapes so that no text moves the cursor."""
    if not frame.width:
        return "(no rows)"
    shown = frame.with_columns(
        pl.col(pl.String).map_elements(_without_controls, return_dtype=pl.String, skip_nulls=True),
        *(_short(frame.get_column(name)) for name, kind in frame.schema.items() if kind.is_float()),
    )
    with pl.Config(
        tbl_rows=-1,
        tbl_cols=-1,
        tbl_width_chars=-1,
        fmt_str_lengths=10_000,
        fmt_table_cell_list_len=-1,
        tbl_formatting="ASCII_MARKDOWN",
        tbl_hide_column_data_types=True,
        tbl_hide_dataframe_shape=True,
        tbl_cell_numeric_alignment="RIGHT",
    ):
        return f"{shown}\n({frame.height} row{'' if frame.height == 1 else 's'})"


def _short(numbers: pl.Series) -> pl.Series:
    """Four significant digits, aligned at the right."""
    texts = ["null" if number is None else f"{number:.4g}" for number in numbers]
    width = max(map(len, texts), default=0)
    return pl.Series(numbers.name, [text.rjust(width) for text in texts], dtype=pl.String)


def _without_controls(text: str) -> str:
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """CSV has no nesting: lists and structs become JSON."""
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    return frame.with_columns(
        pl.struct(name).struct.json_encode().alias(name).str.extract(r'^\{"[^"]*":(.*)\}$') for name in nested
    )


def _parquet(frame: pl.DataFrame) -> bytes:
    from io import BytesIO

    buffer = BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()
