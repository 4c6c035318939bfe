"""`xlr check`: is what the warehouse holds in order?"""

from pathlib import Path

import click

from xlr_warehouse.cli.say import counted, progress_bar, say
from xlr_warehouse.errors import XlrError


@click.command()
@click.pass_obj
def check(warehouse: Path) -> None:
    """Check that what the warehouse holds is in order.

    What a row names is there, no row stands twice, counts are those of the rows, predictions are whole, edits stand
    in the text. Rows that xlr landed pass; rows that other programs wrote, or a disk that forgets, may not. Nothing is
    changed. Ends with status 1 when a check fails; 'xlr sql --file' runs the query of one (sql/checks).
    """
    from xlr_warehouse.checks import checks, violations
    from xlr_warehouse.warehouse import Warehouse

    every = checks()
    n_failed = 0
    with Warehouse.reading(warehouse) as opened, progress_bar("Checking") as tell:
        for done, one in enumerate(every, 1):
            rows = violations(opened, one)
            tell(done, len(every))
            if rows.height:
                n_failed += 1
                first = ", ".join(f"{name} {value}" for name, value in rows.row(0, named=True).items())
                say(f"{one.name}: {one.statement} Not so in {counted(rows.height, 'row')}; first: {first}.")
    if n_failed:
        raise XlrError(f"{n_failed} of {len(every)} checks failed in {warehouse}; see above.")
    say(f"{len(every)} checks passed.")
