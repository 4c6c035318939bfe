"""What was asked of a gazetteer, and what a reader of one form gives back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlr_warehouse.errors import InputError

KINDS = ("given_name", "surname", "place")
FORMS = ("list", "table", "countries", "geonames", "category", "dump")

FORM_NAMES = {
    "list": "a plain list",
    "table": "a table",
    "countries": "names by country",
    "geonames": "GeoNames",
    "category": "a category list of Wiktionary",
    "dump": "a dump of Wiktionary",
}

FITTING = {
    "--column": ("table", "countries"),
    "--where": ("table", "countries", "geonames"),
    "--country": ("countries", "geonames"),
    "--alternate": ("geonames",),
}
"""The forms an option makes sense for."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Whose names of which kind are wanted, and what of the file; empty where nothing was said."""

    language: str
    kind: str
    column: str = ""
    countries: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict[str, str])
    alternate: bool = False

    def check_fits(self, form: str) -> None:
        """Refuse options that mean nothing for a form, rather than not to heed them."""
        given = {
            "--column": self.column,
            "--where": self.where,
            "--country": self.countries,
            "--alternate": self.alternate,
        }
        for option, value in given.items():
            if value and form not in FITTING[option]:
                raise InputError(f"{option} means nothing for {FORM_NAMES[form]}; leave it out, or say --form.")
        if form == "geonames" and self.kind != "place":
            raise InputError("GeoNames holds places; give --kind place.")
        if form == "countries" and self.kind == "place":
            raise InputError("Names by country are of people; give --kind given_name or --kind surname.")


@dataclass(frozen=True, kw_only=True)
class RawNames:
    """The names as a file writes them, and what was chosen from it, in words (`column 'Name'; countries FR MC`)."""

    names: Iterable[str]
    chosen: str = ""
