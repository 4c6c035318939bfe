"""Plain lists, tables and names by country."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.names.choice import Choice, RawNames
from ingest.names.columns import (
    cells_of,
    chosen_column,
    column_of_names,
    first_with_letters,
    has_unknown_header,
    header_of,
)
from ingest.names.country_languages import check_countries, countries_of, main_languages
from xlr_warehouse.errors import InputError, UnknownNameError


def read_list(text: str) -> RawNames:
    """A name a line; `#` opens a comment at the start of a line or after white space."""
    lines = (re.split(r"(?:^|\s)#", line, maxsplit=1)[0] for line in text.split("\n"))
    return RawNames(names=[line for line in lines if line.strip()])


def read_table(text: str, choice: Choice, *, path: Path) -> RawNames:
    """One column of a table, with or without a header; rows that lack it count as names without a letter.

    Where nothing says which, it is the first column with letters in most rows.
    """
    rows = _rows(text, path)
    first = rows[0]
    header = header_of(first)
    if choice.column:
        column, is_named = chosen_column(choice.column, first)
        has_header = is_named or header is not None or has_unknown_header(rows)
    elif header is not None:
        column, has_header = column_of_names(header, choice.kind), True
    else:
        has_header = has_unknown_header(rows) or (len(first) == 1 and column_alone_is_header(first[0]))
        column = first_with_letters(rows[1:] if has_header else rows)
    if choice.where and not has_header:
        raise InputError("--where needs names of columns, but the first line names none.", path=path)
    kept = _where(rows[1:] if has_header else rows, first, choice)
    named = has_header and column < len(first)
    called = f"column {first[column].strip()!r}" if named else f"column {column + 1}, no header"
    return RawNames(names=[row[column] if column < len(row) else "" for row in kept], chosen=_said(called, choice))


def read_countries(text: str, choice: Choice, *, path: Path) -> RawNames:
    """The names of the countries whose main language it is, or of those chosen."""
    first, *rows = _rows(text, path)
    header = header_of(first)
    if header is None or not {"country", "countrycode"} & header.keys():
        raise InputError("its first line names no column Country.", path=path)
    if not choice.column and choice.kind != "given_name" and "gender" in header:
        raise InputError(
            "it has a column Gender, so it holds given names; give --kind given_name, or name a --column.", path=path
        )
    column = chosen_column(choice.column, first)[0] if choice.column else column_of_names(header, choice.kind)
    country = header.get("country", header.get("countrycode", 0))
    for row in rows:
        if len(row) > country and row[country].strip().upper() not in main_languages():
            raise InputError(
                f"its countries are not the two letters of ISO 3166 ({row[country]!r}); take all rows with --form "
                f"table, or some with --form table --where {first[country].strip()}=VALUE.",
                path=path,
            )
    wanted = countries_of(choice.language, chosen=choice.countries)
    kept = [row for row in rows if len(row) > country and row[country].strip().upper() in wanted]
    there = sorted({row[country].strip().upper() for row in kept})
    check_countries(there, wanted, is_chosen=bool(choice.countries), path=path)
    names = [row[column] if column < len(row) else "" for row in _where(kept, first, choice)]
    return RawNames(names=names, chosen=_said(f"column {first[column].strip()!r}; countries {' '.join(there)}", choice))


def column_alone_is_header(cell: str) -> bool:
    """Whether the first line of a table of one column is its name."""
    return header_of([cell, ""]) is not None


def _where(rows: Sequence[Sequence[str]], first: Sequence[str], choice: Choice) -> Iterator[Sequence[str]]:
    names = [cell.strip() for cell in first]
    for name in choice.where:
        if name not in names:
            raise UnknownNameError("column", name, names)
    asked = [(names.index(name), value) for name, value in choice.where.items()]
    return (row for row in rows if all(number < len(row) and row[number].strip() == value for number, value in asked))


def _said(called: str, choice: Choice) -> str:
    return "; ".join([called, *(f"{name} = {value}" for name, value in choice.where.items())])


def _rows(text: str, path: Path) -> list[list[str]]:
    """The rows that are neither empty nor a comment: cut at tabs if there is one, else as CSV."""
    lines = text.split("\n")
    if any("\t" in line for line in lines):
        cut = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
        return [[_unquoted(cell) for cell in row] for row in cut] or _none(path)
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    separator = cells_of(first)[0] or ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [row for row in reader if any(cell.strip() for cell in row) and not row[0].startswith("#")]
    except csv.Error as error:
        raise InputError(f"this is no CSV: {error}.", path=path, line=reader.line_num) from error
    return rows or _none(path)


def _unquoted(cell: str) -> str:
    inner = cell.strip()
    return inner[1:-1].replace('""', '"') if len(inner) > 1 and inner[0] == inner[-1] == '"' else cell


def _none(path: Path) -> list[list[str]]:
    raise InputError("it holds no name.", path=path)
