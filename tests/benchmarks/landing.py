"""WikiANN into a warehouse with its entities, beside `datasets.load_dataset` and a plain Python reader."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import datasets
from seqeval.metrics.sequence_labeling import get_entities

from ingest.corpora import wikiann
from ingest.load import load
from tests.benchmarks.race import Race
from xlr_warehouse.warehouse import Warehouse

LANGUAGES = ("no", "da")
SPLITS = ("train", "dev", "test")


def landing(folder: Path, wikiann_folder: Path) -> Race:
    """Both languages, every split, from files to what can be queried: tables here, Arrow and entities there."""
    empty = folder / "empty.duckdb"
    with Warehouse.writing(empty):
        pass
    corpus = wikiann.read(LANGUAGES, folder=wikiann_folder)
    n_tokens = sum(batch.height for one in corpus.text_sets for batch in one.batches())  # pyright: ignore[reportAttributeAccessIssue] (NER)

    def ours() -> None:
        path = shutil.copy(empty, folder / "landing.duckdb")
        with Warehouse.writing(path) as warehouse:
            load(warehouse, wikiann.read(LANGUAGES, folder=wikiann_folder))

    def theirs() -> int:
        n_entities = 0
        for language in LANGUAGES:
            files = {split: str(wikiann_folder / language / f"{split}.tsv") for split in SPLITS}
            lines = datasets.load_dataset("text", data_files=files, cache_dir=str(folder / "cache"))
            for split in SPLITS:
                n_entities += sum(len(get_entities(tags)) for _, tags in _sentences(lines[split]["text"]))
        shutil.rmtree(folder / "cache")
        return n_entities

    return Race(
        what="WikiANN no and da into the warehouse with entities, beside load_dataset and a plain reader",
        ours=ours,
        theirs=theirs,
        n=n_tokens,
        unit="tokens",
    )


def _sentences(lines: Iterator[str]) -> Iterator[tuple[list[str], list[str]]]:
    forms: list[str] = []
    tags: list[str] = []
    for line in lines:
        if line:
            form, tag = line.split("\t")
            forms.append(form)
            tags.append(tag)
        elif forms:
            yield forms, tags
            forms, tags = [], []
    if forms:
        yield forms, tags
