"""The form of a file of a token and its tag a line: what separates its fields and which are which."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

import polars as pl

from ingest.sources import Source
from xlr_warehouse.errors import InputError

SEPARATORS = {"tab": "\t", "space": " ", "comma": ",", "semicolon": ";", "bar": "|"}
SAMPLE = 2000
"""How many lines are looked at to find the form; every line is checked against it later."""

TAG = re.compile(r"O|[A-Z]-\S+")
"""A tag of any scheme that has prefixes."""


@dataclass(frozen=True, kw_only=True)
class TokenForm:
    """What is known of a file before it is read; None is to be found out.

    Columns count from 0, or from the end if negative; if both are given, lines may differ in their number of columns.
    `prefix` (such as `br:`) is taken off every token and must then stand before each. `scheme` is one of
    `schemes.SCHEMES`. `tag_map` renames entity types; one mapped to `O` is none.
    """

    separator: str | None = None
    token_column: int | None = None
    tag_column: int | None = None
    comment: str = "#"
    prefix: str = ""
    scheme: str | None = None
    tag_map: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"


@dataclass(frozen=True, kw_only=True)
class FoundForm:
    """A form with nothing left to find out, but for the scheme."""

    separator: str
    token_column: int
    tag_column: int
    comment: str
    prefix: str
    is_numbered: bool
    n_columns: int | None
    """How many every line must have; None if they may differ."""
    tag_pattern: str
    """What a line must have in the column of the tag to be no comment."""

    @property
    def separator_name(self) -> str:
        """What people call the separator."""
        names = {character: name for name, character in SEPARATORS.items()}
        return f"a {names[self.separator]}" if self.separator in names else repr(self.separator)


def _checked_separator(form: TokenForm) -> str | None:
    if form.separator is not None and (len(form.separator) != 1 or form.separator in "\r\n"):
        raise InputError(f"{form.separator!r} cannot separate columns; give tab, space, comma, or one character.")
    return form.separator


def find_form(lines: pl.DataFrame, form: TokenForm, source: Source) -> FoundForm:
    """The form of a file by its first lines; raises `InputError` when they leave doubt."""
    sample = [line.strip(" ") for line in lines["line"].head(SAMPLE) if line.strip() and not _is_docstart(line)]
    plain = [line for line in sample if not line.startswith(form.comment)] if form.comment else sample
    separator = _checked_separator(form) or _separator(plain or sample)
    rows = [[part for part in line.split(separator) if part or separator != " "] for line in plain or sample]
    rows = [row for row in rows if len(row) > 1]
    usual = Counter(map(len, rows)).most_common(1)
    is_given = form.token_column is not None and form.tag_column is not None
    if is_given and form.token_column == form.tag_column:
        raise InputError("the token and its tag cannot be in the same column.", path=source.path)
    is_numbered = form.token_column is None and _is_numbered(rows)
    token_column = (1 if is_numbered else 0) if form.token_column is None else form.token_column
    tag_column = form.tag_column
    if tag_column is None:
        tag_column = _tag_column(rows, token_column, source)
    return FoundForm(
        separator=separator,
        token_column=token_column,
        tag_column=tag_column,
        comment=form.comment,
        prefix=form.prefix,
        is_numbered=is_numbered,
        n_columns=usual[0][0] if usual and not is_given else None,
        tag_pattern=r"^\S+$" if form.scheme == "types" else f"^(?:{TAG.pattern})$",
    )


def with_prefix(form: TokenForm, source: Source, prefix: str) -> TokenForm:
    """The form with that prefix if the first token of the file has it, as in WikiANN's raw form `lang:token`."""
    with source.open() as file:
        start = re.match(rb"(?:\xef\xbb\xbf)?\s*(\S+)", file.read(4096))
    has_it = start is not None and start[1].startswith(prefix.encode())
    return replace(form, prefix=prefix) if has_it else form


def _is_docstart(line: str) -> bool:
    return line.startswith("-DOCSTART-")


def _separator(sample: list[str]) -> str:
    if any("\t" in line for line in sample):
        return "\t"
    if any(" " in line for line in sample) or not sample:
        return " "
    for separator in (",", ";", "|"):
        if all(separator in line for line in sample):
            return separator
    return " "


def _is_numbered(rows: list[list[str]]) -> bool:
    """Whether the first column numbers the tokens of each sentence, as in CoNLL-U."""
    numbers = [row[0] for row in rows]
    if not numbers or min(map(len, rows)) < 3 or not all(re.fullmatch(r"\d+(?:[-.]\d+)?", one) for one in numbers):  # noqa: PLR2004 (number, token, tag)
        return False
    whole = [int(one) for one in numbers if one.isdigit()]
    return whole[:1] in ([0], [1]) and all(after == before + 1 or after in {0, 1} for before, after in pairwise(whole))


def _tag_column(rows: list[list[str]], token_column: int, source: Source) -> int:
    """The last column if it holds tags, else the only one that does."""
    if not rows or all(TAG.fullmatch(row[-1]) for row in rows):
        return -1
    width = min(map(len, rows))
    holding = [
        column for column in range(width) if column != token_column and all(TAG.fullmatch(row[column]) for row in rows)
    ]
    if len(holding) > 1:
        columns = ", ".join(str(column + 1) for column in holding)
        raise InputError(f"the columns {columns} all hold tags; say which with --tag-column.", path=source.path)
    return holding[0] if holding else -1
