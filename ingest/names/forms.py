"""Which form a gazetteer has, told by how it begins."""

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.names.columns import cells_of, header_of
from xlr_warehouse.errors import InputError

HEAD = 1 << 18
"""How many bytes of a file are looked at."""

GEONAMES = re.compile(r"\d+\t(?:[^\t]*\t){3}-?\d+(?:\.\d+)?\t-?\d+(?:\.\d+)?\t[A-Z]?\t(?:[^\t]*\t){11}[^\t]*")
"""A line of GeoNames: number, three names, latitude, longitude, class, and twelve fields more."""

IN_DOUBT = 0.9
"""The share of lines with a comma from which a list might be a table."""


def form_of(head: bytes, *, name: str, path: Path) -> str:
    """The form of a file that begins so; `name` is what it is called when unpacked.

    Raises `InputError` when it is none, or might be two.
    """
    text = head.decode("utf-8-sig", errors="replace")
    if "\x00" in text or head.startswith((b"PAR1", b"%PDF")):
        raise InputError("this is no text; give a list, a table, GeoNames, or a list or dump of Wiktionary.", path=path)
    start = text.lstrip()
    if start.startswith("<"):
        if "<mediawiki" not in start[:2000]:
            raise InputError("this is XML or HTML, but no dump of Wiktionary; give a list or a table.", path=path)
        return "dump"
    if start.startswith(("{", "[")):
        return "category"
    lines = [line for line in with_newlines(text).split("\n") if line.strip() and not line.startswith("#")]
    if lines and GEONAMES.fullmatch(lines[0]):
        return "geonames"
    return _lines_form(lines, name, path)


def _lines_form(lines: Sequence[str], name: str, path: Path) -> str:
    if not lines:
        raise InputError("it holds no name.", path=path)
    separator, first = cells_of(lines[0])
    header = header_of(first)
    if header is not None:
        return "countries" if {"country", "countrycode"} & header.keys() and len(header) > 1 else "table"
    if any("\t" in line for line in lines) or name.lower().endswith((".csv", ".tsv")):
        return "table"
    with_separator = sum(separator in line for line in lines) / len(lines) if separator else 0.0
    if with_separator >= IN_DOUBT:
        raise InputError(
            f"nearly every line has a {separator!r}: is it a table (--form table --column 1) or a list (--form list)?",
            path=path,
        )
    return "list"


def with_newlines(text: str) -> str:
    """The text with the line ends of this system, whatever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
