"""Which units of two test sets make their clouds: equally many of either, chosen by hash."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.alignment.clouds import LEAST
from ingest.alignment.units import UNITS, Units
from ingest.choices import draw

SAMPLE_SIZE = 2000
"""Units drawn from either side, unless said: what a middling test set has."""
SPELLINGS = ("any", "different")
"""All units, or those alone that the other language has not: a form that both have has one vector in either."""


class Cloud(NamedTuple):
    """Two clouds to be compared: the units drawn from either side."""

    unit: str
    spelling: str
    source: list[str]
    target: list[str]


def clouds(one: Units, other: Units, *, sample_size: int) -> Iterator[Cloud]:
    """The samples of a couple that are large enough: of all units, and of those that the other has not."""
    for unit in UNITS:
        shared = set(one.units[unit]).intersection(other.units[unit])
        for spelling in SPELLINGS:
            sides = [
                [form for form in side.units[unit] if spelling == "any" or form not in shared] for side in (one, other)
            ]
            n = min(sample_size, *map(len, sides))
            if n >= LEAST:
                yield Cloud(unit, spelling, *(_sample(side, n) for side in sides))


def _sample(forms: Sequence[str], n: int) -> list[str]:
    """So many forms, chosen by their hash: a form that both languages have is drawn from both, or (nearly) neither."""
    return sorted(forms, key=lambda form: (draw("alignment", form), form))[:n]
