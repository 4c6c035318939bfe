"""The rows of files that were fetched, in frames: Parquet as it is, other forms through the library `datasets`."""

from collections.abc import Callable, Iterator, Sequence
from logging import CRITICAL
from pathlib import Path

import polars as pl

from ingest.hub.refusals import short
from ingest.hub.resolution import Resolution
from ingest.parquet import as_frame, parquet_frames, parquet_labels, parquet_schema
from xlr_warehouse.errors import InputError

BATCH_ROWS = 10_000

Rows = Callable[[], Iterator[pl.DataFrame]]


def columns_of(resolution: Resolution, paths: Sequence[Path]) -> tuple[dict[str, pl.DataType], dict[str, list[str]]]:
    """The types of the columns, and the names of the classes of those that have them."""
    if resolution.module == "parquet":
        kinds = parquet_schema(paths[0])
        labels = {column: list(named) for column in kinds if (named := parquet_labels(paths, column))}
        return kinds, {**labels, **resolution.labels}
    first = next(iter(_streamed(resolution, paths)), pl.DataFrame())
    return dict(first.schema), resolution.labels


def rows_of(resolution: Resolution, paths: Sequence[Path], columns: Sequence[str]) -> Rows:
    """How to read the rows from the start, as often as one likes."""
    if resolution.module == "parquet":
        return lambda: parquet_frames(paths, columns=columns)
    return lambda: (frame.select(columns) for frame in _streamed(resolution, paths))


def _streamed(resolution: Resolution, paths: Sequence[Path]) -> Iterator[pl.DataFrame]:
    """Nothing is prepared and kept: the files are read as they are."""
    import datasets
    from datasets.exceptions import DatasetsError

    datasets.utils.logging.set_verbosity(CRITICAL)  # what it complains of, it raises as well
    try:
        rows = datasets.load_dataset(
            resolution.module,
            data_files={"train": [str(path) for path in paths]},
            split="train",
            streaming=True,
            **resolution.options,
        )
        for table in rows.with_format("arrow").iter(batch_size=BATCH_ROWS):
            yield as_frame(table)
    except (DatasetsError, ValueError, OSError, RuntimeError, TypeError, KeyError) as failure:
        raise InputError(f"'datasets' cannot read it ({short(failure)}).", path=paths[0]) from failure
