"""Rarefied counts: what pairs of text sets are expected to share when either side is a sample of one size.

The sampling unit is the occurrence: a sample is so many occurrences of units, drawn without replacement, whatever
sentence they stand in. Of a unit with n of N occurrences a sample of m lacks all with probability C(N-n, m) / C(N, m)
(Hurlbert 1971, Ecology 52: 577-586). The samples of the two sides are independent, so a unit is in both with the
product of the two probabilities. Reads the temporary tables of `ingest.counting`.
"""

from dataclasses import dataclass

import polars as pl

from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One sample size: the pairs (train_set, test_set) that lack counts at it, and how many have too small a side."""

    size: int
    lacking: pl.DataFrame
    n_too_small: int


def plan(warehouse: Warehouse, *, measure: str, tokenizer: str, sample_size: int) -> Plan:
    """What there is to count for the pairs of `asked`, whose whole counts have landed.

    A `sample_size` of 0 stands for that of the smallest text set asked for, those without any unit left aside.
    """
    whole = warehouse.frame(_WHOLE, measure=measure, tokenizer=tokenizer)
    sizes = pl.concat([whole["n_train"], whole["n_test"]])
    size = sample_size or sizes.filter(sizes > 0).min()
    if not isinstance(size, int):
        return Plan(size=0, lacking=whole.clear(), n_too_small=whole.height)
    fit = whole.filter(pl.min_horizontal("n_train", "n_test") >= size).select("train_set", "test_set")
    with warehouse.relation("fit", fit):
        lacking = warehouse.frame(_NOT_RAREFIED, measure=measure, tokenizer=tokenizer, size=size)
    return Plan(size=size, lacking=lacking, n_too_small=whole.height - fit.height)


def land_rarefied(warehouse: Warehouse, planned: Plan, *, measure: str, tokenizer: str) -> None:
    """Land the expected counts of the pairs that lack them; their units have been counted."""
    with warehouse.relation("todo", planned.lacking):
        met = warehouse.frame(_MET)
        with warehouse.relation("chance", presence(met, size=planned.size)):
            warehouse.execute(_RAREFIED, measure=measure, tokenizer=tokenizer, size=planned.size)


def presence(met: pl.DataFrame, *, size: int) -> pl.DataFrame:
    """The probability that a sample of `size` occurrences has a unit, for each count of each text set.

    `met` has the columns text_set, total (its occurrences, at least `size`) and n (a count that some unit has); the
    answer has text_set, n and present. The i-th occurrence is the first one drawn with the probability that those
    before it were not, times size / (total - i): the sum of these has no cancellation, as a difference of logarithms
    of factorials has.
    """
    parts = [
        of_set.select("text_set", "n").join(_presence_of(total, largest=largest, size=size), on="n")
        for (total,), of_set in met.group_by("total")
        if isinstance(total, int) and isinstance(largest := of_set["n"].max(), int)
    ]
    schema = {"text_set": pl.Int32, "n": pl.Int64, "present": pl.Float64}
    return pl.concat([pl.DataFrame(schema=schema), *parts])


def _presence_of(total: int, *, largest: int, size: int) -> pl.DataFrame:
    """The probability for every count from 1 to the largest; columns n and present."""
    left = total - pl.int_range(0, largest, dtype=pl.Int64, eager=True)
    absent = ((left - size).clip(lower_bound=0) / left).cum_prod()
    first = absent.shift(1, fill_value=1.0) * size / left
    return pl.DataFrame(
        {"n": pl.int_range(1, largest + 1, dtype=pl.Int64, eager=True), "present": first.cum_sum().clip(upper_bound=1)}
    )


_WHOLE = """
select overlap.train_set, overlap.test_set, overlap.n_train, overlap.n_test
from asked inner join overlap on asked.train_set = overlap.train_set and asked.test_set = overlap.test_set
where overlap.measure = $measure and overlap.tokenizer = $tokenizer
"""

_NOT_RAREFIED = """
from fit anti join (
    from overlap_rarefied where measure = $measure and tokenizer = $tokenizer and sample_size = $size
) as made on fit.train_set = made.train_set and fit.test_set = made.test_set
"""

_MET = """
select distinct whole_count.text_set, unit_total.n as total, whole_count.n
from whole_count inner join unit_total on whole_count.text_set = unit_total.text_set
where whole_count.text_set in (select unnest([train_set, test_set]) from todo)
order by all
"""

_RAREFIED = """
insert into overlap_rarefied by name
with drawn as materialized (
    select
        whole_count.text_set, whole_count.unit, $size * whole_count.n / unit_total.n as expected, chance.present
    from whole_count
    inner join unit_total on whole_count.text_set = unit_total.text_set
    inner join chance on whole_count.text_set = chance.text_set and whole_count.n = chance.n
),
total as (select text_set, sum(present) as types from drawn group by text_set),
shared as (
    select
        train.text_set as train_set, test.text_set as test_set,
        sum(train.expected * test.present) as n_train, sum(test.expected * train.present) as n_test,
        sum(train.present * test.present) as types
    from (select * from drawn where text_set in (select train_set from todo)) as train
    inner join (select * from drawn where text_set in (select test_set from todo)) as test on train.unit = test.unit
    group by all
)
select
    $measure as measure, todo.train_set, todo.test_set, $tokenizer as tokenizer, $size as sample_size,
    $size as n_train, $size as n_test,
    coalesce(shared.n_train, 0) as shared_train, coalesce(shared.n_test, 0) as shared_test,
    train.types as types_train, test.types as types_test, coalesce(shared.types, 0) as shared_types
from todo
inner join total as train on todo.train_set = train.text_set
inner join total as test on todo.test_set = test.text_set
left join shared on todo.train_set = shared.train_set and todo.test_set = shared.test_set
"""
