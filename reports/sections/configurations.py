"""What was set for the training: a row for each setting, a column for each configuration."""

from collections.abc import Iterator

from reports.blocks import Column, Prose, Table
from reports.query import ask
from reports.study import counted
from xlr_warehouse.warehouse import Warehouse

MOST = 6
"""Configurations that have a column each; of more, each value of a setting has a row."""

_KNOWN = """
select tested.configuration, string_agg(distinct run.task, ', ' order by run.task) as tasks
from (select distinct run, configuration from evaluation_setting) as tested
inner join run on tested.run = run.run
group by tested.configuration
order by tested.configuration
"""

_SETTINGS = """
with tested as (
    select distinct evaluation_setting.configuration, run.*
    from evaluation_setting
    inner join run on evaluation_setting.run = run.run
),

distinct_config as (
    select configuration, config, count(*) as n_runs
    from tested
    group by configuration, config
),

-- Encoders and seeds are no part of what is set, but tell whose settings these are.
fact as (
    select configuration, 1 as place, 'encoders' as setting,
        string_agg(distinct encoder, ', ' order by encoder) as value, count(*) as n_runs
    from tested
    group by configuration
    union all
    select configuration, 2, 'seeds', array_to_string(list(distinct seed order by seed), ', '), count(*)
    from tested
    group by configuration
    union all
    select configuration, 3, 'runs', cast(count(*) as varchar), count(*) from tested group by configuration
    union all
    select configuration, 5, ltrim(fullkey, '$.'),
        case type when 'ARRAY' then array_to_string(cast(value as varchar[]), ', ') else value ->> '$' end, n_runs
    from distinct_config, json_tree(distinct_config.config)
    where type <> 'OBJECT' and not contains(fullkey, '[') and not starts_with(fullkey, '$.versions')
    and fullkey <> '$.commit'
)
"""


def configurations(warehouse: Warehouse) -> Iterator[Table | Prose]:
    """The settings of every configuration that was tested, side by side where they are few."""
    known = list(warehouse.frame(_KNOWN).iter_rows())
    if not known:
        return
    if len(known) > MOST:
        yield _listed(warehouse, n=len(known))
        return
    values = ",\n    ".join(
        f"string_agg(distinct value, ' or ' order by value) filter (configuration = $hash{number}) as value{number}"
        for number in range(len(known))
    )
    sql = f"""{_SETTINGS.strip()}

select setting,
    count(distinct configuration) < $n or count(distinct value) > 1 as differs,
    {values}
from fact
group by place, setting
order by place, differs desc, setting
"""
    hashes = {f"hash{number}": name for number, (name, _) in enumerate(known)}
    query, frame = ask(warehouse, sql, n=len(known), **hashes)
    columns = [Column(name=f"value{number}", heading=f"{name} ({tasks})") for number, (name, tasks) in enumerate(known)]
    order = "; what differs stands first" if len(known) > 1 else ""
    caption = f"What was set for the training, by configuration{order}"
    yield Table(
        caption=caption, frame=frame, columns=(Column(name="setting", heading="setting"), *columns), query=query
    )


def _listed(warehouse: Warehouse, *, n: int) -> Table:
    sql = f"""{_SETTINGS.strip()}

select setting, value, count(distinct configuration) as n_configurations, cast(sum(n_runs) as bigint) as n_runs,
    case when count(distinct configuration) < $n
        then string_agg(distinct configuration, ', ' order by configuration) else 'all' end as configurations
from fact
group by place, setting, value
order by place, setting, n_runs desc, value
"""
    query, frame = ask(warehouse, sql, n=n)
    columns = (
        Column(name="setting", heading="setting"),
        Column(name="value", heading="value"),
        Column(name="configurations", heading="configurations"),
        Column(name="n_configurations", heading="how many", format="count"),
        Column(name="n_runs", heading="runs", format="count"),
    )
    caption = f"What was set for the training, over {counted(n, 'configuration')}"
    return Table(caption=caption, frame=frame, columns=columns, query=query)
