"""`xlr ingest predictions`: what other systems predicted."""

from pathlib import Path

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER
from xlr_warehouse.cli.say import say


@click.command()
@click.argument("file", type=FOLDER)
@click.option("--corpus", required=True, help="The corpus predicted.")
@click.option("--language", required=True, help="The language predicted.")
@click.option("--split", default="test", show_default=True, help="The split predicted.")
@click.option("--encoder", required=True, help="What to call the system's encoder.")
@click.option("--trained-on", required=True, metavar="LANG", help="The language the system was trained on.")
@click.option("--seed", default=1, show_default=True, help="The seed of its training.")
@click.pass_obj
def predictions(
    warehouse: Path, file: Path, corpus: str, language: str, split: str, encoder: str, trained_on: str, seed: int
) -> None:
    """Predictions of another system.

    A token and its predicted tag a line, for a text set that is in the warehouse.
    """
    from ingest.predicted import ImportedRun, import_predictions
    from xlr_warehouse.warehouse import Warehouse

    system = ImportedRun(encoder=encoder, train_language=trained_on, seed=seed)
    with Warehouse.writing(warehouse, create=False) as opened:
        imported = import_predictions(opened, file, corpus=corpus, language=language, split=split, system=system)
    if imported.is_new:
        say(f"Landed {imported.n_tokens:,} predicted tags as the run {imported.run}.")
    else:
        say(f"The run {imported.run} has these predictions already; nothing changed.")
    say('Next: xlr sql "from score"')
