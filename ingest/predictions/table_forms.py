"""Predictions in Parquet and JSON: a row a sentence with lists of tags, or a row a token with its place."""

import json
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ingest.parquet import whole_frame
from ingest.predictions.reading import ORDER, Content, Reading, counted, refuse_tags
from xlr_warehouse.errors import InputError

TAGS = ("predictions", "prediction", "predicted_tags", "pred_tags", "predicted", "preds", "pred", "tags", "tag")
TOKENS = ("tokens", "token", "words", "word", "forms", "form")
PROBABILITIES = ("probabilities", "probability", "probs", "prob")
SENTENCES = ("sentence", "sentence_id")
POSITIONS = ("position", "token_position")
"""How the columns may be called, the likeliest first. `ner_tags` and `labels` are the gold in most files."""


def read_parquet(content: Content) -> Reading:
    """The predictions in a Parquet file."""
    return _read(content, whole_frame(content.data, path=content.path), form="Parquet")


def read_json(content: Content) -> Reading | None:
    """The predictions in a file of JSON objects, a line each or in one list; None if it is no JSON."""
    start = content.data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        return None
    try:
        json.loads(start.split(b"\n", 1)[0] if start.startswith(b"{") else start)
    except (ValueError, RecursionError):
        return None
    try:
        table = pl.read_ndjson(start, infer_schema_length=None) if start.startswith(b"{") else pl.read_json(start)
    except (OSError, pl.exceptions.PolarsError) as failure:
        raise InputError(f"the JSON cannot be read: {_said(failure)}.", path=content.path) from failure
    return _read(content, table, form="JSON")


def _read(content: Content, table: pl.DataFrame, *, form: str) -> Reading:
    tags = _column(table, TAGS)
    if tags is None:
        known = ", ".join(table.columns)
        what = f"none of its columns is the predicted tags ({known}); call it 'predictions' (lists) or 'tag'."
        raise InputError(what, path=content.path)
    if isinstance(table.schema[tags], pl.List | pl.Array):
        return _checked(_lists(content, table, tags, form=form))
    return _checked(_long(content, table, tags, form=form))


def _lists(content: Content, table: pl.DataFrame, tags: str, *, form: str) -> Reading:
    named = {
        "tag": tags,
        "form": _column(table, TOKENS),
        "probability": _column(table, PROBABILITIES),
    }
    columns = {name: table.get_column(column) for name, column in named.items() if column is not None}
    lengths = _lengths(content, columns["tag"])
    tokens = counted(lengths)
    for name, lists in columns.items():
        theirs = _lengths(content, lists)
        if not theirs.equals(lengths):
            row = (theirs != lengths).arg_max() or 0
            what = f"row {row + 1} has {lengths[row]} predictions, but {theirs[row]} in the column {lists.name!r}."
            raise InputError(what, path=content.path)
        tokens = tokens.with_columns(_filled(lists).alias(name))
    reading = Reading(path=content.path, form=form, tokens=tokens, n_sentences=lengths.len())
    number = "sentence" if "sentence" in table.columns and table.schema["sentence"].is_integer() else None
    return reading if number is None else _numbered(reading, table.get_column(number))


def _numbered(reading: Reading, numbers: pl.Series) -> Reading:
    """The reading with the numbers that the file gives its sentences."""
    if numbers.is_duplicated().any() or numbers.null_count():
        raise InputError("the column 'sentence' does not number the rows, each once.", path=reading.path)
    tokens = reading.tokens.with_columns(sentence=numbers.gather(reading.tokens.get_column("sentence")))
    try:
        tokens = tokens.cast({"sentence": pl.Int32}).sort(ORDER)
    except pl.exceptions.PolarsError as failure:
        raise InputError("a number in the column 'sentence' is too large.", path=reading.path) from failure
    return replace(reading, tokens=tokens, is_numbered=True)


def _filled(lists: pl.Series) -> pl.Series:
    return lists.explode(empty_as_null=False, keep_nulls=False)


def _lengths(content: Content, lists: pl.Series) -> pl.Series:
    if not isinstance(lists.dtype, pl.List | pl.Array) or lists.null_count():
        raise InputError(
            f"the column {lists.name!r} is not a list in every row, as the predictions are.", path=content.path
        )
    listed = lists if isinstance(lists.dtype, pl.List) else lists.arr.to_list()
    return listed.list.len().cast(pl.Int32)


def _long(content: Content, table: pl.DataFrame, tags: str, *, form: str) -> Reading:
    sentence, position = _column(table, SENTENCES), _column(table, POSITIONS)
    if sentence is None or position is None:
        what = "a row a token needs the columns 'sentence' and 'position', both counted from 0."
        raise InputError(what, path=content.path)
    named = {
        "tag": tags,
        "form": _column(table, TOKENS),
        "probability": _column(table, PROBABILITIES),
    }
    if not (table.schema[sentence].is_integer() and table.schema[position].is_integer()):
        what = f"the columns {sentence!r} and {position!r} are not whole numbers."
        raise InputError(what, path=content.path)
    try:
        tokens = table.select(
            pl.col(sentence).cast(pl.Int32).alias("sentence"),
            pl.col(position).cast(pl.Int32).alias("position"),
            *(pl.col(column).alias(name) for name, column in named.items() if column is not None),
        ).sort(ORDER)
    except pl.exceptions.PolarsError as failure:
        raise InputError(f"a number in {sentence!r} or {position!r} is too large.", path=content.path) from failure
    at = pl.int_range(pl.len()).over("sentence") if tokens.height else pl.lit(0)
    wrong = tokens.filter((pl.col("position") != at).fill_null(value=True) | pl.col("sentence").is_null())
    if wrong.height:
        sentence_there, position_there = wrong.select(*ORDER).row(0)
        what = f"the positions of sentence {sentence_there} do not count from 0 one by one (at {position_there})."
        raise InputError(what, path=content.path)
    n_sentences = tokens.get_column("sentence").n_unique()
    return Reading(path=content.path, form=form, tokens=tokens, n_sentences=n_sentences, is_numbered=True)


def _checked(reading: Reading) -> Reading:
    """The reading with the types that it should have; raises `InputError` where the file has others."""
    tokens = reading.tokens
    for name, what in (
        ("tag", "the tags are not text; decode their numbers first."),
        ("form", "the tokens are no text."),
    ):
        if name in tokens.columns:
            if not isinstance(tokens.schema[name], pl.String | pl.Categorical | pl.Enum | pl.Null):
                raise InputError(what, path=reading.path)
            tokens = tokens.with_columns(pl.col(name).cast(pl.String))
    if reading.has_probabilities:
        column = tokens.get_column("probability")
        if not column.dtype.is_numeric() and column.dtype != pl.Null:
            raise InputError("the probabilities are not numbers.", path=reading.path)
        if not column.cast(pl.Float64).is_between(0, 1).fill_null(value=True).all():
            raise InputError("a probability is not between 0 and 1.", path=reading.path)
        tokens = tokens.with_columns(pl.col("probability").cast(pl.Float32))
    return refuse_tags(replace(reading, tokens=tokens))


def _column(table: pl.DataFrame, names: Sequence[str]) -> str | None:
    """The column of one of these names; the first counts, case aside."""
    there = {column.lower(): column for column in table.columns}
    return next((there[name] for name in names if name in there), None)


def _said(failure: BaseException) -> str:
    return " ".join(str(failure).split()).rstrip(".")[:200] or type(failure).__name__
