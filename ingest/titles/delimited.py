"""The rows of CSV and TSV, each with the line it starts on."""

import csv
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from xlr_warehouse.errors import InputError

Rows = list[tuple[int, list[str]]]

_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def separator_of(text: str) -> str | None:
    """What stands most often between the names of the fields, which the first line holds; None where nothing does."""
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max("\t,;|", key=first.count)
    return separator if separator in first else None


def rows_of(text: str, *, separator: str, path: Path) -> Rows:
    """The rows that are not empty, all as wide as the first.

    CSV is quoted. TSV knows no quotes as a rule, so in it they are text, unless the file shows that they are not: every
    name in its first line is quoted, or every field with a quote is quoted as one that holds quotes must be, or
    its lines alone are not all as wide as the first; in this last case a field must not hold a tab or a line break,
    for whether it does or is several cannot be told. Raises `InputError`, naming the line, when a row is not as wide.
    """
    csv.field_size_limit(sys.maxsize)  # a section may be longer than the 128 kB that Python allows
    if separator != "\t":
        return _rows(text, separator, path, is_quoted=True)
    try:
        plain = _rows(text, separator, path, is_quoted=False)
    except InputError as error:
        quoted = _quoted_rows(text, separator, path)
        if quoted is None:
            raise
        if not _has_quoted_names(text):
            _refuse_breaks(quoted, path, error)
        return quoted
    if _has_quoted_names(text) or _is_quoted_where_needed(plain):
        return _rows(text, separator, path, is_quoted=True)
    return plain


def _quoted_rows(text: str, separator: str, path: Path) -> Rows | None:
    try:
        return _rows(text, separator, path, is_quoted=True)
    except InputError:
        return None


def _has_quoted_names(text: str) -> bool:
    names = text.lstrip("\r\n").partition("\n")[0].rstrip("\r").split("\t")
    return all(_QUOTED.fullmatch(name) for name in names)


def _is_quoted_where_needed(rows: Rows) -> bool:
    """Whether a writer that quotes only where it must wrote this: each field with a quote is quoted, and holds one."""
    with_quotes = [field for _, row in rows for field in row if '"' in field]
    return bool(with_quotes) and all(_QUOTED.fullmatch(field) and '""' in field[1:-1] for field in with_quotes)


def _refuse_breaks(rows: Rows, path: Path, error: InputError) -> None:
    for line, row in rows:
        if any(mark in field for field in row for mark in "\t\r\n"):
            raise InputError(
                "a field in quotes holds a tab or a line break, which may be several fields or rows; quote every field "
                "and name of the TSV, or write CSV or JSON.",
                path=path,
                line=line,
            ) from error


def _rows(text: str, separator: str, path: Path, *, is_quoted: bool) -> Rows:
    quoting = csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, quoting=quoting)
    rows: Rows = []
    line = 1
    for row in _told(reader, path):
        if row:
            if rows and len(row) != len(rows[0][1]):
                raise InputError(
                    f"the row has {len(row)} fields, but the first line names {len(rows[0][1])}.", path=path, line=line
                )
            rows.append((line, row))
        line = reader.line_num + 1
    return rows


def _told(reader: Iterable[list[str]], path: Path) -> Iterable[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = getattr(reader, "line_num", None)
        raise InputError(f"this is no CSV: {error}.", path=path, line=line) from error
