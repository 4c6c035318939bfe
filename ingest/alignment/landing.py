"""Landing alignment: what a couple of test sets lacks in an embedding is worked out and put there, both directions."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from ingest.alignment.asked import Couple
from ingest.alignment.clouds import likeness
from ingest.alignment.lexicon import Lexicon
from ingest.alignment.retrieval import hubness, retrieve
from ingest.alignment.sampling import Cloud
from ingest.alignment.units import ComparedSet, Units, vectors_of
from ingest.vectors import Vectors
from xlr_warehouse.warehouse import Warehouse

IN_MEMORY = 8
"""Test sets whose vectors are held at a time."""


class Held:
    """The vectors of a few test sets in one embedding."""

    def __init__(self, warehouse: Warehouse, embedding: str, units: dict[int, Units]) -> None:
        """Hold none yet."""
        self.embedding = embedding
        self._warehouse = warehouse
        self._units = units
        self._held: OrderedDict[int, dict[str, Vectors]] = OrderedDict()

    def of(self, test_set: ComparedSet) -> dict[str, Vectors]:
        """The vectors of the units of a test set, by kind of unit."""
        if test_set.number not in self._held:
            while len(self._held) >= IN_MEMORY:
                self._held.popitem(last=False)
            self._held[test_set.number] = vectors_of(self._warehouse, self.embedding, self._units[test_set.number])
        self._held.move_to_end(test_set.number)
        return self._held[test_set.number]


class Value(NamedTuple):
    """A row of the table `alignment` in one direction, or in both where it is symmetric."""

    unit: str
    measure: str
    lexicon: str
    spelling: str
    sample_size: int
    value: float
    n_source: int
    n_target: int
    n_pairs: int
    lexicon_sha256: str | None


def measure(
    warehouse: Warehouse,
    held: Held,
    couple: Couple,
    alike: Sequence[Lexicon],
    clouds: Sequence[Cloud],
    *,
    sample_size: int,
) -> int:
    """Measure what a couple lacks in an embedding, in both directions; how many values landed."""
    numbers = [one.number for one in couple]
    landed = set(warehouse.frame(_LANDED, embedding=held.embedding, numbers=numbers).iter_rows())
    stale = [key for key in landed if key[1] != "none" and key[:4] not in {one.key for one in alike}]
    for unit, lexicon, spelling, sha256, _ in stale:
        warehouse.execute(
            _FORGET,
            embedding=held.embedding,
            numbers=numbers,
            unit=unit,
            lexicon=lexicon,
            spelling=spelling,
            sha256=sha256,
        )
    new_alike = [one for one in alike if (*one.key, 0) not in landed]
    new_clouds = [one for one in clouds if (one.unit, "none", one.spelling, None, sample_size) not in landed]
    if not new_alike and not new_clouds:
        return 0
    source, target = map(held.of, couple)
    both = [value for cloud in new_clouds for value in _cloud_values(source, target, cloud, sample_size)]
    forth, back = _lexicon_values(source, target, new_alike)
    n_values = 0
    with warehouse.transaction():
        for first, second, values in ((0, 1, both + forth), (1, 0, both + back)):
            frame = pl.DataFrame(values, schema=_SCHEMA, orient="row").with_columns(
                pl.lit(held.embedding).alias("embedding"),
                pl.lit(numbers[first], pl.Int32).alias("source_text_set"),
                pl.lit(numbers[second], pl.Int32).alias("test_set"),
            )
            n_values += warehouse.append("alignment", frame)
    return n_values


def _cloud_values(
    source: dict[str, Vectors], target: dict[str, Vectors], cloud: Cloud, sample_size: int
) -> Iterator[Value]:
    unit, spelling, n = cloud.unit, cloud.spelling, len(cloud.source)
    found = likeness(source[unit].of(cloud.source), target[unit].of(cloud.target))
    for measure, value in vars(found).items():
        yield Value(unit, measure, "none", spelling, sample_size, value, n, n, 0, None)


def _lexicon_values(
    source: dict[str, Vectors], target: dict[str, Vectors], alike: Sequence[Lexicon]
) -> tuple[list[Value], list[Value]]:
    """Retrieval by each lexicon: of the target's units for the source's, and the other way round."""
    forth: list[Value] = []
    back: list[Value] = []
    for unit in dict.fromkeys(one.unit for one in alike):
        left, right = source[unit], target[unit]
        near = hubness(left.matrix, right.matrix)
        for one in (one for one in alike if one.unit == unit):
            places = [(left.rows[form], right.rows[other]) for form, other in one.pairs]
            turned = [(other, form) for form, other in places]
            for into, (asked, among, pairs, hubs) in (
                (forth, (left.matrix, right.matrix, places, near.target)),
                (back, (right.matrix, left.matrix, turned, near.source)),
            ):
                found = retrieve(asked, among, pairs, near=hubs)
                into += [
                    Value(
                        unit,
                        measure,
                        one.lexicon,
                        one.spelling,
                        0,
                        value,
                        len(asked),
                        len(among),
                        len(pairs),
                        one.sha256,
                    )
                    for measure, value in vars(found).items()
                ]
    return forth, back


_SCHEMA = {
    "unit": pl.String,
    "measure": pl.String,
    "lexicon": pl.String,
    "spelling": pl.String,
    "sample_size": pl.Int32,
    "value": pl.Float64,
    "n_source": pl.Int32,
    "n_target": pl.Int32,
    "n_pairs": pl.Int32,
    "lexicon_sha256": pl.String,
}

_LANDED = """
select distinct unit, lexicon, spelling, lexicon_sha256, sample_size from alignment
where embedding = $embedding and source_text_set = $numbers[1] and test_set = $numbers[2]
"""

_FORGET = """
delete from alignment
where embedding = $embedding and unit = $unit and lexicon = $lexicon and spelling = $spelling
and lexicon_sha256 = $sha256
and list_contains($numbers, source_text_set) and list_contains($numbers, test_set)
"""
