"""GeoNames: a place a line, in nineteen fields; the names of the places of some countries, in one script."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ingest.names.choice import Choice, RawNames
from ingest.names.country_languages import check_countries, countries_of
from ingest.names.language_facts import is_written_in, script_of
from xlr_warehouse.errors import InputError, UnknownNameError

FIELDS = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code"),
    *("country", "cc2", "admin1", "admin2", "admin3", "admin4", "population", "elevation", "dem", "timezone"),
    "modified",
)
"""The fields in their order; the names are those of GeoNames' readme, shortened."""

CLASSES = ("P", "A")
"""Towns and villages, and countries and regions: what a sentence means by a place, most of the time."""

LONGEST_LINE = 1 << 20
"""Bytes; the alternate names alone may be 10,000 characters."""

NAME, ALTERNATES, CLASS, COUNTRY = (FIELDS.index(one) for one in ("name", "alternatenames", "feature_class", "country"))


def read_geonames(stream: IO[bytes], choice: Choice, *, path: Path) -> RawNames:
    """The names of the places of the wanted countries, read as they are asked for.

    Only towns and regions, unless a condition on `feature_class` says otherwise; only names in the script of the
    language. Names in other scripts count as unusable.
    """
    wanted = countries_of(choice.language, chosen=choice.countries)
    for name in choice.where:
        if name not in FIELDS:
            raise UnknownNameError("field of GeoNames", name, list(FIELDS))
    chosen = [f"countries {' '.join(sorted(wanted))}", *(f"{name} = {value}" for name, value in choice.where.items())]
    if choice.alternate:
        chosen.append("with alternate names")
    rows = _rows(stream, path)
    return RawNames(names=_names(_places(rows, wanted, choice, path), choice), chosen="; ".join(chosen))


def _places(rows: Iterator[list[str]], wanted: frozenset[str], choice: Choice, path: Path) -> Iterator[list[str]]:
    there: set[str] = set()
    for row in rows:
        if row[COUNTRY] in wanted:
            there.add(row[COUNTRY])
            if _is_asked(row, choice):
                yield row
    check_countries(there, wanted, is_chosen=bool(choice.countries), path=path)


def _is_asked(row: list[str], choice: Choice) -> bool:
    if "feature_class" not in choice.where and row[CLASS] not in CLASSES:
        return False
    return all(row[FIELDS.index(name)] == value for name, value in choice.where.items())


def _names(places: Iterator[list[str]], choice: Choice) -> Iterator[str]:
    script = script_of(choice.language)
    for row in places:
        others = row[ALTERNATES].split(",") if choice.alternate and row[ALTERNATES] else []
        for name in (row[NAME], *others):
            yield name if is_written_in(name, script) else ""


def _rows(stream: IO[bytes], path: Path) -> Iterator[list[str]]:
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), start=1):
        if len(line) == LONGEST_LINE:
            raise InputError("the line is longer than any of GeoNames; fetch the file again.", path=path, line=number)
        try:
            row = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            raise InputError("the line is not UTF-8; fetch the file again.", path=path, line=number) from error
        if len(row) == len(FIELDS):
            yield row
        elif line.strip() and not line.startswith(b"#"):
            raise InputError(
                f"the line has {len(row)} fields, not the {len(FIELDS)} of GeoNames.", path=path, line=number
            )
