"""`xlr overlap`: what it says, what it refuses, and that repeating it counts nothing."""

import re
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from ingest.corpora.conll import read
from ingest.load import load
from tests.command import refused, xlr
from xlr_warehouse.warehouse import Warehouse

TEXTS = {
    ("da", "train"): "Anna B-PER\nbor O\ni O\nRibe B-LOC\n",
    ("da", "test"): "Anna B-PER\nser O\nRibe B-LOC\n",
    ("no", "train"): "Kari B-PER\nbor O\n",
    ("no", "test"): "Anna B-PER\nbor O\n",
}


@pytest.fixture
def text(warehouse: Warehouse, tmp_path: Path) -> Path:
    """A closed warehouse with two languages."""
    with warehouse:
        for (language, split), tokens in TEXTS.items():
            file = tmp_path / f"{language}-{split}.txt"
            file.write_text(tokens, encoding="utf-8")
            load(warehouse, read(file, corpus="made", language=language, split=split))
    return warehouse.path


def rows(path: Path, table: str) -> int:
    with Warehouse.reading(path) as warehouse:
        return int(warehouse.one(f"select count(*) from {table}"))


def test_repeating_it_counts_nothing(text: Path) -> None:
    first = xlr("overlap", "--rarefied", "--sample-size", 2, warehouse=text)
    assert "word: counted 4 pairs of text sets." in first.stderr
    before = [rows(text, table) for table in ("overlap", "overlap_by_type", "overlap_rarefied")]
    again = xlr("overlap", "--rarefied", "--sample-size", 2, warehouse=text)
    assert "counted 4 pairs" not in again.stderr
    assert re.search(r"^Nothing new to count: .*\bword\.$", again.stderr, re.MULTILINE)
    assert "At equal sample sizes: 0 new counts" in again.stderr
    assert before == [rows(text, table) for table in ("overlap", "overlap_by_type", "overlap_rarefied")]


def test_pairs_that_are_too_small_are_said(text: Path) -> None:
    done = xlr("overlap", "--measure", "entity_chunk", "--sample-size", 2, warehouse=text)
    assert "At equal sample sizes: 1 new count; 3 left out, as a side is too small." in done.stderr


def test_the_list_has_every_measure_and_needs_no_warehouse(tmp_path: Path) -> None:
    done = xlr("overlap", "--list", warehouse=tmp_path / "none.duckdb")
    assert done.returncode == 0
    assert "reference_title_text" in done.stdout + done.stderr


def test_what_cannot_be_counted_is_refused_in_a_sentence(text: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "tokenizer.json").write_text("{}", encoding="utf-8")
    refused(xlr("overlap", "--measure", "wrod", warehouse=text), "'wrod'", "word")
    refused(xlr("overlap", "--measure", "subword", warehouse=text), "--tokenizer")
    refused(xlr("overlap", "--tokenizer", tmp_path / "none", warehouse=text), "none")
    refused(xlr("overlap", "--tokenizer", broken, warehouse=text), "tokenizer")
    refused(xlr("overlap", "--measure", "title", warehouse=text), "title")
    refused(xlr("overlap", "--pair", "da-xx", warehouse=text), "xx")
    refused(xlr("overlap", "--corpus", "mad", warehouse=text), "mad")
    refused(xlr("overlap", warehouse=tmp_path / "none.duckdb"), "xlr init")


def test_a_warehouse_without_text_says_which_command_brings_it(warehouse: Warehouse) -> None:
    with warehouse:
        pass
    refused(xlr("overlap", warehouse=warehouse.path), "xlr ingest")


def test_measures_of_a_task_without_these_pairs_are_left_out_and_named(text: Path, tmp_path: Path) -> None:
    item = '[{"page": "x", "text": "En by.", "A": "a", "B": "b", "C": "c", "D": "d", "correct": "A"}]'
    (tmp_path / "items.json").write_text(item, encoding="utf-8")
    done = xlr(
        "ingest", "titles", tmp_path / "items.json", "--corpus", "t", "--language", "da", "--split", "train",
        warehouse=text,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    done = xlr("overlap", "--pair", "no-da", warehouse=text)
    assert done.returncode == 0, done.stderr
    assert "Not counted, as their task has no text for this: title, title_text." in done.stderr


def test_a_tokenizer_gives_subwords_its_name(text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "Anna": 1, "bor": 2}, unk_token="[UNK]"))  # noqa: S106 (a piece)
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    done = xlr("overlap", "--measure", "subword", "--tokenizer", folder, warehouse=text)
    assert done.returncode == 0, done.stderr
    with Warehouse.reading(text) as warehouse:
        assert {("tiny",)} == set(warehouse.frame("select distinct tokenizer from overlap").iter_rows())


def test_a_text_that_is_replaced_takes_its_counts_along(text: Path, tmp_path: Path) -> None:
    xlr("overlap", "--measure", "word", "--sample-size", 1, warehouse=text)
    assert (rows(text, "overlap"), rows(text, "overlap_rarefied")) == (4, 4)
    (tmp_path / "new.txt").write_text("Bo B-PER\n", encoding="utf-8")
    done = xlr(
        "ingest", "conll", tmp_path / "new.txt", "--corpus", "made", "--language", "da", "--split", "train",
        "--replace", warehouse=text,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (rows(text, "overlap"), rows(text, "overlap_rarefied")) == (2, 2)
    again = xlr("overlap", "--measure", "word", "--sample-size", 1, warehouse=text)
    assert "word: counted 2 pairs of text sets, 2 were known." in again.stderr
    assert (rows(text, "overlap"), rows(text, "overlap_rarefied")) == (4, 4)
