"""The columns of a table of names: how a line is cut, whether the first is a header, and which holds the names."""

import csv
import re
import sys
from collections.abc import Mapping, Sequence

from xlr_warehouse.errors import InputError, UnknownNameError

OF_KIND = {
    "given_name": ("givenname", "firstname", "forename", "givennames", "firstnames", "forenames", "prenom", "vorname"),
    "surname": ("surname", "lastname", "familyname", "surnames", "lastnames", "familynames", "apellido", "nachname"),
    "place": ("place", "placename", "toponym", "city", "town", "places", "placenames", "settlement"),
}
OF_ANY = ("localizedname", "name", "names", "nativename", "title", "label")
"""What a header may call the column of the names, without case and punctuation: of one kind, or of any."""

KNOWN = {*OF_ANY, *(name for names in OF_KIND.values() for name in names)}


def cells_of(line: str) -> tuple[str, list[str]]:
    """The separator of a line (tab, else the most frequent of `,`, `;` and `|`; none is empty), and its cells."""
    line = line.rstrip("\n")
    separator = "\t" if "\t" in line else max(",;|", key=line.count)
    if separator not in line:
        return "", [line]
    if separator == "\t":
        return separator, line.split(separator)
    csv.field_size_limit(sys.maxsize)  # the 128 kB that Python allows a cell would be an error of the file's
    return separator, next(csv.reader([line], delimiter=separator))


def header_of(cells: Sequence[str]) -> dict[str, int] | None:
    """The columns by their plain names if the cells are a header: if one of them is called as names are."""
    columns = {re.sub(r"[\W_]", "", cell).lower(): number for number, cell in reversed(list(enumerate(cells)))}
    return columns if len(cells) > 1 and columns.keys() & KNOWN else None


def column_of_names(header: Mapping[str, int], kind: str) -> int:
    """Which column holds names of a kind; raises `InputError` when only those of another kind have one."""
    for name in (*OF_KIND[kind], *OF_ANY):
        if name in header:
            return header[name]
    other, name = next((other, name) for other, names in OF_KIND.items() for name in names if name in header)
    raise InputError(f"Its column {name!r} holds names of the kind {other}; give --kind {other}, or name a --column.")


def chosen_column(wanted: str, cells: Sequence[str]) -> tuple[int, bool]:
    """The number of the column that was asked for by its name or number (from 1), and whether a name was given.

    Raises `UnknownNameError` when the first line has no such column.
    """
    names = [cell.strip() for cell in cells]
    if wanted in names:
        return names.index(wanted), True
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1, False
    raise UnknownNameError("column", wanted, names)


def has_unknown_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is a header in words nobody foresaw: a column is all numbers but for its first cell."""
    if len(rows) < 2:  # noqa: PLR2004 (a header and a row)
        return False
    first, *rest = rows
    for number, cell in enumerate(first):
        below = [row[number].strip() for row in rest if number < len(row)]
        filled = [one for one in below if one]
        if cell.strip() and not _is_number(cell) and filled and all(map(_is_number, filled)):
            return True
    return False


def first_with_letters(rows: Sequence[Sequence[str]]) -> int:
    """The first column that has a letter in most of the rows; the very first if none has."""
    for number in range(max(map(len, rows), default=0)):
        with_letters = sum(number < len(row) and any(map(str.isalpha, row[number])) for row in rows)
        if 2 * with_letters > len(rows):
            return number
    return 0


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?[\d.,\s]*\d[\d.,\s]*%?", cell.strip()) is not None
