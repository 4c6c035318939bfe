"""Forms in Latin letters, whatever their script: each distinct form is romanised once.

The library is uroman (Hermjakob, May & Knight 2018). It reads a form out by its letters, not by its language, so the
same form has one romanisation wherever it stands, and writers of Arabic or Hebrew who leave vowels out leave them out.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

import polars as pl

from ingest.forms.landing import lacking
from xlr_warehouse.warehouse import Warehouse

ROMANISER = f"uroman-{version('uroman')}"
"""The library and its version, as the column `romaniser` has it."""

AT_ONCE = 50_000
"""How many forms are romanised before they are landed."""

_NUMERALS = "〇零一二三四五六七八九十百千万萬億亿兆"
_READINGS = "ling ling yi er san si wu liu qi ba jiu shi bai qian wan wan yi yi zhao"
HAN_NUMERALS = str.maketrans(dict(zip(_NUMERALS, _READINGS.split(), strict=True)))
"""Numerals are letters of names (千葉, 三菱): they are read out here, where the library would compute a number."""

REPEATED = re.compile("(.)々")


def romanise(forms: Sequence[str]) -> list[str]:
    """Each form in Latin letters without marks, in order; a form in ASCII stays as it is.

    What is read is the NFC form, what comes out is ASCII but for punctuation and symbols, which belong to no script and
    stay. A form is one token: white space within is left out. It is capitalised as the form is, all or the first
    letter. A form of which nothing would be left (an invisible sign, a lone length mark) is given back itself.
    """
    return [form if form.isascii() else _romanised(form) for form in forms]


def land_romanised(warehouse: Warehouse, forms: pl.Series) -> int:
    """Land the romanisation of the forms that have none from this romaniser; say how many those were.

    Call it within a transaction.
    """
    new = lacking(warehouse, forms, table="romanised_form", key="romaniser", value=ROMANISER)
    for start in range(0, len(new), AT_ONCE):
        part = new[start : start + AT_ONCE]
        rows = {"form": part, "romanised": pl.Series(romanise(part.to_list()), dtype=pl.String)}
        warehouse.append("romanised_form", pl.DataFrame(rows).with_columns(pl.lit(ROMANISER).alias("romaniser")))
    return len(new)


def _romanised(form: str) -> str:
    written = unicodedata.normalize("NFC", form)
    read = _library().romanize_string(REPEATED.sub(r"\1\1", written).translate(HAN_NUMERALS))
    return _capitalised("".join(_plain(character) for character in read if not character.isspace()), written) or form


def _plain(character: str) -> str:
    """ASCII for a letter or mark that the library left as it is, or nothing; other characters as they are."""
    if character.isascii() or unicodedata.category(character)[0] not in "LM":
        return character
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")


def _capitalised(romanised: str, form: str) -> str:
    """The romanised form, capitalised as the form: the library writes `oeSTER` for the first letter of some."""
    letters = [letter for letter in form if letter.isalpha()]
    if len(letters) > 1 and form.isupper():
        return romanised.upper()
    at = next((place for place, letter in enumerate(romanised) if letter.isalpha()), None)
    if at is None or not letters or not letters[0].isupper():
        return romanised
    return romanised[:at] + romanised[at].upper() + romanised[at + 1 :]


@cache
def _library() -> Any:  # noqa: ANN401 (the library has no types)
    """The library with its tables, read once: they take two seconds."""
    from uroman import Uroman

    return Uroman()
