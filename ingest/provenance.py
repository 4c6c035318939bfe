"""Provenance: where a corpus came from, which files were read, and what was noticed in them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import polars as pl

from ingest.text_sets import Corpus, NerTextSet, TitleTextSet
from xlr_warehouse.warehouse import Warehouse


def append_provenance(warehouse: Warehouse, corpus: Corpus, new: Sequence[NerTextSet | TitleTextSet]) -> None:
    """Note the source of new text sets, their files and what the reader noticed. Call it within a transaction."""
    for task in sorted({text_set.task for text_set in new}):
        _note_corpus(warehouse, corpus, task)
    for text_set in new:
        place = {
            "corpus": corpus.name,
            "task": text_set.task,
            "language": text_set.language,
            "split": text_set.split,
        }
        for file in text_set.files:
            row = {**place, "revision": corpus.revision, **asdict(file)}
            warehouse.append("source_file", pl.DataFrame([row]))
        for note in text_set.notes:
            row = {**place, **asdict(note)}
            warehouse.append("reading_note", pl.DataFrame([row], schema_overrides={"line": pl.Int64}))
    for table, frame in (("language", corpus.languages), ("planted", corpus.planted)):
        if new and frame is not None:
            with warehouse.relation("brought", frame):
                warehouse.execute(f"insert or ignore into {table} by name select * from brought")


def _note_corpus(warehouse: Warehouse, corpus: Corpus, task: str) -> None:
    """The first source makes the row; what later ones say differently stands after it."""
    said = {"source": corpus.source, "revision": corpus.revision, "licence": corpus.licence}
    warehouse.execute(
        "insert or ignore into corpus values ($corpus, $task, $source, $revision, $licence, $now)",
        corpus=corpus.name,
        task=task,
        now=datetime.now(UTC).replace(tzinfo=None),
        **said,
    )
    for column, value in said.items():
        warehouse.execute(
            f"""
            update corpus set {column} = {column} || '; ' || $value
            where corpus = $corpus and task = $task and not list_contains(string_split({column}, '; '), $value)
            """,
            corpus=corpus.name,
            task=task,
            value=value,
        )
