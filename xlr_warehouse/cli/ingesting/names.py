"""`xlr ingest names`: given names, surnames and places of a language."""

from pathlib import Path

import click

from xlr_warehouse.cli.ingesting.landing import FOLDER
from xlr_warehouse.cli.say import counted, say
from xlr_warehouse.errors import InputError


@click.command()
@click.argument("file", type=FOLDER)
@click.option("--language", required=True, help="Whose names they are, an ISO 639 code.")
@click.option("--kind", required=True, type=click.Choice(["given_name", "surname", "place"]), help="What they name.")
@click.option("--source", default="", help="What to note as their source; else the name of the file.")
@click.option("--licence", default="unknown", show_default=True, help="Their licence, to be noted.")
@click.option(
    "--form",
    type=click.Choice(["list", "table", "countries", "geonames", "category", "dump"]),
    help="The form of the file, where it cannot be told by how it begins.",
)
@click.option(
    "--column", default="", help="The column of a table that holds the names: its name, or its number from 1."
)
@click.option("--country", "countries", multiple=True, metavar="CC", help="Only these countries, ISO 3166 (several).")
@click.option(
    "--where", "conditions", multiple=True, metavar="COLUMN=VALUE", help="Only rows with this value (several)."
)
@click.option("--alternate", is_flag=True, help="GeoNames: also other names of a place in the language's script.")
@click.option("--replace", is_flag=True, help="Let a changed file take the place of the old one.")
@click.pass_obj
def names(
    warehouse: Path,
    file: Path,
    language: str,
    kind: str,
    source: str,
    licence: str,
    form: str | None,
    column: str,
    countries: tuple[str, ...],
    conditions: tuple[str, ...],
    *,
    alternate: bool,
    replace: bool,
) -> None:
    """Given names, surnames or places of a language.

    FILE is a list (a name a line), a table (CSV or TSV, with or without a header), names by country (columns Country
    and Name or Localized Name), GeoNames (cities15000, allCountries, as text or zip), a category list of Wiktionary
    (JSON of its API, or page titles), or a dump of the English Wiktionary (pages-articles). It may be packed by gzip,
    bz2 or zip. Names by country and GeoNames give the names of the countries whose main language it is.
    """
    from ingest.names.choice import Choice
    from ingest.names.landing import counts, land_names
    from ingest.names.reading import read_names
    from xlr_warehouse.output import rendered
    from xlr_warehouse.warehouse import Warehouse

    choice = Choice(
        language=language,
        kind=kind,
        column=column,
        countries=countries,
        where=_conditions(conditions),
        alternate=alternate,
    )
    brought = read_names(file, choice, form=form)
    unusable = "unusable (no letter, too long, or another script)" if brought.n_unusable else "unusable"
    chosen = f" ({brought.chosen})" if brought.chosen else ""
    say(
        f"Read {counted(brought.n_read, 'name')} of {file.name}, {brought.form}{chosen}: {len(brought.names):,} kept, "
        f"{brought.n_unusable:,} {unusable}, {brought.n_twice:,} more than once."
    )
    with Warehouse.writing(warehouse) as opened:
        landed = land_names(opened, brought, source=source or file.name, licence=licence, replace=replace)
        table = rendered(counts(opened, language), "table").decode().rstrip()
    if landed.is_known:
        say("This file is there already; nothing changed.")
    else:
        gone = f", {landed.n_gone:,} of the old file gone" if replace else ""
        say(f"Landed {counted(landed.n_new, 'new name')}; {landed.n_known:,} were there already{gone}.")
    say(table)
    say('Next: xlr sql "select language, kind, count(*) as n from name group by all order by all"')


def _conditions(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for one, (column, separator, _) in zip(given, pairs, strict=True):
        if not column or not separator:
            raise InputError(f"--where {one!r} is not of the form COLUMN=VALUE, such as Region=Wales.")
    return {column.strip(): value.strip() for column, _, value in pairs}
