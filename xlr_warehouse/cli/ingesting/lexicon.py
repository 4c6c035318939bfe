"""`xlr ingest lexicon`: which forms of two languages mean the same."""

from pathlib import Path

import click

from xlr_warehouse.cli.say import counted, say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--pair", required=True, metavar="L1-L2", help="The languages of the first and of the second forms.")
@click.option("--replace", is_flag=True, help="Let what an older file of this name brought go first.")
@click.pass_obj
def lexicon(warehouse: Path, file: Path, pair: str, *, replace: bool) -> None:
    """A bilingual lexicon, for 'xlr alignment'.

    FILE has two forms a line, with a tab or, as the dictionaries of MUSE, a space between. Both directions are served.
    """
    from ingest.alignment.lexicon_file import land_lexicon, languages_of, read_lexicon
    from xlr_warehouse.warehouse import Warehouse

    pairs = read_lexicon(file)
    with Warehouse.writing(warehouse) as opened:
        languages = languages_of(opened, pair)
        landed = land_lexicon(opened, pairs, languages=languages, source=file.name, replace=replace)
    known = f"; {landed.n_known:,} were there already" if landed.n_known else ""
    gone = f"; {landed.n_gone:,} of the old file gone" if replace else ""
    say(f"Landed {counted(landed.n_new, 'new pair')} of {' and '.join(languages)}{known}{gone}.")
    say(f"Next: xlr alignment --pair {pair}")
