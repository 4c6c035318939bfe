"""`xlr export`: the whole warehouse as Parquet, for other programs and other places."""

from pathlib import Path

import click

from xlr_warehouse.cli.say import counted, own_name, progress_bar, say


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def export(warehouse: Path, folder: Path) -> None:
    """Write the whole warehouse into a folder.

    DIR gets a Parquet file for every table, load.sql, which makes a DuckDB database of them with every view and comment
    and needs no xlr, and datapackage.json, which says what each column means. 'xlr init --from DIR' makes a warehouse
    of it again. An earlier export is replaced.
    """
    from xlr_warehouse.exporting import export as write
    from xlr_warehouse.warehouse import Warehouse

    with Warehouse.reading(warehouse) as opened, progress_bar("Writing") as tell:
        written = write(opened, folder, tell=tell)
    tables, rows = counted(written.n_tables, "table"), counted(written.n_rows, "row")
    say(f"Wrote {tables} with {rows} into {folder} ({written.n_bytes / 1e6:.1f} MB).")
    say(f"Next: {own_name()} -w NEW.duckdb init --from {folder}")
