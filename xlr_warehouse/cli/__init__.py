"""The command `xlr`: what it prints, how it fails, and the commands it has.

Commands import what they need when they run: `xlr --help` loads neither torch nor polars nor duckdb.
"""

import errno
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from xlr_warehouse import __version__
from xlr_warehouse.cli.alignment import alignment
from xlr_warehouse.cli.analysis import overlap, perturb
from xlr_warehouse.cli.audit import audit
from xlr_warehouse.cli.check import check
from xlr_warehouse.cli.demo import demo
from xlr_warehouse.cli.embedding import embed, propose
from xlr_warehouse.cli.estimate import estimate
from xlr_warehouse.cli.export import export
from xlr_warehouse.cli.ingesting import ingest
from xlr_warehouse.cli.pretraining import pretrain
from xlr_warehouse.cli.query import init, report, sql
from xlr_warehouse.cli.status import status
from xlr_warehouse.cli.studies import run_study
from xlr_warehouse.cli.training import train
from xlr_warehouse.cli.working import work
from xlr_warehouse.errors import XlrError

OK, FAILED, INTERRUPTED = 0, 1, 130
INTERRUPTION = "Interrupted; what has landed stays, and the same command goes on from there."


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-w",
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("xlr.duckdb"),
    envvar="XLR_WAREHOUSE",
    show_default=True,
    show_envvar=True,
    help="The warehouse: one DuckDB file.",
)
@click.version_option(__version__, prog_name="xlr")
@click.pass_context
def xlr(context: click.Context, warehouse: Path) -> None:
    """How robust is cross-lingual transfer to a lower-resource language, and why?

    Text comes in (ingest), what languages share is counted (overlap), test sets are changed (perturb), models are
    trained and tested (train), and SQL says how one follows from the other (sql, report). 'xlr demo' does it all once.
    """
    context.obj = warehouse


for command in (
    init,
    ingest,
    audit,
    check,
    overlap,
    embed,
    propose,
    alignment,
    perturb,
    pretrain,
    train,
    run_study,
    status,
    work,
    estimate,
    sql,
    report,
    export,
    demo,
):
    xlr.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and answer its exit status; an error of the user's is one sentence on standard error."""
    status = FAILED
    try:
        xlr.main(args=None if arguments is None else list(arguments), prog_name="xlr", standalone_mode=False)
        status = OK
    except click.ClickException as misuse:
        misuse.show()
        status = misuse.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(INTERRUPTION, err=True)
        status = INTERRUPTED
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # what DuckDB makes of Ctrl-C
            raise
        click.echo(INTERRUPTION, err=True)
        status = INTERRUPTED
    except XlrError as error:
        click.echo(f"xlr: {error}", err=True)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output is gone: there is nobody to tell
    except OSError as error:
        click.echo(f"xlr: {_sentence(error)}", err=True)
    return status


def _sentence(error: OSError) -> str:
    """What the system refused, where; Polars tells the number of the error in its text alone."""
    if error.errno == errno.ENOSPC or f"os error {errno.ENOSPC}" in str(error):
        return "the disk is full; make room and repeat the command."
    if error.filename is None:
        raise error
    return f"{error.filename}: the system refuses it: {error.strerror}."


def main() -> None:
    """Run `xlr` as a program."""
    sys.exit(run())
