"""`xlr init`, `xlr sql` and `xlr report`: make a warehouse, ask it, read about it."""

import sys
from pathlib import Path

import click

from xlr_warehouse.cli.say import counted, progress_bar, say
from xlr_warehouse.errors import InputError

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option(
    "--from", "source", type=click.Path(path_type=Path, file_okay=False), help="A folder that 'xlr export' wrote."
)
@click.pass_obj
def init(warehouse: Path, source: Path | None) -> None:
    """Make a warehouse, or bring one up to date."""
    from xlr_warehouse.warehouse import Warehouse

    if source is not None:
        from xlr_warehouse.restoring import restore

        with progress_bar("Reading") as tell:
            restored = restore(source, warehouse, tell=tell)
        say(f"Made {warehouse} of {restored.n_tables} tables with {counted(restored.n_rows, 'row')}.")
        say("Next: xlr report")
        return
    existed = warehouse.exists()
    with Warehouse.writing(warehouse):
        pass
    say(f"{warehouse} is up to date." if existed else f"Made {warehouse}.")
    say("Next: xlr ingest --help")


@click.command()
@click.argument("query", required=False)
@click.option("--file", "file", type=FILE, help="Read the query from a file.")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    help="How to show the rows; by default as the ending of --out says, else as a table.",
)
@click.option("--out", type=FILE, help="Write the rows into a file.")
@click.option("--write", is_flag=True, help="Let the query change the warehouse.")
@click.pass_obj
def sql(
    warehouse: Path, query: str | None, file: Path | None, file_format: str | None, out: Path | None, *, write: bool
) -> None:
    """Ask the warehouse.

    QUERY is SQL as DuckDB speaks it; without one it is read from --file or from standard input.
    """
    from xlr_warehouse.output import deliver, rendered
    from xlr_warehouse.warehouse import Warehouse

    text = _query(query, file)
    if not text.strip():
        raise InputError("The query is empty.")
    with Warehouse.writing(warehouse) if write else Warehouse.reading(warehouse) as opened:
        frame = opened.frame(text)
    deliver(rendered(frame, file_format or _format_of(out)), out=out)
    if out is not None:
        say(f"Wrote {frame.height:,} rows into {out}.")


@click.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option("--out", type=FILE, default=Path("build/report.html"), show_default=True, help="The file to write.")
@click.pass_obj
def report(warehouse: Path, pages: tuple[str, ...], out: Path) -> None:
    """Write the report: one HTML file that needs no network."""
    from reports.page import write_report

    written = write_report(warehouse=warehouse, pages=pages or None, out=out)
    say(f"Wrote {written.path} ({written.n_bytes / 1e6:.1f} MB).")


def _format_of(out: Path | None) -> str:
    """The format that the ending of a file name says."""
    ending = "" if out is None else out.suffix.removeprefix(".").lower()
    return ending if ending in {"csv", "json", "parquet"} else "table"


def _query(query: str | None, file: Path | None) -> str:
    match query, file:
        case str(), None:
            return query
        case None, Path():
            try:
                return file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise InputError("the query cannot be read from it.", path=file) from error
        case None, None if not sys.stdin.isatty():
            return sys.stdin.read()
        case _:
            raise click.UsageError("Give a query, or --file, or a query on standard input: one of them.")
