"""F1 does not depend on the longest input: of every sentence every token is learned and predicted once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tokenizers import Tokenizer

from ingest.corpora import lab
from ingest.load import load
from runners.bundle import runs_folder
from runners.fine_tune import fine_tune
from tests.made_training import work_here
from xlr_warehouse.warehouse import Warehouse

LENGTHS = (16, 24, 48, 128)
LANGUAGE = "qil"
N_GOLD = 900
LENGTH = "cast(run.config ->> 'max_length' as integer)"


@pytest.fixture(scope="module")
def trained(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> Path:
    """A language of the lab, learned with each of the lengths."""
    path = tmp_path_factory.mktemp("lengths") / "xlr.duckdb"
    corpus = lab.read()
    texts = tuple(text for text in corpus.text_sets if text.language == LANGUAGE)
    with fresh(path) as warehouse:
        load(warehouse, replace(corpus, text_sets=texts, planted=None))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("runners.fine_tune.work", work_here)
        for length in LENGTHS:
            values = {"max_length": length, "epochs": 2}
            fine_tune(warehouse=path, encoder="lab-tiny", on=[LANGUAGE], test=[LANGUAGE], overrides=values)
    return path


def frame(path: Path, query: str) -> pl.DataFrame:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(query)


def n_pieces(path: Path) -> pl.DataFrame:
    """How many pieces each test sentence has, the two special ones counted."""
    (file,) = runs_folder(path).glob("*.tokenizer/tokenizer.json")
    tokenizer = Tokenizer.from_file(str(file))
    found = frame(
        path,
        "select sentence, list(form order by position) as forms from token join text_set using (text_set) "
        "where split = 'test' group by sentence order by sentence",
    )
    lengths = [len(tokenizer.encode(forms, is_pretokenized=True).ids) for forms in found["forms"].to_list()]
    return found.select("sentence", n=pl.Series(lengths))


def test_every_gold_entity_is_asked_for_and_predicted_on_at_every_length(trained: Path) -> None:
    scores = frame(trained, f"select {LENGTH} as length, n_gold from score join run using (run) order by length")
    assert scores.rows() == [(length, N_GOLD) for length in LENGTHS]
    missed = frame(
        trained,
        "select count(*) from evaluation e join token t using (text_set) left join prediction p "
        "on p.run = e.run and p.text_set = t.text_set and p.sentence = t.sentence and p.position = t.position "
        "where p.tag is null",
    )
    assert missed.item() == 0


def test_some_sentences_do_not_fit_the_short_lengths_and_all_fit_the_longest(trained: Path) -> None:
    lengths = n_pieces(trained)["n"]
    assert 0 < (lengths > LENGTHS[1]).sum() < (lengths > LENGTHS[0]).sum() < len(lengths)
    assert (lengths <= LENGTHS[-1]).all()


def test_f1_does_not_depend_on_the_longest_input(trained: Path) -> None:
    scores = dict(frame(trained, f"select {LENGTH}, f1_conlleval from score join run using (run)").rows())
    assert scores[48] == scores[128] > 0.4
    for length in LENGTHS:  # a sentence in windows is several examples, so there are more steps to learn in
        assert scores[length] == pytest.approx(scores[128], abs=0.1)


def test_where_every_sentence_fits_the_predictions_are_the_same_to_the_last_digit(trained: Path) -> None:
    predicted = frame(trained, f"select p.* exclude (run), {LENGTH} as length from prediction p join run using (run)")
    ours, theirs = (
        predicted.filter(pl.col("length") == length).drop("length").sort("sentence", "position") for length in (48, 128)
    )
    assert ours.height > 0
    assert ours.equals(theirs)
