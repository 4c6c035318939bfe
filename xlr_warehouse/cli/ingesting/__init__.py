"""`xlr ingest`: bring in text, names, predictions and runs."""

import click

from xlr_warehouse.cli.ingesting.hub import hub
from xlr_warehouse.cli.ingesting.names import names
from xlr_warehouse.cli.ingesting.results import predictions
from xlr_warehouse.cli.ingesting.runs import runs
from xlr_warehouse.cli.ingesting.text import conll, lab, wikiann
from xlr_warehouse.cli.ingesting.titles import titles
from xlr_warehouse.cli.ingesting.wikipedia import wikipedia


@click.group()
def ingest() -> None:
    """Bring text in: corpora, and predictions of other systems."""


for command in (wikiann, hub, conll, lab, titles, wikipedia, names, predictions, runs):
    ingest.add_command(command)
