"""Parquet files, streamed where memory is to stay flat; what is broken in them is told."""

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import polars as pl

from ingest.sources import described
from ingest.text_sets import SourceFile
from xlr_warehouse.errors import InputError

BATCH_ROWS = 20_000


def source_files(paths: Sequence[Path], *, names: Sequence[str], reader: str) -> tuple[SourceFile, ...]:
    """What to note of files; raises `InputError` when one cannot be read."""
    return tuple(described(path, name=name, reader=reader) for path, name in zip(paths, names, strict=True))


def parquet_frames(paths: Sequence[Path], *, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """The rows of files, one after another, in frames of these columns (those they have)."""
    from pyarrow.parquet import ParquetFile

    for path in paths:
        with _readable(path), ParquetFile(path) as file:
            wanted = [name for name in columns if name in file.schema_arrow.names]
            for batch in file.iter_batches(batch_size=BATCH_ROWS, columns=wanted):
                yield as_frame(batch)


def whole_frame(data: bytes, *, path: Path) -> pl.DataFrame:
    """All of a file that is in memory; raises `InputError` naming `path` when it is no whole Parquet.

    Arrow reads it, as it says what is broken where Polars would end the program.
    """
    from pyarrow.parquet import read_table

    with _readable(path):
        return as_frame(read_table(BytesIO(data)))


def as_frame(rows: Any) -> pl.DataFrame:  # noqa: ANN401 (a batch or table of pyarrow, which has no types)
    """Rows of Arrow as a frame; raises `ValueError` for text or names that are not UTF-8, which end Polars' process."""
    _check_names(rows.schema)
    rows.validate(full=True)
    return _with_text(cast("pl.DataFrame", pl.from_arrow(rows.replace_schema_metadata(None))))


def parquet_schema(path: Path) -> dict[str, pl.DataType]:
    """The columns of a file with their types; raises `InputError` when it is no Parquet."""
    from pyarrow.parquet import read_schema

    with _readable(path):
        return dict(as_frame(read_schema(path).empty_table()).schema)


def parquet_labels(paths: Sequence[Path], column: str) -> tuple[str, ...] | None:
    """The names of the classes that files of the hub's libraries give for a list column; None where they do not.

    Raises `InputError` when they give different ones.
    """
    named = [_labels(path, column) for path in paths]
    for path, labels in zip(paths, named, strict=True):
        if labels != named[0]:
            raise InputError(f"it names other classes of {column!r} than {paths[0].name} does.", path=path)
    return named[0]


def _labels(path: Path, column: str) -> tuple[str, ...] | None:
    from pyarrow.parquet import read_schema

    with _readable(path):
        said = (read_schema(path).metadata or {}).get(b"huggingface")
    if said is None:
        return None
    try:
        feature: Any = json.loads(said)["info"]["features"][column]
        while isinstance(feature, list) or "feature" in feature:
            feature = cast("Any", feature[0] if isinstance(feature, list) else feature["feature"])
        names = feature.get("names")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return tuple(map(str, names)) if isinstance(names, list) else None


def _with_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists of categories (dictionary-encoded text) as lists of text."""
    coded = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List) and kind.inner == pl.Categorical]
    return frame.with_columns(pl.col(coded).cast(pl.List(pl.String))) if coded else frame


def _check_names(fields: Iterable[Any]) -> None:
    """Read the name of every field and of those in it: one that is not UTF-8 raises `UnicodeDecodeError`."""
    for field in fields:
        str(field.name)
        _check_names(field.type.field(n) for n in range(field.type.num_fields))


@contextmanager
def _readable(path: Path) -> Generator[None]:
    from pyarrow import ArrowException

    try:
        yield
    except FileNotFoundError as error:
        raise InputError("there is no such file.", path=path) from error
    except UnicodeDecodeError as error:
        raise InputError("it is no whole Parquet file (a name in it is not UTF-8).", path=path) from error
    except ArrowException as error:
        said = str(error).partition("\n")[0].rstrip(".")
        raise InputError(f"it is no whole Parquet file ({said}).", path=path) from error
    except OSError as error:
        said = str(error).partition("\n")[0].rstrip(".")
        raise InputError(f"it cannot be read ({said}).", path=path) from error
