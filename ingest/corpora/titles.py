"""Ready-made section-title items from a file: JSON, JSON lines, CSV, TSV or Parquet."""

import gc
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.corpus_names import check_corpus_name
from ingest.languages import check_language
from ingest.readers import CorpusReader
from ingest.sources import read_bytes
from ingest.text_sets import Corpus, TitleTextSet
from ingest.titles.checking import checked
from ingest.titles.fields import find
from ingest.titles.records import parse
from ingest.titles.selection import Selected, as_tables, select, split_by_page
from xlr_warehouse.errors import InputError

VERSION = "2"


@dataclass(frozen=True, kw_only=True)
class TitlesRead:
    """The corpus a file of title items holds, and what was found on the way.

    `page_field` is None where the file does not say the page: items with one text then share a page.
    """

    corpus: Corpus
    file_format: str
    n_records: int
    selected: Selected
    page_field: str | None
    n_pages: int


def read(
    path: Path,
    *,
    corpus: str,
    language: str,
    split: str | None = None,
    licence: str = "unknown",
    revision: str = "unknown",
    fields: Mapping[str, str] | None = None,
    seed: int = 1,
    keep_flawed: bool = False,
) -> TitlesRead:
    """The items of a file: one split where `split` says which, else training and test, split by page.

    `fields` says which field is what where the names do not. Raises `InputError` naming the first record that is not as
    it should be.
    """
    check_corpus_name(corpus)
    check_language(language)
    below = language if split is None else f"{language}/{split}"
    by_page = f", split by page 80/20 with seed {seed}" if split is None else ""
    data, file = read_bytes(path, reader=f"titles {VERSION}{by_page}", name=f"{below}/{path.name}")
    with _without_collection():
        records = parse(data, path=path)
        found = find(records, named=fields or {})
        items = checked(records, found)
    selected = select(items, keep_flawed=keep_flawed)
    if selected.items.is_empty():
        raise InputError("every item of it is flawed; --keep-flawed lands them all the same.", path=path)
    parts = split_by_page(selected.items, seed=seed, path=path) if split is None else {split: selected.items}
    text_sets: list[TitleTextSet] = []
    for name, part in parts.items():
        numbered, options = as_tables(part)
        text_sets.append(
            TitleTextSet(corpus=corpus, language=language, split=name, items=numbered, options=options, files=(file,))
        )
    brought = Corpus(name=corpus, source="files", revision=revision, licence=licence, text_sets=tuple(text_sets))
    return TitlesRead(
        corpus=brought,
        file_format=records.file_format,
        n_records=records.n_records,
        selected=selected,
        page_field=found.page,
        n_pages=selected.items.get_column("page").n_unique(),
    )


@contextmanager
def _without_collection() -> Generator[None]:
    """Let no garbage be collected: millions of records make none, and looking for it takes as long as reading them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_corpus(path: Path, *, corpus: str, language: str, split: str | None = None) -> Corpus:
    """The corpus alone, as every reader gives it."""
    return read(path, corpus=corpus, language=language, split=split).corpus


CORPUS = CorpusReader(summary="ready-made section-title items", version=VERSION, read=read_corpus)
