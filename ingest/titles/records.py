"""The records of a file of title items, whatever its format: JSON, JSON lines, CSV, TSV or Parquet, also in gzip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.json_values import json_values
from ingest.parquet import whole_frame
from ingest.text_bytes import text_of
from ingest.titles.delimited import rows_of, separator_of
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
    text = text_of(data, path=path)
    start = text.lstrip()[:1]
    if start == "":
        raise InputError("it holds no record.", path=path)
    if start in "[{":
        return _json(text, path)
    return _delimited(text, path)


def _parquet(data: bytes, path: Path) -> Records:
    frame = whole_frame(data, path=path)
    if frame.is_empty():
        raise InputError("it holds no record.", path=path)
    columns = {name: frame.get_column(name).to_list() for name in frame.columns}
    return Records(columns=columns, places=range(1, frame.height + 1), unit="record", file_format="Parquet", path=path)


def _json(text: str, path: Path) -> Records:
    """A list of records, an object that holds one, or an object a line."""
    values, is_lines = json_values(text, path=path)
    if is_lines:
        return _from_objects(values, "line", "JSON lines", path)
    whole = values[0][1]
    if isinstance(whole, dict):
        whole = _list_within(whole, path)
    if not isinstance(whole, list) or not whole:
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
    separator = separator_of(text)
    if separator is None:
        raise InputError("this is not JSON, JSON lines, CSV, TSV or Parquet.", path=path)
    (line, header), *body = rows_of(text, separator=separator, path=path)
    names = [name.strip() for name in header]
    if len(set(names)) < len(names):
        raise InputError("a field name stands twice in its first line.", path=path, line=line)
    if not body:
        raise InputError("it holds no record.", path=path)
    columns = dict(zip(names, zip(*(row for _, row in body), strict=True), strict=True))
    file_format = "TSV" if separator == "\t" else "CSV"
    return Records(
        columns=columns, places=[place for place, _ in body], unit="line", file_format=file_format, path=path
    )
