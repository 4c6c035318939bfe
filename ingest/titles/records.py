"""The records of a file of title items, whatever its format: JSON, JSON lines, CSV, TSV or Parquet, also in gzip."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.parquet import whole_frame
from xlr_warehouse.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Records:
    """The fields of every record as columns of equal length (a field a record lacks is None), and where each stands.

    `places` count from 1, in lines of the file when `unit` is `line`, else in records.
    """

    columns: Mapping[str, Sequence[object]]
    places: Sequence[int]
    unit: str
    file_format: str
    path: Path

    @property
    def n_records(self) -> int:
        """How many there are."""
        return len(self.places)

    def error(self, record: int, what: str) -> InputError:
        """What is wrong with a record (counted from 0), with its place."""
        place = self.places[record]
        if self.unit == "line":
            return InputError(what, path=self.path, line=place)
        return InputError(f"record {place}: {what}", path=self.path)


def parse(data: bytes, *, path: Path) -> Records:
    """The records of a file, its format found by what is in it.

    Raises `InputError`, with the line where there is one, when it is none of the formats or holds no record.
    """
    if data.startswith(b"PAR1"):
        return _parquet(data, path)
    text = _text(data, path)
    start = text.lstrip()[:1]
    if start == "":
        raise InputError("it holds no record.", path=path)
    if start in "[{":
        return _json(text, path)
    return _delimited(text, path)


def _text(data: bytes, path: Path) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("the line is not UTF-8; convert the file first.", path=path, line=line) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InputError("this is not JSON, JSON lines, CSV, TSV or Parquet.", path=path, line=line)
    return text


def _parquet(data: bytes, path: Path) -> Records:
    frame = whole_frame(data, path=path)
    if frame.is_empty():
        raise InputError("it holds no record.", path=path)
    columns = {name: frame.get_column(name).to_list() for name in frame.columns}
    return Records(columns=columns, places=range(1, frame.height + 1), unit="record", file_format="Parquet", path=path)


def _json(text: str, path: Path) -> Records:
    """A list of records, an object that holds one, or an object a line."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise InputError(f"this is no JSON: {error.msg}.", path=path, line=error.lineno) from error
        return _json_lines(text, path)
    except (RecursionError, ValueError) as error:
        raise InputError("its JSON nests too deep or holds too long a number.", path=path) from error
    if isinstance(whole, dict):
        whole = _list_within(whole, path)
    if not whole:
        raise InputError("it holds no record.", path=path)
    return _from_objects(list(enumerate(whole, start=1)), "record", "JSON", path)


def _list_within(whole: dict[str, object], path: Path) -> list[object]:
    lists = {
        key: value
        for key, value in whole.items()
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    }
    if len(lists) > 1:
        raise InputError(
            f"its object holds several lists of records ({', '.join(map(repr, lists))}); put each into its own file.",
            path=path,
        )
    return next(iter(lists.values())) if lists else [whole]


def _json_lines(text: str, path: Path) -> Records:
    objects: list[tuple[int, object]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            objects.append((number, json.loads(line)))
        except json.JSONDecodeError as error:
            raise InputError(f"the line is no JSON: {error.msg}.", path=path, line=number) from error
        except (RecursionError, ValueError) as error:
            raise InputError("its JSON nests too deep or holds too long a number.", path=path, line=number) from error
    return _from_objects(objects, "line", "JSON lines", path)


def _from_objects(objects: Sequence[tuple[int, object]], unit: str, file_format: str, path: Path) -> Records:
    names: dict[str, None] = {}
    rows: list[dict[str, object]] = []
    for place, one in objects:
        if not isinstance(one, dict):
            where = {"line": place} if unit == "line" else {}
            what = "the line" if unit == "line" else f"record {place}"
            raise InputError(f"{what} is not an object with fields.", path=path, **where)
        names.update(dict.fromkeys(one))
        rows.append(one)
    columns = {name: [row.get(name) for row in rows] for name in names}
    places = [place for place, _ in objects]
    return Records(columns=columns, places=places, unit=unit, file_format=file_format, path=path)


def _delimited(text: str, path: Path) -> Records:
    """CSV or TSV: the names of the fields stand in the first line."""
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max("\t,;|", key=first.count)
    if first.count(separator) == 0:
        raise InputError("this is not JSON, JSON lines, CSV, TSV or Parquet.", path=path)
    csv.field_size_limit(sys.maxsize)  # a section may be longer than the 128 kB that Python allows
    try:
        rows = _rows(text, separator, path, quoting=csv.QUOTE_MINIMAL)
    except InputError:
        if separator != "\t":
            raise
        rows = _rows(text, separator, path, quoting=csv.QUOTE_NONE)  # TSV as a rule knows no quotes
    (_, header), *body = rows
    names = [name.strip() for name in header]
    if len(set(names)) < len(names):
        raise InputError("a field name stands twice in its first line.", path=path, line=rows[0][0])
    if not body:
        raise InputError("it holds no record.", path=path)
    columns = dict(zip(names, zip(*(row for _, row in body), strict=True), strict=True))
    file_format = "TSV" if separator == "\t" else "CSV"
    return Records(
        columns=columns, places=[place for place, _ in body], unit="line", file_format=file_format, path=path
    )


def _rows(text: str, separator: str, path: Path, *, quoting: int) -> list[tuple[int, list[str]]]:
    """The rows with the line each starts on, all as wide as the first."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, quoting=quoting)  # pyright: ignore[reportArgumentType] (the stub wants a literal)
    rows: list[tuple[int, list[str]]] = []
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
