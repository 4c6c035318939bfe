"""Embed, perturb, train: only the models of the encoder whose vectors chose the words are tested on the result."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ingest.load import load
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.made_input import Sentence, tokens_of
from tests.tiny_encoder import tiny_encoder
from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

pytest.importorskip("torch")
COSTS = """
    select 'degradation' as answered, encoder, count(*) as n from degradation group by all
    union all select 'context_edit_effect', encoder, count(*) from context_edit_effect join run using (run) group by all
    order by all
"""


def text(words: str) -> list[Sentence]:
    """Sentences of one name, each with two of these words."""
    listed = words.split()
    return [[("Ana", "B-PER"), (word, "O"), (other, "O")] for word in listed for other in listed]


def test_only_models_of_the_encoder_that_made_the_vectors_are_tested(
    tmp_path: Path, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> None:
    path = tmp_path / "xlr.duckdb"
    sets = [
        NerTextSet(corpus="c", language="no", split=split, batches=one_batch(tokens_of(text(words))))
        for split, words in (
            ("train", "bor reiste skriver leser maler synger"),
            ("test", "skriver leser maler synger sover hviler"),
        )
    ]
    with fresh(path) as warehouse:
        load(warehouse, Corpus(name="c", source="s", revision="r", licence="l", text_sets=tuple(sets)))
    own, other = (
        tiny_encoder(tmp_path / name, real=False, masked=False, num_hidden_layers=2) for name in ("own", "other")
    )

    def xlr(*arguments: str) -> None:
        assert run(["-w", str(path), *arguments]) == 0

    xlr("embed", "--encoder", str(own))
    xlr("perturb", "context_cosine", "--pair", "no-no")
    for encoder in (own, other):
        xlr(*f"train --task ner --encoder {encoder} --on no --test no --epochs 1 --jobs 1".split())
    with Warehouse.reading(path) as opened:
        assert opened.frame("select n_changed > 0 from perturbation").rows() == [(True,)]
        assert opened.frame(COSTS).rows() == [("context_edit_effect", "own", 2), ("degradation", "own", 1)]
        tested = "select encoder, count(*) from run join evaluation using (run) group by all order by all"
        assert opened.frame(tested).rows() == [("other", 1), ("own", 2)]
