"""Which language codes are known, and which are well formed."""

import csv
import re
from functools import cache

from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.schema import SHIPPED_DATA, sql_root

WELL_FORMED = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
"""An ISO 639 code, with subtags as in `zh-min-nan`."""


@cache
def shipped_languages() -> tuple[str, ...]:
    """The codes of the shipped list: those of WikiANN, and a few more."""
    with (sql_root() / "data" / SHIPPED_DATA["language"]).open(encoding="utf-8", newline="") as file:
        return tuple(row["language"] for row in csv.DictReader(file))


def check_wikiann_language(language: str) -> None:
    """Refuse a code WikiANN does not have, naming the nearest it has."""
    if language not in shipped_languages():
        raise UnknownNameError("WikiANN language", language, list(shipped_languages()))


def check_language(language: str) -> None:
    """Refuse a code that is neither in the shipped list (WikiANN has a few odd ones) nor well formed."""
    if language not in shipped_languages() and WELL_FORMED.fullmatch(language) is None:
        raise InputError(f"{language!r} is no language code; give one of ISO 639, such as 'br' or 'quy'.")
