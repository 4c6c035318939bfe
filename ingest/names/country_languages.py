"""Which languages are the main ones of a country, and the other way round."""

import csv
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from xlr_warehouse.errors import InputError, UnknownNameError


@cache
def main_languages() -> dict[str, tuple[str, ...]]:
    """The main languages (WikiANN codes) of each country (ISO 3166 alpha-2): official ones and that of the majority.

    Regional languages are not among them, however official they are in their region.
    """
    with Path(__file__).with_name("country_languages.csv").open(encoding="utf-8", newline="") as file:
        return {row["country"]: tuple(row["languages"].split()) for row in csv.DictReader(file)}


def countries_of(language: str, *, chosen: Iterable[str]) -> frozenset[str]:
    """The countries whose names are names of a language: the chosen ones, else those whose main language it is.

    Raises `UnknownNameError` for a country there is none of, and `InputError` when no country has the language for a
    main one.
    """
    known = main_languages()
    asked = [country.upper() for country in chosen]
    for country in asked:
        if country not in known:
            raise UnknownNameError("country (ISO 3166, two letters)", country, list(known))
    found = frozenset(asked) or frozenset(country for country, languages in known.items() if language in languages)
    if not found:
        raise InputError(
            f"No country has {language!r} for a main language; choose with --country CC (a region of one with --where "
            "COLUMN=VALUE), or take a file of that language."
        )
    return found


def check_countries(there: Collection[str], wanted: Collection[str], *, is_chosen: bool, path: Path) -> None:
    """Refuse a file that lacks a country that was chosen, or all of those whose main language it is."""
    missing = sorted(set(wanted) - set(there))
    if missing and (is_chosen or not there):
        raise InputError(f"it has no names of {', '.join(missing)}.", path=path)
