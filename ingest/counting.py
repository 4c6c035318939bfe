"""Counting: the units of text sets, and what every pair of them shares.

Works on two relations: `asked` (the pairs train_set, test_set to count) and `new` (those of them to land), and between
its steps on temporary tables.
"""

from xlr_warehouse.warehouse import Warehouse


def count_units(warehouse: Warehouse, queries: tuple[str, str | None], *, tokenizer: str) -> None:
    """Count the units of every text set asked for: each unit gets a number, so that strings are looked at once.

    `queries` are the units of a measure, and those of its test side where they differ. Makes the temporary tables
    `unit_count` (text_set, unit, type, n), `whole_count` (text_set, unit, n: of all types together) and `unit_total`
    (text_set, n, types).
    """
    units, test_units = queries
    if test_units is None:
        counted = _over("select train_set from asked union select test_set from asked", units)
    else:
        train = _over("select distinct train_set from asked", units)
        test = _over("select distinct test_set from asked", test_units)
        counted = f"from {train} union all from {test}"
    parameters = {"tokenizer": tokenizer} if "$tokenizer" in counted else {}
    warehouse.execute(_COUNTED.replace("(counted)", f"({counted})"), **parameters)
    strings, typed = warehouse.frame(_KINDS).row(0)
    if strings:
        warehouse.execute(_NUMBERED)
    warehouse.execute(_WHOLE_OF_TYPED if typed else _WHOLE)
    warehouse.execute(_TOTAL)


def land_overlap(warehouse: Warehouse, *, measure: str, tokenizer: str) -> None:
    """Land the counts of the pairs in `new`: of all units, and by the entity type of the test side."""
    for statement in (_OVERLAP, _BY_TYPE):
        warehouse.execute(statement, measure=measure, tokenizer=tokenizer)


def drop_counts(warehouse: Warehouse) -> None:
    """Forget what was counted."""
    warehouse.execute("drop table unit_count; drop table whole_count; drop table unit_total")


def _over(sets: str, units: str) -> str:
    return f"""(
        with measured(text_set) as ({sets})
        select text_set, unit, type, n from ({units}) as counted where text_set in (select text_set from measured)
    )"""


_COUNTED = """
create temp table unit_count as
select text_set, unit, type, sum(n)::bigint as n from (counted) where unit is not null group by all
"""

_KINDS = "select coalesce(typeof(any_value(unit)) = 'VARCHAR', false), count(type) > 0 from unit_count"

_NUMBERED = """
create temp table numbered_count as
with numbered as (select unit, (row_number() over ())::integer as number from unit_count group by unit)
select unit_count.text_set, numbered.number as unit, unit_count.type, unit_count.n
from unit_count inner join numbered on unit_count.unit = numbered.unit;
drop table unit_count;
alter table numbered_count rename to unit_count;
"""

_WHOLE = "create temp table whole_count as select text_set, unit, n from unit_count"

_WHOLE_OF_TYPED = """
create temp table whole_count as
select text_set, unit, sum(n)::bigint as n from unit_count group by text_set, unit
"""

_TOTAL = """
create temp table unit_total as
select text_set, sum(n)::bigint as n, count(*) as types from whole_count group by text_set
"""

_OVERLAP = """
insert into overlap by name
with train as (select * from whole_count where text_set in (select train_set from new)),
test as (select * from whole_count where text_set in (select test_set from new)),
shared as (
    select
        train.text_set as train_set, test.text_set as test_set,
        sum(train.n) as n_train, sum(test.n) as n_test, count(*) as types
    from train inner join test on train.unit = test.unit
    group by all
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
with train as (select * from whole_count where text_set in (select train_set from new)),
test as (
    select * from unit_count where type is not null and text_set in (select test_set from new)
),
by_type as (select text_set, type, sum(n) as n, count(*) as types from test group by text_set, type),
shared as (
    select
        train.text_set as train_set, test.text_set as test_set, test.type,
        sum(train.n) as n_train, sum(test.n) as n_test, count(*) as types
    from train inner join test on train.unit = test.unit
    group by all
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
left join shared
    on new.train_set = shared.train_set and new.test_set = shared.test_set and by_type.type = shared.type
"""
