"""What every way in ends with: landing what a reader brought, and saying what that did."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.say import say

if TYPE_CHECKING:
    from ingest.text_sets import Corpus

FOLDER = click.Path(path_type=Path, exists=False)


def land(warehouse: Path, corpus: "Corpus") -> None:
    """Land a corpus in the warehouse and say what was new."""
    from ingest.load import load
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.writing(warehouse) as opened:
        landed = load(opened, corpus)
    known = f" ({landed.n_known} were there already)" if landed.n_known else ""
    say(
        f"Landed {landed.n_new} text sets of {corpus.name}{known}: "
        f"{landed.n_items:,} items, {landed.n_tokens:,} tokens."
    )
