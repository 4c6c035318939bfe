"""Replacing a text on purpose: what rests on the old one goes with it, and which runs then no longer match."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.recounting import changed_words, forget_words, perturbations_with
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Unmatched:
    """The runs that no longer match a warehouse: those `tested` on a text that is gone, and those `trained` on one."""

    tested: tuple[str, ...] = ()
    trained: tuple[str, ...] = ()


def remove_text_sets(warehouse: Warehouse, numbers: Iterable[int]) -> Unmatched:
    """Remove original text sets with all that was made from them, counted or predicted on them.

    So go overlaps and perturbations of other text sets that read function words counted in them.
    Runs stay, with their predictions for other texts; one that was trained on a removed text has no training set in
    the warehouse any more, like an imported one. Call it within a transaction.
    """
    tables = _tables(warehouse)
    removed = sorted(numbers)
    changed = changed_words(warehouse, gone=removed)
    reading = perturbations_with(warehouse, changed)
    gone = _with_descendants(warehouse, removed, reading)
    tested = warehouse.frame(
        "select distinct run from evaluation where list_contains($gone, text_set) order by run", gone=gone
    )
    trained = warehouse.frame("select run from run where list_contains($gone, train_set) order by run", gone=gone)
    perturbations = warehouse.frame(
        """
        select perturbation_id from perturbation
        where list_contains($gone, train_set) or list_contains($gone, test_set)
        or list_contains($reading, perturbation_id)
        """,
        gone=gone,
        reading=reading,
    )
    for table in ("source_file", "reading_note"):
        warehouse.execute(
            f"""
            delete from {table} where (corpus, task, language, split) in (
                select (corpus, task, language, split) from text_set
                where perturbation = 'none' and list_contains($gone, text_set)
            )
            """,
            gone=gone,
        )
    forget_words(warehouse, changed)
    ids = perturbations.to_series().to_list()
    for table, columns in tables.items():
        if ids and "perturbation_id" in columns:
            warehouse.execute(f"delete from {table} where list_contains($ids, perturbation_id)", ids=ids)
        named = [f"list_contains($gone, {column})" for column in ABOUT if column in columns]
        if named:
            warehouse.execute(f"delete from {table} where {' or '.join(named)}", gone=gone)
    warehouse.execute("update run set train_set = null where list_contains($gone, train_set)", gone=gone)
    return Unmatched(tested=tuple(tested.to_series()), trained=tuple(trained.to_series()))


ABOUT = ("text_set", "train_set", "test_set", "perturbed_set", "source_text_set")
"""The columns that name a text set a row is about; a row about a removed one goes."""


def _with_descendants(warehouse: Warehouse, gone: list[int], perturbations: list[str]) -> list[int]:
    """The text sets, those derived from them, and those of the perturbations, but for what something else made too."""
    queries = [
        "select text_set from text_set where list_contains($gone, original)",
        # Leak-free splits were dealt together: without one, or with new text beside them, the others would not be.
        """
        select t.text_set from text_set as t
        where t.text_set in (select text_set from sentence_origin)
        and (t.corpus, t.language) in (
            select (s.corpus, s.language) from sentence_origin as o
            inner join text_set as s on o.text_set = s.text_set
            where list_contains($gone, o.source_text_set) or list_contains($gone, o.text_set)
        )
        """,
    ]
    while True:
        found = {*gone, *warehouse.frame(_PERTURBED, gone=gone, perturbations=perturbations).to_series()}
        found = sorted(found.union(*(warehouse.frame(query, gone=gone).to_series() for query in queries)))
        if found == gone:
            return gone
        gone = found


_PERTURBED = """
select perturbed_set from perturbation group by perturbed_set
having bool_and(
    coalesce(list_contains($gone, train_set), false) or list_contains($gone, test_set)
    or list_contains($perturbations, perturbation_id)
)
"""


def _tables(warehouse: Warehouse) -> dict[str, list[str]]:
    """The columns of every table but `run`, which outlives its texts."""
    rows = warehouse.frame(
        """
        select c.table_name, list(c.column_name) as columns
        from duckdb_columns() as c inner join duckdb_tables() as t using (database_name, schema_name, table_name)
        where not c.internal and c.table_name <> 'run'
        group by c.table_name order by c.table_name
        """
    )
    return dict(rows.iter_rows())
