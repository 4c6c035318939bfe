"""`xlr ingest`: bring in text, names, predictions and runs."""

import click

from xlr_warehouse.cli.ingesting.hub import hub
from xlr_warehouse.cli.ingesting.lexicon import lexicon
from xlr_warehouse.cli.ingesting.names import names
from xlr_warehouse.cli.ingesting.results import predictions
from xlr_warehouse.cli.ingesting.runs import runs
from xlr_warehouse.cli.ingesting.text import conll, lab, wikiann
from xlr_warehouse.cli.ingesting.titles import titles
from xlr_warehouse.cli.ingesting.wikipedia import wikipedia


@click.group()
def ingest() -> None:
    """Bring in text, names, predictions of other systems, and runs from elsewhere."""


for command in (wikiann, hub, conll, lab, titles, wikipedia, names, lexicon, predictions, runs):
    ingest.add_command(command)
