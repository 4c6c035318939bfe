"""`xlr ingest`: bring in text, names, predictions and runs."""

import click

from xlr_warehouse.cli.ingesting.results import predictions
from xlr_warehouse.cli.ingesting.text import conll, lab, wikiann


@click.group()
def ingest() -> None:
    """Bring text in: corpora, and predictions of other systems."""


for command in (wikiann, conll, lab, predictions):
    ingest.add_command(command)
