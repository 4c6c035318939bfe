"""Reading a token and its tag a line, a blank line between sentences: the form of CoNLL, WikiANN and predictions."""

import hashlib
import re
from pathlib import Path

import polars as pl

from ingest.text_sets import TOKEN_SCHEMA, SourceFile
from xlr_warehouse.errors import InputError
from xlr_warehouse.spans import LEGAL_TAG


def read_bytes(path: Path, *, reader: str, name: str | None = None) -> tuple[bytes, SourceFile]:
    """The bytes of a file, and what to note of it; `name` is how the corpus calls it.

    Raises `InputError` when it cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("there is no such file.", path=path) from error
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}.", path=path) from error
    sha256 = hashlib.sha256(data).hexdigest()
    return data, SourceFile(path=name or path.name, sha256=sha256, n_bytes=len(data), reader=reader)


def read_tokens(data: bytes, *, path: Path, strip_prefix: str | None = None) -> pl.DataFrame:
    """The tokens of a file in the columns of `TOKEN_SCHEMA`.

    Fields are separated by tabs if the file has any, else by spaces; the first is the token, the last the tag.
    `strip_prefix` (such as `br:`) is taken off every token and must then stand before each. `-DOCSTART-` lines open no
    sentence. Raises `InputError` naming the first line that is not UTF-8, has no tag, an empty token or an illegal tag.
    """
    lines = _lines(data, path)
    separator = "\t" if lines["line"].str.contains("\t", literal=True).any() else " "
    blank = pl.col("line").str.strip_chars(" \t\r") == ""
    docstart = pl.col("line").str.starts_with("-DOCSTART-")
    parts = (
        lines.with_columns(ends=(blank | docstart))
        .with_columns(block=pl.col("ends").cum_sum())
        .filter(~pl.col("ends"))
        .with_columns(
            form=pl.col("line").str.extract(f"^([^{separator}]*){separator}"),
            tag=pl.col("line").str.strip_chars_end("\r").str.extract(f"{separator}([^{separator}]*)$"),
        )
    )
    _refuse(parts, pl.col("tag").is_null(), path, "a line needs a token and a tag, separated by a tab or a space")
    legal = pl.col("tag").str.contains(f"^(?:{LEGAL_TAG.pattern})$")
    _refuse(parts, ~legal, path, "the tag {tag!r} is none of O, B-TYPE, I-TYPE")
    if strip_prefix is not None:
        marked = pl.col("form").str.starts_with(strip_prefix)
        _refuse(parts, ~marked, path, f"the token {{form!r}} does not start with {strip_prefix!r} as the others do")
        parts = parts.with_columns(pl.col("form").str.strip_prefix(strip_prefix))
    _refuse(parts, pl.col("form").str.strip_chars(" ") == "", path, "the token is empty")
    return parts.select(
        sentence=(pl.col("block").rank("dense") - 1).cast(pl.Int32),
        position=pl.int_range(pl.len()).over("block").cast(pl.Int32),
        form="form",
        tag="tag",
    ).cast(TOKEN_SCHEMA)  # pyright: ignore[reportArgumentType] (polars wants Mapping[str, PolarsDataType])


def has_prefix(data: bytes, prefix: str) -> bool:
    """Whether the first token of a file starts with `prefix`, as in WikiANN's raw form `lang:token`."""
    start = re.match(rb"(?:\xef\xbb\xbf)?\s*(\S+)", data)
    return start is not None and start[1].startswith(prefix.encode())


def _lines(data: bytes, path: Path) -> pl.DataFrame:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("the line is not UTF-8; convert the file first.", path=path, line=line) from error
    if "\x00" in text:
        raise InputError("this is not a text file.", path=path, line=text.count("\n", 0, text.index("\x00")) + 1)
    lines = text.split("\n")
    return pl.DataFrame(
        {"line": lines, "number": range(1, len(lines) + 1)}, schema={"line": pl.String, "number": pl.Int64}
    )


def _refuse(parts: pl.DataFrame, wrong: pl.Expr, path: Path, what: str) -> None:
    """Name the first row for which `wrong` holds; `what` may quote its columns."""
    found = parts.filter(wrong)
    if found.height:
        row = found.row(0, named=True)
        raise InputError(f"{what.format(**row)}.", path=path, line=int(row["number"]))
