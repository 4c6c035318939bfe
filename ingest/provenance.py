"""Provenance: where a corpus came from, which files were read, and what was noticed in them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import polars as pl

from ingest.text_sets import Corpus, NerTextSet, TitleTextSet
from xlr_warehouse.warehouse import Warehouse


def append_provenance(warehouse: Warehouse, corpus: Corpus, new: Sequence[NerTextSet | TitleTextSet]) -> None:
    """Note the source of new text sets, their files and what the reader noticed. Call it within a transaction."""
    said = {"source": corpus.source, "revision": corpus.revision, "licence": corpus.licence}
    for text_set in new:
        place = {
            "corpus": corpus.name,
            "task": text_set.task,
            "language": text_set.language,
            "split": text_set.split,
        }
        for file in text_set.files:
            row = {**place, **said, **asdict(file)}
            warehouse.append("source_file", pl.DataFrame([row]))
        for note in text_set.notes:
            row = {**place, **asdict(note)}
            warehouse.append("reading_note", pl.DataFrame([row], schema_overrides={"line": pl.Int64}))
    for task in sorted({text_set.task for text_set in new}):
        _note_corpus(warehouse, corpus, task)
    for table, frame in (("language", corpus.languages), ("planted", corpus.planted)):
        if new and frame is not None:
            if table == "planted":
                warehouse.execute("delete from planted")  # the lab is there once
            with warehouse.relation("brought", frame):
                warehouse.execute(f"insert or ignore into {table} by name select * from brought")


def _note_corpus(warehouse: Warehouse, corpus: Corpus, task: str) -> None:
    """A corpus is from all the sources its files are from; one without files is from where it was said to be."""
    said = {"source": corpus.source, "revision": corpus.revision, "licence": corpus.licence}
    warehouse.execute(
        """
        insert into corpus values ($corpus, $task, $source, $revision, $licence, $now)
        on conflict do update set source = $source, revision = $revision, licence = $licence
        """,
        corpus=corpus.name,
        task=task,
        now=datetime.now(UTC).replace(tzinfo=None),
        **said,
    )
    warehouse.execute(
        """
        update corpus set source = f.source, revision = f.revision, licence = f.licence
        from (
            select
                string_agg(distinct source, '; ' order by source) as source,
                string_agg(distinct revision, '; ' order by revision) as revision,
                string_agg(distinct licence, '; ' order by licence) as licence
            from source_file
            where corpus = $corpus and task = $task
        ) as f
        where corpus.corpus = $corpus and corpus.task = $task and f.source is not null
        """,
        corpus=corpus.name,
        task=task,
    )
