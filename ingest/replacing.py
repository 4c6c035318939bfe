"""Replacing a text on purpose: what rests on the old one goes with it, and which runs then no longer match."""

from collections.abc import Iterable
from dataclasses import dataclass

from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Unmatched:
    """The runs that no longer match a warehouse: those `tested` on a text that is gone, and those `trained` on one."""

    tested: tuple[str, ...] = ()
    trained: tuple[str, ...] = ()


def remove_text_sets(warehouse: Warehouse, numbers: Iterable[int]) -> Unmatched:
    """Remove original text sets with all that was made from them, counted or predicted on them.

    Runs stay, with their predictions for other texts; one that was trained on a removed text has no training set in
    the warehouse any more, like an imported one. Call it within a transaction.
    """
    tables = _tables(warehouse)
    gone = _with_descendants(warehouse, sorted(numbers))
    tested = warehouse.frame(
        "select distinct run from evaluation where list_contains($gone, text_set) order by run", gone=gone
    )
    trained = warehouse.frame("select run from run where list_contains($gone, train_set) order by run", gone=gone)
    perturbations = warehouse.frame(
        """
        select perturbation_id from perturbation
        where list_contains($gone, train_set) or list_contains($gone, test_set)
        """,
        gone=gone,
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
    counted = warehouse.frame(
        "select distinct corpus, task, language from text_set where list_contains($gone, text_set)", gone=gone
    )
    for corpus, task, language in counted.iter_rows():
        forget_words(warehouse, corpus=corpus, task=task, language=language)
    ids = perturbations.to_series().to_list()
    for table, columns in tables.items():
        if ids and "perturbation_id" in columns:
            warehouse.execute(f"delete from {table} where list_contains($ids, perturbation_id)", ids=ids)
        named = [f"list_contains($gone, {column})" for column in ABOUT if column in columns]
        if named:
            warehouse.execute(f"delete from {table} where {' or '.join(named)}", gone=gone)
    warehouse.execute("update run set train_set = null where list_contains($gone, train_set)", gone=gone)
    return Unmatched(tested=tuple(tested.to_series()), trained=tuple(trained.to_series()))


def forget_words(warehouse: Warehouse, *, corpus: str, task: str, language: str) -> None:
    """Remove the word frequencies of a language whose text is not what it was; they are counted anew when needed."""
    warehouse.execute(
        "delete from word_frequency where corpus = $corpus and task = $task and language = $language",
        corpus=corpus,
        task=task,
        language=language,
    )


ABOUT = ("text_set", "train_set", "test_set", "perturbed_set", "source_text_set")
"""The columns that name a text set a row is about; a row about a removed one goes."""


def _with_descendants(warehouse: Warehouse, gone: list[int]) -> list[int]:
    """The text sets, those derived from them, and perturbed ones that nothing else made."""
    queries = [
        "select text_set from text_set where list_contains($gone, original)",
        """
        select perturbed_set from perturbation group by perturbed_set
        having bool_and(coalesce(list_contains($gone, train_set), false) or list_contains($gone, test_set))
        """,
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
        found = sorted(
            {*gone, *(number for query in queries for number in warehouse.frame(query, gone=gone).to_series())}
        )
        if found == gone:
            return gone
        gone = found


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
