"""What a page is made of: prose, tables and charts, in sections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt
import polars as pl

from reports.examples.cards import Cards
from reports.query import Query
from xlr_warehouse.warehouse import Warehouse

Format = Literal["text", "count", "number", "share", "change", "correlation", "p"]
"""How a column is written: `number` has one decimal, `change` one and a sign, `share` and `correlation` three."""

Panel = alt.Chart | alt.LayerChart | alt.FacetChart


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A paragraph of plain text; what stands between backticks is set as code. Nothing in it is read as markup."""

    text: str
    kind: Literal["plain", "note", "next"] = "plain"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a frame, under a heading a reader understands; one may be shown only where its values differ."""

    name: str
    heading: str
    format: Format = "text"
    only_if_varied: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """The answer to a query, or columns of it. The columns up to the first number head their rows."""

    caption: str
    frame: pl.DataFrame
    columns: Sequence[Column]
    query: Query

    @property
    def shown_columns(self) -> Sequence[Column]:
        """The columns without those that would say the same in every row."""
        return [
            column
            for column in self.columns
            if not column.only_if_varied or self.frame.get_column(column.name).n_unique() > 1
        ]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One or several panels over the same data; `alt` says in words what they show, `table` holds the numbers.

    On a wide screen panels stand two in a row, small ones four, wide ones one.
    """

    caption: str
    alt: str
    panels: Sequence[Panel]
    table: Table
    size: Literal["medium", "small", "wide"] = "medium"


Block = Prose | Table | Chart | Cards


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the report: its title, its place among the others, and the function that reads a warehouse."""

    title: str
    order: int
    sections: Callable[[Warehouse], Sequence[Section]]
