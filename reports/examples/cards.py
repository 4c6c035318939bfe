"""Examples a reader leafs through: a card for each, and facets to choose by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.query import Query

Error = Literal["missed", "wrong type", "wrong boundary", "spurious", "wrong choice"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of a text: plain, edited, or an entity with what became of it.

    `label` is what stands beside an entity, such as `PER .98` or `PER .12, missed`; `error` is None where it was found.
    """

    text: str
    label: str = ""
    error: Error | None = None
    is_entity: bool = False
    is_edited: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a card: what it is, its language, and its text in parts."""

    heading: str
    parts: Sequence[Part]
    language: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """An example: what it is, where it is from, its lines, and its value (or values) of each facet."""

    title: str
    note: str
    lines: Sequence[Line]
    facets: dict[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Cards:
    """Examples with the facets they are chosen by, and the query they were drawn by."""

    caption: str
    facets: Sequence[str]
    cards: Sequence[Card]
    query: Query
