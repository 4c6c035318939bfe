"""Predictions: landing predicted tags with the entities they name."""

import polars as pl

from xlr_warehouse.spans import spans
from xlr_warehouse.warehouse import Warehouse


def append_predictions(warehouse: Warehouse, rows: pl.DataFrame) -> None:
    """Append rows of `prediction` and the entities that their tags name, each marked as right or wrong.

    The rows are ordered by run, text_set, sentence and position. Call it within a transaction.
    """
    key = ("text_set", "sentence", "first_token", "end_token", "type")
    gold = warehouse.frame(
        f"select {', '.join(key)}, true as is_correct from mention where list_contains($sets, text_set)",
        sets=rows.get_column("text_set").unique().to_list(),
    )
    found = spans(rows, by=("run", "text_set", "sentence")).join(gold, on=key, how="left", maintain_order="left")
    warehouse.append("prediction", rows)
    warehouse.append("predicted_mention", found.with_columns(pl.col("is_correct").fill_null(value=False)))
