"""`xlr alignment`: how alike an encoder represents two languages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.analysis import CORPUS, LEAK_FREE
from xlr_warehouse.cli.say import counted, progress_bar, say

if TYPE_CHECKING:
    from ingest.alignment.measuring import Aligned

NO_LEXICON = {
    "word": "no word outside entities is a name in the gazetteers of both ('xlr ingest names' brings some in), or in a "
    "lexicon ('xlr ingest lexicon')",
    "entity": "no two entities are equal in Latin letters, or in a lexicon ('xlr ingest lexicon')",
}
"""Why there are no units that mean the same."""
PLURAL = {"word": "words", "entity": "entities"}


@click.command()
@CORPUS
@click.option("--pair", "pairs", multiple=True, metavar="L1-L2", help="A pair: L1->L2 and L2->L1. May be repeated.")
@click.option(
    "--embedding",
    "embeddings",
    multiple=True,
    metavar="NAME",
    help="These word vectors (or those of this encoder); all there are if none is named. May be repeated.",
)
@click.option(
    "--sample-size",
    type=int,
    default=2000,
    show_default=True,
    help="Words, or entities, drawn from either language for the similarity of the two clouds.",
)
@LEAK_FREE
@click.pass_obj
def alignment(
    warehouse: Path,
    corpus: str | None,
    pairs: tuple[str, ...],
    embeddings: tuple[str, ...],
    sample_size: int,
    *,
    leak_free: bool,
) -> None:
    """Measure how alike an encoder represents two languages.

    The words and entities of the test sets of two languages are compared: do those that mean the same find one
    another, and how alike are the two clouds of vectors? Without pairs, every two languages of a corpus, in every
    embedding that 'xlr embed' made of both.
    """
    from ingest.alignment.measuring import measure_alignment
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.writing(warehouse, create=False) as opened, progress_bar("Aligning") as tell:
        done = measure_alignment(
            opened,
            corpus=corpus,
            pairs=pairs or None,
            embeddings=embeddings,
            sample_size=sample_size,
            leak_free=leak_free,
            progress=tell,
        )
    _say(done)
    say('Next: xlr sql "from overlap_and_alignment"')


def _say(done: "Aligned") -> None:
    """Say what was measured, and what could not be and why."""
    known = f"; {done.n_known:,} were known" if done.n_known else ""
    say(
        f"Measured {counted(done.n_new, 'pair')} of test sets, both ways and once an embedding "
        f"({counted(done.n_values, 'value')}){known}."
    )
    for unit, n in done.without_lexicon.items():
        say(f"No retrieval of {PLURAL[unit]} for {n:,} of {counted(done.n_couples, 'pair')}: {NO_LEXICON[unit]}.")
    for (unit, spelling), n in done.too_small.items():
        what = PLURAL[unit] if spelling == "any" else f"{PLURAL[unit]} that the other language has not"
        say(f"No clouds for {n:,} of {counted(done.n_couples, 'pair')}: a test set has fewer than 11 {what}.")
    for sentence in done.without_vectors:
        say(f"Left out: {sentence[:1].lower()}{sentence[1:]}")
