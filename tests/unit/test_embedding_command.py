"""`xlr embed` and `xlr propose` as a user starts them."""

from pathlib import Path

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner
from ingest.text_sets import TOKEN_SCHEMA
from tests.command import refused, xlr
from tests.tiny_encoder import WORDS, tiny_encoder
from xlr_warehouse.warehouse import Warehouse


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "xlr.duckdb"
    rows = [(number, 0, word, "O") for number, word in enumerate(WORDS)]
    with Warehouse.writing(path) as opened:
        for split in ("train", "test"):
            key = TextSetKey(corpus="made", task="ner", language="no", split=split)
            append_ner(opened, key, pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row"))
    return path


def test_embedding_says_what_landed_and_what_comes_next(path: Path) -> None:
    first = xlr("embed", "--encoder", "lab-tiny", "no", warehouse=path)
    again = xlr("embed", "--encoder", "lab-tiny", warehouse=path)
    n_forms = len({*WORDS, *(word.lower() for word in WORDS)})
    assert (first.returncode, first.stdout) == (0, "")
    assert f"(the mean of the pieces in layer 1 of 2): landed {n_forms} vectors.\n" in first.stderr
    assert "lab-tiny is not pre-trained: its vectors are those of random weights" in first.stderr
    assert "Next: xlr perturb context_cosine --embedding lab-tiny-made-" in first.stderr
    assert first.stderr.endswith(" --pair L1-no\n")
    assert f"landed 0 vectors; {n_forms} were there.\n" in again.stderr


def test_proposing_says_what_landed_and_what_comes_next(path: Path, tmp_path: Path) -> None:
    folder = tiny_encoder(tmp_path / "small", real=False)
    done = xlr("propose", "--encoder", folder, "--top", 3, warehouse=path)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"for {len(WORDS)} words" in done.stderr
    assert done.stderr.endswith("Next: xlr perturb context_mlm\n")
    with Warehouse.reading(path) as opened:
        assert opened.one("select max(rank) from proposal") == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["embed", "--encoder", "lab-tiny", "xx"], "There is no language with a test set in the warehouse 'xx'"),
        (["embed", "--encoder", "lab-tiny", "--pooling", "max"], "There is no pooling 'max'"),
        (["embed", "--encoder", "no/such/folder"], "There is no encoder 'no/such/folder'"),
        (["propose", "--encoder", "lab-tiny"], "has no trained masked-language-model head"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(arguments: list[str], sentence: str, path: Path) -> None:
    refused(xlr(*arguments, warehouse=path), sentence)


def test_a_warehouse_that_is_not_there_is_told(tmp_path: Path) -> None:
    refused(xlr("embed", "--encoder", "lab-tiny", warehouse=tmp_path / "none.duckdb"), "xlr init")
    assert not list(tmp_path.iterdir())
