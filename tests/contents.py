"""What a warehouse holds, in a form that two can be compared by."""

from pathlib import Path

from xlr_warehouse.warehouse import Warehouse

WHEN = "ingested_at"
"""When something happened differs from one time to the next."""


def contents(path: Path) -> dict[str, tuple[int, int]]:
    """Of every table with rows, how many there are and what they hash to, whatever their order; times left out."""
    with Warehouse.reading(path) as warehouse:
        tables = warehouse.frame(
            """
            select t.table_name, list(c.column_name order by c.column_index)
            from duckdb_tables() as t inner join duckdb_columns() as c using (database_name, schema_name, table_name)
            where t.table_name not in ('schema_file', 'language', 'pair', 'language_distance')
            and t.table_name not like 'published_%' and c.column_name <> $when
            group by t.table_name order by t.table_name
            """,
            when=WHEN,
        )
        found = {}
        for table, columns in tables.iter_rows():
            row = warehouse.frame(f"select count(*), sum(hash({', '.join(columns)})) from {table}").row(0)
            if row[0]:
                found[str(table)] = (int(row[0]), int(row[1]))
    return found
