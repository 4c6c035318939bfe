"""The three findings that matter, each a sentence and a picture: transfer, the price of a name, robustness."""

from collections.abc import Iterator

from reports.blocks import Section
from reports.sections.price import price
from reports.sections.robustness import robustness
from reports.sections.transfer import transfer
from xlr_warehouse.warehouse import Warehouse


def findings(warehouse: Warehouse) -> Iterator[Section]:
    """A section for each finding that the warehouse has numbers for."""
    for title, blocks in (
        ("Transfer and shared names", tuple(transfer(warehouse))),
        ("The price of a known name", tuple(price(warehouse))),
        ("Robustness on the same edits", tuple(robustness(warehouse))),
    ):
        if blocks:
            yield Section(title=title, blocks=blocks)
