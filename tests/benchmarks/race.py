"""A race: a piece of work, done by us and by a peer."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Race:
    """A piece of work, of `n` things where they can be counted, done by us and by a peer, in turn, `rounds` times."""

    what: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    n: int = 0
    unit: str = ""
    rounds: int = 5
