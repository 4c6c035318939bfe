"""Replication: the published numbers by themselves, what is wrong in the reference, and ours beside them."""

from collections.abc import Sequence

from reports.blocks import Page, Section
from reports.sections.defects import defects
from reports.sections.published import published
from reports.sections.replicated import replicated
from xlr_warehouse.warehouse import Warehouse


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    return (*published(warehouse), defects(warehouse), *replicated(warehouse))


PAGE = Page(title="Replication", order=50, sections=_sections)
