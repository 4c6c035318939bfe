"""`xlr ingest runs`: run bundles from elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER
from xlr_warehouse.cli.say import counted, progress_bar, say
from xlr_warehouse.errors import XlrError

if TYPE_CHECKING:
    from runners.arrivals import Arrived


@click.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--remove/--keep", default=False, help="Remove the bundles that are in the warehouse then; kept by default."
)
@click.option(
    "--skip-broken", is_flag=True, help="Land the other bundles when some cannot land; exits with 1 all the same."
)
@click.pass_obj
def runs(warehouse: Path, folder: Path, *, remove: bool, skip_broken: bool) -> None:
    """Run bundles from elsewhere.

    FOLDER is a run bundle, or has some in it at any depth: the folder <warehouse>.runs of another machine, or the
    output of a Slurm array. The text sets that they name must be in this warehouse, with the same content; their
    numbers do not matter. What is there already stays as it is. All land or none, unless --skip-broken is given.
    """
    from runners.arrivals import land_from

    with progress_bar("Run bundles") as tell:
        arrived = land_from(warehouse, folder, skip_broken=skip_broken, remove=remove, tell=tell)
    for sentence in _account(arrived, removed=remove):
        say(sentence)
    say('Next: xlr sql "from score"')
    if arrived.broken:
        n_broken = len(arrived.broken)
        raise XlrError(f"{n_broken:,} of {counted(arrived.n_bundles + n_broken, 'bundle')} did not land.")


def _account(arrived: "Arrived", *, removed: bool) -> list[str]:
    landed = arrived.landed
    known = f" ({arrived.n_known:,} were there already)" if arrived.n_known else ""
    fate = ", which are removed" if removed else ""
    what = f"{counted(landed.n_runs, 'new run')}, {counted(landed.n_evaluations, 'evaluation')}"
    said = [
        *(f"Left: {error}" for error in arrived.broken),
        f"Landed {counted(arrived.n_bundles, 'bundle')}{known}{fate}: {what}, {landed.n_predictions:,} predictions.",
    ]
    if arrived.n_drafts:
        said.append(f"{counted(arrived.n_drafts, 'bundle')} still being written: repeat the command when done.")
    return said
