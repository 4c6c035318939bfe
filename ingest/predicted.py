"""Predictions: landing predicted tags with the entities they name."""

from collections.abc import Iterator

import polars as pl

from ingest.ahead import ahead
from xlr_warehouse.spans import spans
from xlr_warehouse.warehouse import Warehouse

KEY = ("text_set", "sentence", "first_token", "end_token", "type")


def append_predictions(warehouse: Warehouse, rows: pl.DataFrame) -> None:
    """Append rows of `prediction` and the entities that their tags name, each marked as right or wrong.

    The rows are ordered by run, text_set, sentence and position. Call it within a transaction.
    """
    gold = warehouse.frame(
        f"select {', '.join(KEY)}, true as is_correct from mention where list_contains($sets, text_set)",
        sets=rows.get_column("text_set").unique().to_list(),
    )
    for table, frame in ahead(_tables(rows.rechunk(), gold)):
        warehouse.append(table, frame)


def _tables(rows: pl.DataFrame, gold: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """What goes into which table; the entities are found while the tags are appended."""
    yield "prediction", rows
    found = spans(rows, by=("run", "text_set", "sentence")).join(gold, on=KEY, how="left", maintain_order="left")
    yield "predicted_mention", found.with_columns(pl.col("is_correct").fill_null(value=False))
