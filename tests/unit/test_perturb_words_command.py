"""What `xlr perturb` says where a perturbation of words lacks something: which command makes it."""

from pathlib import Path

import polars as pl
import pytest

from ingest.load import load
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.command import refused, xlr
from tests.made_input import Sentence, tokens_of
from xlr_warehouse.warehouse import Warehouse

TEXT: list[Sentence] = [[("bras", "O"), ("kozh", "O"), ("Anna", "B-PER")]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A warehouse with a pair, and neither vectors nor proposals."""
    text_sets = tuple(
        NerTextSet(corpus="made", language=language, split=split, batches=one_batch(tokens_of(TEXT)))
        for language, split in (("da", "train"), ("no", "train"), ("no", "test"))
    )
    with Warehouse.writing(tmp_path / "xlr.duckdb") as opened:
        load(opened, Corpus(name="made", source="s", revision="r", licence="l", text_sets=text_sets))
    return tmp_path / "xlr.duckdb"


@pytest.mark.parametrize("name", ["context_cosine", "entity_context", "reference_context_cosine"])
def test_without_vectors_it_says_which_command_makes_them(name: str, path: Path) -> None:
    refused(xlr("perturb", name, warehouse=path), "There are no word vectors", "xlr embed --encoder ENCODER")


def test_without_proposals_it_says_which_command_makes_them(path: Path) -> None:
    refused(xlr("perturb", "context_mlm", warehouse=path), "proposals", "xlr propose --encoder ENCODER")


def test_with_vectors_of_other_words_it_says_how_many_lack_and_what_makes_them(path: Path) -> None:
    with Warehouse.writing(path) as opened:
        opened.execute("insert into embedding values ('v', 'enc', 6, 'mean', 'kept')")
        rows = {"embedding": ["v"], "form": ["bras"], "vector": [[1.0, 0.0]]}
        opened.append("word_vector", pl.DataFrame(rows, schema_overrides={"vector": pl.List(pl.Float32)}))
    refused(xlr("perturb", "context_cosine", warehouse=path), "3 of 4 words of no", "xlr embed --encoder enc no")


def test_without_title_items_it_says_which_command_brings_them_in(path: Path) -> None:
    refused(xlr("perturb", "title_random", warehouse=path), "title", "xlr ingest")
