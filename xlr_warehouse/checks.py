"""The invariants that no key of a table can hold: queries of `sql/checks` that answer no row when all is well."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from xlr_warehouse.schema import sql_root
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Check:
    """A check: its name, the sentence that must be true, and the query for the rows that belie it."""

    name: str
    statement: str
    query: str


def checks() -> tuple[Check, ...]:
    """Every check that ships with xlr, in the order of their numbers."""
    return tuple(_read(path) for path in sorted((sql_root() / "checks").glob("*.sql")))


def violations(warehouse: Warehouse, check: Check) -> pl.DataFrame:
    """The rows of a warehouse that belie a check; none when it holds."""
    return warehouse.frame(check.query)


def _read(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    statement = text.partition("\n")[0].removeprefix("--").strip()
    return Check(name=path.stem.lstrip("0123456789").lstrip("_"), statement=statement, query=text)
