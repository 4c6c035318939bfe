"""The report in a notebook: its charts, and the frames and queries behind them."""

from collections.abc import Sequence

from reports.blocks import Chart, Page, Panel, Table
from reports.page import PAGES
from xlr_warehouse.catalog import plugin
from xlr_warehouse.warehouse import Warehouse


def charts(warehouse: Warehouse, page: str) -> list[Panel]:
    """The charts of a page of the report, in order: Altair charts, which a notebook draws.

    Raises `UnknownNameError` for a page there is not.
    """
    return [panel for block in _shown(warehouse, page) if isinstance(block, Chart) for panel in block.panels]


def tables(warehouse: Warehouse, page: str) -> list[Table]:
    """The tables of a page of the report, in order, those behind its charts among them.

    Each has its `caption`, a Polars `frame` with every column of its query, and the `query`, whose `shown` is the SQL.
    Raises `UnknownNameError` for a page there is not.
    """
    return [block.table if isinstance(block, Chart) else block for block in _shown(warehouse, page)]


def _shown(warehouse: Warehouse, page: str) -> Sequence[Chart | Table]:
    sections = plugin(PAGES, page, "PAGE", Page).sections(warehouse)
    return [block for section in sections for block in section.blocks if isinstance(block, Chart | Table)]
