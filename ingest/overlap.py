"""Overlap: what a training set and a test set share, counted for all pairs of one measure in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ingest.pairs import SetPair, set_pairs
from xlr_warehouse.catalog import canonical, names, plugin
from xlr_warehouse.warehouse import Warehouse

MEASURES = "ingest.measures"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """An overlap measure.

    `units` is a query over the text sets of the relation `measured`: what is compared. It answers a row per unit, with
    the columns text_set, unit, type (the entity type it counts under; any text where a task has none) and n (its
    occurrences).
    """

    summary: str
    task: str
    units: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What measuring did: how many pairs of text sets each measure counted anew, and how many it had."""

    n_new: dict[str, int]
    n_known: dict[str, int]


def measure_overlap(
    warehouse: Warehouse,
    *,
    corpus: str | None = None,
    pairs: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    leak_free: bool = False,
) -> Measured:
    """Count every measure for every pair of text sets asked for that has not been counted yet.

    With `leak_free` the pairs are of the splits that were dealt anew.
    """
    n_new: dict[str, int] = {}
    n_known: dict[str, int] = {}
    with warehouse.transaction():
        for name in dict.fromkeys(map(canonical, measures or names(MEASURES))):
            measure = plugin(MEASURES, name, "MEASURE", Measure)
            asked = set_pairs(warehouse, task=measure.task, corpus=corpus, pairs=pairs, leak_free=leak_free)
            new = _not_counted(warehouse, name, asked)
            _count(warehouse, name, measure, new)
            n_new[name] = new.height
            n_known[name] = len(asked) - new.height
    return Measured(n_new=n_new, n_known=n_known)


def _not_counted(warehouse: Warehouse, name: str, asked: Sequence[SetPair]) -> pl.DataFrame:
    pairs = pl.DataFrame(
        {"train_set": [pair.train_set for pair in asked], "test_set": [pair.test_set for pair in asked]},
        schema={"train_set": pl.Int32, "test_set": pl.Int32},
    )
    with warehouse.relation("asked", pairs):
        return warehouse.frame(
            """
            from asked anti join (select * from overlap where measure = $name and tokenizer = 'none') as counted
            on asked.train_set = counted.train_set and asked.test_set = counted.test_set
            """,
            name=name,
        )


def _count(warehouse: Warehouse, name: str, measure: Measure, pairs: pl.DataFrame) -> None:
    sets = pl.DataFrame({"text_set": pl.concat([pairs["train_set"], pairs["test_set"]]).unique()})
    with warehouse.relation("asked", pairs), warehouse.relation("measured", sets):
        for statement in (_OVERLAP, _BY_TYPE):
            warehouse.execute(statement.replace("(units)", f"({measure.units})"), measure=name)


_OVERLAP = """
insert into overlap by name
with unit as materialized (select text_set, unit, sum(n) as n from (units) group by text_set, unit),
total as (select text_set, sum(n) as n, count(*) as types from unit group by text_set),
shared as (
    select asked.train_set, asked.test_set, sum(train.n) as n_train, sum(test.n) as n_test, count(*) as types
    from asked
    inner join unit as train on asked.train_set = train.text_set
    inner join unit as test on asked.test_set = test.text_set and train.unit = test.unit
    group by asked.train_set, asked.test_set
)
select
    $measure as measure, asked.train_set, asked.test_set, 'none' as tokenizer,
    coalesce(train.n, 0) as n_train, coalesce(test.n, 0) as n_test,
    coalesce(shared.n_train, 0) as shared_train, coalesce(shared.n_test, 0) as shared_test,
    coalesce(train.types, 0) as types_train, coalesce(test.types, 0) as types_test,
    coalesce(shared.types, 0) as shared_types
from asked
left join total as train on asked.train_set = train.text_set
left join total as test on asked.test_set = test.text_set
left join shared on asked.train_set = shared.train_set and asked.test_set = shared.test_set
"""

_BY_TYPE = """
insert into overlap_by_type by name
with typed as materialized (select text_set, unit, type, sum(n) as n from (units) group by text_set, unit, type),
unit as (select text_set, unit, sum(n) as n from typed group by text_set, unit),
total as (select text_set, sum(n) as n, count(*) as types from unit group by text_set),
by_type as (select text_set, type, sum(n) as n, count(*) as types from typed group by text_set, type),
shared as (
    select asked.train_set, asked.test_set, test.type, sum(train.n) as n_train, sum(test.n) as n_test, count(*) as types
    from asked
    inner join unit as train on asked.train_set = train.text_set
    inner join typed as test on asked.test_set = test.text_set and train.unit = test.unit
    group by asked.train_set, asked.test_set, test.type
)
select
    $measure as measure, asked.train_set, asked.test_set, 'none' as tokenizer, by_type.type,
    coalesce(train.n, 0) as n_train, by_type.n as n_test,
    coalesce(shared.n_train, 0) as shared_train, coalesce(shared.n_test, 0) as shared_test,
    coalesce(train.types, 0) as types_train, by_type.types as types_test,
    coalesce(shared.types, 0) as shared_types
from asked
inner join by_type on asked.test_set = by_type.text_set
left join total as train on asked.train_set = train.text_set
left join shared
    on asked.train_set = shared.train_set and asked.test_set = shared.test_set and by_type.type = shared.type
"""
