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


PIECES = ("svg", "png", "csv", "latex", "markdown")


@click.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write, by default build/report.html; with --format the folder, by default build/report.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(["html", *PIECES]),
    multiple=True,
    help="Pieces for papers instead of the page: each chart as SVG or PNG, each table as CSV, LaTeX (booktabs) or "
    "Markdown, each with its query; may be repeated.",
)
@click.pass_obj
def report(warehouse: Path, pages: tuple[str, ...], out: Path | None, formats: tuple[str, ...]) -> None:
    """Write the report: one HTML file that needs no network."""
    from reports.page import write_report
    from reports.pieces import write_pieces

    pieces = [name for name in PIECES if name in formats]
    if not pieces:
        written = write_report(warehouse=warehouse, pages=pages or None, out=out or Path("build/report.html"))
        say(f"Wrote {written.path} ({written.n_bytes / 1e6:.1f} MB).")
        return
    if len(pieces) < len(set(formats)):
        raise click.UsageError("--format html is a page and the others are pieces of it: ask for them one by one.")
    folder = out or Path("build/report")
    files = write_pieces(warehouse=warehouse, pages=pages or None, formats=pieces, out=folder)
    say(f"Wrote {counted(len(files), 'file')} into {folder}; contents.txt says what they show.")


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
