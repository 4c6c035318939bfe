"""`xlr ingest`: bring text in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.say import say

if TYPE_CHECKING:
    from ingest.text_sets import Corpus

FOLDER = click.Path(path_type=Path, exists=False)


@click.group()
def ingest() -> None:
    """Bring text in: corpora, and predictions of other systems."""


@ingest.command()
@click.argument("languages", nargs=-1, required=True, metavar="LANG...")
@click.option("--from", "folder", type=FOLDER, required=True, help="The folder the files are in.")
@click.option("--revision", default="", help="What to note as the revision of these files.")
@click.pass_obj
def wikiann(warehouse: Path, languages: tuple[str, ...], folder: Path, revision: str) -> None:
    """WikiANN from a local folder.

    Reads DIR/<lang>/{train,dev|val|validation,test}.{tsv,txt,conllu}, a token and its tag a line, or DIR/<lang>.<split>
    in the raw form 'lang:token<TAB>tag'.
    """
    from ingest.corpora import wikiann as reader

    _load(warehouse, reader.read(languages, folder=folder, revision=revision))
    say(f"Next: xlr overlap{_pair(languages)}")


@ingest.command()
@click.argument("file", type=FOLDER)
@click.option("--corpus", required=True, help="What to call the corpus.")
@click.option("--language", required=True, help="Its language, an ISO 639 code.")
@click.option("--split", required=True, type=click.Choice(["train", "validation", "test"]), help="Which split it is.")
@click.option("--licence", default="unknown", show_default=True, help="Its licence, to be noted.")
@click.pass_obj
def conll(warehouse: Path, file: Path, corpus: str, language: str, split: str, licence: str) -> None:
    """One split from a CoNLL file.

    A token a line, its tag (O, B-TYPE or I-TYPE) in the last column, a blank line between sentences.
    """
    from ingest.corpora import conll as reader

    _load(warehouse, reader.read(file, corpus=corpus, language=language, split=split, licence=licence))
    say(f"Next: xlr overlap --corpus {corpus}")


@ingest.command()
@click.option("--seed", default=1, show_default=True, help="Seed of everything generated.")
@click.pass_obj
def lab(warehouse: Path, seed: int) -> None:
    """Sixteen invented languages with planted overlaps, in eight pairs."""
    from ingest.corpora import lab as reader

    _load(warehouse, reader.read(seed=seed))
    say("Next: xlr overlap --corpus lab")


@ingest.command()
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


def _load(warehouse: Path, corpus: "Corpus") -> None:
    from ingest.load import load
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.writing(warehouse) as opened:
        landed = load(opened, corpus)
    known = f" ({landed.n_known} were there already)" if landed.n_known else ""
    say(
        f"Landed {landed.n_new} text sets of {corpus.name}{known}: "
        f"{landed.n_items:,} items, {landed.n_tokens:,} tokens."
    )


def _pair(languages: tuple[str, ...]) -> str:
    return f" --pair {languages[0]}-{languages[1]}" if len(languages) == 2 else ""  # noqa: PLR2004 (a pair has two)
