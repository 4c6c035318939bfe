"""Which column of a data set holds the tokens of a sentence, and which their tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from xlr_warehouse.errors import XlrError

TOKENS = (("tokens",), ("words",), ("token", "word", "text", "sentence"))
TAGS = (("ner_tags",), ("ner_tag", "ner", "ner_labels", "ner_label"), ("tags", "tag", "labels", "label"))
"""Usual names, the surest first; those in one pair of brackets are equally sure."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns of a data set: their types, and the names of the classes of those that have them."""

    name: str
    kinds: Mapping[str, pl.DataType]
    labels: Mapping[str, tuple[str, ...]]

    @property
    def listed(self) -> str:
        """All of them with their types, for people."""
        return ", ".join(f"{column} ({self._kind(column)})" for column in self.kinds)

    def holds_text(self, column: str) -> bool:
        """Whether a column holds lists of text."""
        return _inner(self.kinds[column]) == pl.String

    def holds_classes(self, column: str) -> bool:
        """Whether a column holds lists of class numbers."""
        inner = _inner(self.kinds[column])
        return inner is not None and inner.is_integer()

    def _kind(self, column: str) -> str:
        if column in self.labels:
            return f"list of {len(self.labels[column])} classes"
        inner = _inner(self.kinds[column])
        return f"list of {_named(inner)}" if inner is not None else _named(self.kinds[column])


def choose_columns(columns: Columns, *, tokens: str | None, tags: str | None) -> tuple[str, str]:
    """The columns of tokens and tags: those named, else the ones of usual name or the only ones that can be.

    Raises `XlrError` listing all columns when a named one is not there or does not hold lists, or none or several could
    be.
    """
    texts = [column for column in columns.kinds if columns.holds_text(column)]
    classes = [column for column in columns.kinds if columns.holds_classes(column)]
    if tokens is not None:
        _check(columns, tokens, texts, "text")
    if tags is not None:
        _check(columns, tags, [*texts, *classes], "tags")
    if tags is None:
        others = [column for column in (*classes, *texts) if column != tokens]
        with_names = [column for column in columns.labels if column in classes]
        tags = _usual(others, TAGS, columns, "tags") or _only(with_names, columns, "tags")
    if tokens is None:
        others = [column for column in texts if column != tags]
        tokens = _usual(others, TOKENS, columns, "tokens") or _only(others, columns, "tokens")
    return tokens, tags


def _check(columns: Columns, column: str, fitting: Sequence[str], what: str) -> None:
    if column not in columns.kinds:
        raise XlrError(f"{columns.name} has no column {column!r}; it has {columns.listed}.")
    if column not in fitting:
        raise XlrError(f"The column {column!r} of {columns.name} holds no lists of {what}; it has {columns.listed}.")


def _usual(fitting: Sequence[str], usual: Sequence[Sequence[str]], columns: Columns, what: str) -> str | None:
    for names in usual:
        found = [column for column in fitting if column.lower() in names]
        if len(found) == 1:
            return found[0]
        if found:
            raise _doubt(columns, what, f"{' and '.join(found)} could both be the {what}")
    return None


def _only(fitting: Sequence[str], columns: Columns, what: str) -> str:
    if len(fitting) == 1:
        return fitting[0]
    said = f"{' and '.join(fitting)} could all be the {what}" if fitting else f"no column is known to hold the {what}"
    raise _doubt(columns, what, said)


def _doubt(columns: Columns, what: str, said: str) -> XlrError:
    return XlrError(f"In {columns.name} {said}: name it with --{what}; its columns are {columns.listed}.")


def _inner(kind: pl.DataType) -> pl.DataType | None:
    """What the lists of a column hold."""
    if not isinstance(kind, pl.List):
        return None
    inner = kind.inner
    return inner() if isinstance(inner, type) else inner


def _named(kind: pl.DataType) -> str:
    if kind == pl.String:
        return "text"
    return "integers" if kind.is_integer() else str(kind)
