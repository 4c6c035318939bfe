"""Queries as the report asks them and as it shows them: the same text, with its values written in."""

import re
from dataclasses import dataclass, field
from textwrap import dedent

import polars as pl

from reports.text import ACTING
from xlr_warehouse.warehouse import Warehouse

Value = str | int


@dataclass(frozen=True, kw_only=True)
class Query:
    """A query and the values of the parameters `$name` in it."""

    sql: str
    parameters: dict[str, Value] = field(default_factory=dict[str, Value])

    @property
    def shown(self) -> str:
        """The query with its values as literals: what `xlr sql` takes and answers alike."""
        text = dedent(self.sql).strip("\n")
        return re.sub(r"\$(\w+)", lambda found: literal(self.parameters[found[1]]), text)


def ask(warehouse: Warehouse, sql: str, **parameters: Value) -> tuple[Query, pl.DataFrame]:
    """A query and what it answers."""
    query = Query(sql=dedent(sql).strip(), parameters=parameters)
    return query, warehouse.frame(query.sql, **parameters)


def literal(value: Value) -> str:
    """A value as SQL writes it; characters that cannot be seen or that turn text around are written as numbers."""
    if not isinstance(value, str):
        return repr(value)
    parts = [f"'{part}'" for part in re.split(ACTING, value.replace("'", "''"))]
    signs = [f"chr({ord(sign)})" for sign in re.findall(ACTING, value)]
    joined = [text for pair in zip(parts, [*signs, ""], strict=True) for text in pair if text]
    return joined[0] if len(joined) == 1 else f"({' || '.join(joined)})"
