"""Reading one split from a CoNLL file."""

from pathlib import Path

import pytest

from ingest.corpora.conll import read
from ingest.text_sets import NerTextSet
from xlr_warehouse.errors import InputError


def test_the_split_is_what_was_said_and_the_file_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_bytes(b"Anna NNP B-PER\ne IN O\n\nBrest NNP B-LOC\n")
    corpus = read(path, corpus="mine", language="quy", split="test", licence="CC0-1.0")
    (text_set,) = corpus.text_sets
    assert isinstance(text_set, NerTextSet)
    assert (corpus.name, corpus.licence) == ("mine", "CC0-1.0")
    assert (text_set.corpus, text_set.language, text_set.split) == ("mine", "quy", "test")
    assert text_set.tokens.rows() == [(0, 0, "Anna", "B-PER"), (0, 1, "e", "O"), (1, 0, "Brest", "B-LOC")]
    assert [(file.path, file.n_bytes) for file in text_set.files] == [("x.conll", 39)]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_bytes(b"\n")
    with pytest.raises(InputError, match=r"x\.conll: it holds no sentence"):
        read(path, corpus="mine", language="br", split="test")


@pytest.mark.parametrize("language", ["", "Breton", "BR", "b", "br_FR", "br-", "brez"])
def test_a_language_that_is_no_code_is_refused(tmp_path: Path, language: str) -> None:
    with pytest.raises(InputError, match="is no language code"):
        read(tmp_path / "x.conll", corpus="mine", language=language, split="test")


@pytest.mark.parametrize("language", ["br", "quy", "zh-min-nan", "be-x1"])
def test_any_well_formed_code_is_taken(tmp_path: Path, language: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "x.conll", corpus="mine", language=language, split="test")
