"""Which forms have no fact in the warehouse yet."""

import polars as pl

from xlr_warehouse.warehouse import Warehouse


def lacking(warehouse: Warehouse, forms: pl.Series, *, table: str, key: str, value: str) -> pl.Series:
    """The distinct forms that a table has no row of, where its column `key` is `value`; sorted, without nulls."""
    asked = pl.DataFrame({"form": forms.cast(pl.String).unique().drop_nulls().sort()})
    with warehouse.relation("asked_form", asked):
        known = warehouse.frame(
            f"from asked_form semi join (select form from {table} where {key} = $value) as known using (form)",
            value=value,
        )
    return asked.join(known, on="form", how="anti", maintain_order="left").to_series()
