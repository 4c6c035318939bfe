"""`xlr ingest titles`: ready-made section-title items."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER, land, replace_option
from xlr_warehouse.cli.say import counted, say

if TYPE_CHECKING:
    from ingest.corpora.titles import TitlesRead


@click.command()
@click.argument("file", type=FOLDER)
@click.option("--corpus", required=True, help="What to call the corpus.")
@click.option("--language", required=True, help="Its language, an ISO 639 code.")
@click.option(
    "--split",
    type=click.Choice(["train", "validation", "test"]),
    help="Which split it is; without one, four fifths of its pages become train and one fifth test.",
)
@click.option("--seed", default=1, show_default=True, help="Seed of the split by page.")
@click.option(
    "--field",
    "given",
    multiple=True,
    metavar="ROLE=NAME",
    help="Which field is what, where its name does not say: text, correct, page, options (a list), A, B, C or D.",
)
@click.option("--keep-flawed", is_flag=True, help="Keep items whose options repeat or that contradict another.")
@click.option("--licence", default="unknown", show_default=True, help="Its licence, to be noted.")
@click.option("--revision", default="unknown", show_default=True, help="What to note as the revision of the file.")
@replace_option
@click.pass_obj
def titles(
    warehouse: Path,
    file: Path,
    corpus: str,
    language: str,
    split: str | None,
    seed: int,
    given: tuple[str, ...],
    licence: str,
    revision: str,
    *,
    keep_flawed: bool,
    replace: bool,
) -> None:
    """Ready-made items: a section's text, four titles, and which is right.

    FILE is JSON (a list of records, or an object that holds one), JSON lines, CSV, TSV or Parquet, plain or in gzip.
    IndicGLUE's fields (sectionText, titleA to titleD, correctTitle) are known, and others like them; the answer is a
    letter, a field, a number or the title itself.
    Items with the same text, options and answer come in once; items whose options repeat, or that have the text and
    options of another but not its answer, are left out and counted.
    """
    from ingest.corpora import titles as reader
    from ingest.titles.fields import mapping

    brought = reader.read(
        file,
        corpus=corpus,
        language=language,
        split=split,
        licence=licence,
        revision=revision,
        fields=mapping(given),
        seed=seed,
        keep_flawed=keep_flawed,
    )
    for sentence in _account(brought, keep_flawed=keep_flawed, is_split=split is None):
        say(sentence)
    land(warehouse, brought.corpus, replace=replace)
    say("Next: xlr sql \"select corpus, language, split, n_items from text_set where task = 'title'\"")


def _account(brought: "TitlesRead", *, keep_flawed: bool, is_split: bool) -> list[str]:
    """What was read, what was left out and why, and what counts as a page."""
    selected = brought.selected
    read = f"Read {counted(brought.n_records, 'record')} ({brought.file_format})"
    fate = "kept though" if keep_flawed else "left out because"
    found = [
        (selected.n_duplicates, "removed as exact duplicates"),
        (selected.n_repeated, f"{fate} their options repeat"),
        (selected.n_contradicting, f"{fate} they contradict one another"),
    ]
    told = [f"{n:,} {what}" for n, what in found if n]
    sentences = [f"{read}: {selected.items.height:,} kept; {', '.join(told) if told else 'none left out'}."]
    if brought.page_field is None:
        said = "it does not say the page of an item, so items with the same text count as one page"
    else:
        said = f"the field {brought.page_field!r} says the page"
    sentences.append(f"Pages: {brought.n_pages:,} ({said}){'; split by page, 80/20' if is_split else ''}.")
    return sentences
