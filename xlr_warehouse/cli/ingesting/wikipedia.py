"""`xlr ingest wikipedia`: section-title items from a dump."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER, land, replace_option
from xlr_warehouse.cli.say import counted, progress_bar, say

if TYPE_CHECKING:
    from ingest.corpora.wikipedia import Reading


@click.command()
@click.argument("dump", type=FOLDER)
@click.option("--language", required=True, help="The Wikipedia's code, such as 'br' or 'zh-min-nan'.")
@click.option("--items", type=click.IntRange(min=1), default=20_000, show_default=True, help="How many items to make.")
@click.option("--seed", default=1, show_default=True, help="Seed of every draw.")
@click.option("--index", type=FOLDER, help="The index of a multistream dump; few items come much faster with it.")
@click.option("--corpus", default="wikipedia", show_default=True, help="What to call the corpus.")
@click.option("--keep-boilerplate", is_flag=True, help="Keep headings such as 'References', which are left out.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes; all cores by default.")
@replace_option
@click.pass_obj
def wikipedia(
    warehouse: Path,
    dump: Path,
    language: str,
    items: int,
    seed: int,
    index: Path | None,
    corpus: str,
    jobs: int | None,
    *,
    keep_boilerplate: bool,
    replace: bool,
) -> None:
    """Section titles from a Wikipedia dump.

    Reads a pages-articles XML dump (bz2, gzip or plain; multistream or not), samples its articles by a seeded hash, and
    asks of up to four sections of each which of four headings of the page is theirs. Split by page, 80/20.
    """
    from ingest.corpora import wikipedia as reader

    with progress_bar("Reading") as tell:
        reading = reader.read_sample(
            dump,
            language=language,
            items=items,
            seed=seed,
            index=index,
            corpus=corpus,
            keep_boilerplate=keep_boilerplate,
            jobs=jobs,
            tell=tell,
        )
    land(warehouse, reading.corpus, replace=replace)
    _tell(reading, items)
    say(
        f'Next: xlr sql "select page, text, correct from title_item join text_set using (text_set) '
        f"where corpus = '{corpus}' and language = '{language}' limit 5\""
    )


def _tell(reading: "Reading", n_wanted: int) -> None:
    """What was read, what was left out, and what came of it."""
    seen = reading.seen
    say(
        f"Saw {counted(seen.pages, 'page')}, {seen.articles:,} of them articles of 1,000 bytes or more; looked at "
        f"{reading.n_looked_at:,} in the order of their hashes; {reading.n_used:,} gave items."
    )
    if reading.failures:
        first = reading.failures[0]
        say(
            f"{counted(len(reading.failures), 'page')} could not be parsed, the first is {first.title}: {first.reason}."
        )
    if reading.n_markup:
        say(f"{counted(reading.n_markup, 'section')} of these pages left out: markup the parser could not resolve.")
    n_items = sum(reading.n_items.values())
    if n_items < n_wanted:
        say(f"The dump has no more than {counted(n_items, 'item')}; {n_wanted:,} were wanted.")
    splits = ", ".join(f"{n:,} {split}" for split, n in reading.n_items.items())
    if len(reading.n_items) == 1:
        say(f"Every page fell into the {next(iter(reading.n_items))} split; more pages fill both.")
    say(f"Items by split: {splits}. Revision: {reading.corpus.revision}.")
