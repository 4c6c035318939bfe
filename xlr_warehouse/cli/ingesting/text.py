"""`xlr ingest wikiann|conll|lab`: corpora of tokens with their entities."""

from pathlib import Path

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER, land
from xlr_warehouse.cli.say import say


@click.command()
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

    land(warehouse, reader.read(languages, folder=folder, revision=revision))
    say(f"Next: xlr overlap{_pair(languages)}")


@click.command()
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

    land(warehouse, reader.read(file, corpus=corpus, language=language, split=split, licence=licence))
    say(f"Next: xlr overlap --corpus {corpus}")


@click.command()
@click.option("--seed", default=1, show_default=True, help="Seed of everything generated.")
@click.pass_obj
def lab(warehouse: Path, seed: int) -> None:
    """Sixteen invented languages with planted overlaps, in eight pairs."""
    from ingest.corpora import lab as reader

    land(warehouse, reader.read(seed=seed))
    say("Next: xlr overlap --corpus lab")


def _pair(languages: tuple[str, ...]) -> str:
    return f" --pair {languages[0]}-{languages[1]}" if len(languages) == 2 else ""  # noqa: PLR2004 (a pair has two)
