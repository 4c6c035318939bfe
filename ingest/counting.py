"""Counting: the units of text sets, what every pair of them shares, and what it would share at equal sample sizes.

Works on two relations: `asked` (the pairs train_set, test_set to count) and `new` (those of them to land), and between
its steps on two temporary tables.
"""

from xlr_warehouse.warehouse import Warehouse


def count_units(warehouse: Warehouse, queries: tuple[str, str | None], *, tokenizer: str) -> None:
    """Count the units of every text set asked for, and for every pair what both have, in one pass over each.

    `queries` are the units of a measure, and those of its test side where they differ.
    """
    units, test_units = queries
    if test_units is None:
        typed = _over("select train_set from asked union select test_set from asked", units)
    else:
        train = _over("select distinct train_set from asked", units)
        test = _over("select distinct test_set from asked", test_units)
        typed = f"(from {train} union all from {test})"
    parameters = {"tokenizer": tokenizer} if "$tokenizer" in typed else {}
    warehouse.execute(_UNITS.replace("(typed)", typed), **parameters)
    warehouse.execute(_SHARED)


def land_overlap(warehouse: Warehouse, *, measure: str, tokenizer: str) -> None:
    """Land the counts of the pairs in `new`: of all units, and by the entity type of the test side."""
    for statement in (_OVERLAP, _BY_TYPE):
        warehouse.execute(statement, measure=measure, tokenizer=tokenizer)


def land_rarefied(warehouse: Warehouse, *, measure: str, tokenizer: str, sample_size: int) -> tuple[int, int]:
    """Land the expected counts of the pairs asked for at one sample size, and say how many; and how many are smaller.

    0 stands for the size of the smallest text set asked for. A pair that has its counts is counted among the first.
    """
    size = sample_size or int(warehouse.one("select coalesce(min(n), 0) from unit_total"))
    if size == 0:
        return 0, int(warehouse.one("select count(*) from asked"))
    known = {"measure": measure, "tokenizer": tokenizer, "size": size}
    warehouse.execute(_RAREFIED, **known)
    made = warehouse.one(
        """
        select count(*) from asked semi join overlap_rarefied as made
        on asked.train_set = made.train_set and asked.test_set = made.test_set
        and made.measure = $measure and made.tokenizer = $tokenizer and made.sample_size = $size
        """,
        **known,
    )
    return int(made), int(warehouse.one("select count(*) from asked")) - int(made)


def drop_counts(warehouse: Warehouse) -> None:
    """Forget what was counted."""
    warehouse.execute("drop table unit_count; drop table unit_total; drop table shared_count")


def _over(sets: str, units: str) -> str:
    return f"(with measured(text_set) as ({sets}) select text_set, unit, type, n from ({units}))"


# Units get numbers first: what follows joins on those, and strings are looked at once.
_UNITS = """
create temp table unit_count as
with typed as materialized (select text_set, unit, type, sum(n)::bigint as n from (typed) group by all),
numbered as (select unit, row_number() over () as number from typed group by unit)
select
    typed.text_set, numbered.number as unit, typed.type, typed.n,
    row_number() over (partition by typed.text_set, numbered.number order by typed.type) = 1 as is_first
from typed inner join numbered on typed.unit = numbered.unit;

create temp table unit_total as
select text_set, sum(n)::bigint as n, count(*) filter (is_first) as types from unit_count group by text_set;
"""

_SHARED = """
create temp table shared_count as
with train as (
    select text_set, unit, sum(n)::bigint as n
    from unit_count semi join asked on unit_count.text_set = asked.train_set
    group by text_set, unit
),
test as (select * from unit_count semi join asked on unit_count.text_set = asked.test_set)
select
    train.text_set as train_set, test.text_set as test_set, test.type,
    sum(train.n)::bigint as n_train, sum(test.n)::bigint as n_test, count(*) as types,
    coalesce(sum(train.n) filter (test.is_first), 0)::bigint as first_n_train,
    count(*) filter (test.is_first) as first_types
from train inner join test on train.unit = test.unit
group by all
"""

_OVERLAP = """
insert into overlap by name
with shared as (
    select train_set, test_set, sum(first_n_train) as n_train, sum(n_test) as n_test, sum(first_types) as types
    from shared_count group by train_set, test_set
)
select
    $measure as measure, new.train_set, new.test_set, $tokenizer as tokenizer,
    coalesce(train.n, 0) as n_train, coalesce(test.n, 0) as n_test,
    coalesce(shared.n_train, 0) as shared_train, coalesce(shared.n_test, 0) as shared_test,
    coalesce(train.types, 0) as types_train, coalesce(test.types, 0) as types_test,
    coalesce(shared.types, 0) as shared_types
from new
left join unit_total as train on new.train_set = train.text_set
left join unit_total as test on new.test_set = test.text_set
left join shared on new.train_set = shared.train_set and new.test_set = shared.test_set
"""

_BY_TYPE = """
insert into overlap_by_type by name
with by_type as (
    select text_set, type, sum(n) as n, count(*) as types from unit_count where type is not null group by text_set, type
)
select
    $measure as measure, new.train_set, new.test_set, $tokenizer as tokenizer, by_type.type,
    coalesce(train.n, 0) as n_train, by_type.n as n_test,
    coalesce(shared.n_train, 0) as shared_train, coalesce(shared.n_test, 0) as shared_test,
    coalesce(train.types, 0) as types_train, by_type.types as types_test,
    coalesce(shared.types, 0) as shared_types
from new
inner join by_type on new.test_set = by_type.text_set
left join unit_total as train on new.train_set = train.text_set
left join shared_count as shared
    on new.train_set = shared.train_set and new.test_set = shared.test_set and by_type.type = shared.type
"""

# Of a unit with n of N occurrences, a sample of m without replacement lacks all with probability C(N-n, m) / C(N, m)
# (Hurlbert 1971, Ecology 52: 577-586). The two samples are independent.
_RAREFIED = """
insert into overlap_rarefied by name
with whole as (select text_set, unit, sum(n)::bigint as n from unit_count group by text_set, unit),
chance as (
    select
        met.text_set, met.n, $size * met.n / total.n as expected,
        case
            when total.n - met.n < $size then 1.0
            else 1 - exp(
                lgamma(total.n - met.n + 1) - lgamma(total.n - met.n - $size + 1)
                - lgamma(total.n + 1) + lgamma(total.n - $size + 1)
            )
        end as present
    from (select distinct text_set, n from whole) as met
    inner join unit_total as total on met.text_set = total.text_set and total.n >= $size
),
drawn as (
    select whole.text_set, whole.unit, chance.expected, chance.present
    from whole inner join chance on whole.text_set = chance.text_set and whole.n = chance.n
),
total as (select text_set, sum(present) as types from drawn group by text_set),
shared as (
    select
        train.text_set as train_set, test.text_set as test_set,
        sum(train.expected * test.present) as n_train, sum(test.expected * train.present) as n_test,
        sum(train.present * test.present) as types
    from drawn as train inner join drawn as test on train.unit = test.unit
    where (train.text_set, test.text_set) in (select (train_set, test_set) from asked)
    group by all
)
select
    $measure as measure, asked.train_set, asked.test_set, $tokenizer as tokenizer, $size as sample_size,
    $size as n_train, $size as n_test,
    coalesce(shared.n_train, 0) as shared_train, coalesce(shared.n_test, 0) as shared_test,
    train.types as types_train, test.types as types_test, coalesce(shared.types, 0) as shared_types
from asked
inner join total as train on asked.train_set = train.text_set
inner join total as test on asked.test_set = test.text_set
left join shared on asked.train_set = shared.train_set and asked.test_set = shared.test_set
anti join overlap_rarefied as made
    on asked.train_set = made.train_set and asked.test_set = made.test_set and made.measure = $measure
    and made.tokenizer = $tokenizer and made.sample_size = $size
"""
