"""Which training sets and test sets belong together."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from ingest.load import load
from ingest.pairs import set_pairs
from ingest.text_sets import Corpus, NerTextSet, one_batch
from ingest.tokens.files import read_tokens
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse


def add(warehouse: Warehouse, corpus: str, splits: Iterable[str]) -> None:
    """Land a word for each `language/split`."""
    text_sets = tuple(
        NerTextSet(
            corpus=corpus,
            language=name.partition("/")[0],
            split=name.partition("/")[2],
            batches=one_batch(read_tokens(f"{name} B-PER\n".encode(), path=Path(name))),
        )
        for name in splits
    )
    load(warehouse, Corpus(name=corpus, source="s", revision="r", licence="l", text_sets=text_sets))


@pytest.fixture
def filled(warehouse: Warehouse) -> Warehouse:
    both = [f"{language}/{split}" for language in ("br", "fr", "zh-min-nan", "zh") for split in ("train", "test")]
    add(warehouse, "a", [*both, "br/validation", "cy/test"])
    add(warehouse, "b", ["br/train", "br/test"])
    return warehouse


def languages(warehouse: Warehouse, **asked: object) -> list[tuple[str, str, str]]:
    pairs = set_pairs(warehouse, task="ner", **asked)  # pyright: ignore[reportArgumentType]
    return [(pair.corpus, pair.train_language, pair.test_language) for pair in pairs]


def test_a_pair_means_both_settings(filled: Warehouse) -> None:
    assert languages(filled, corpus="a", pairs=["fr-br"]) == [("a", "fr", "br"), ("a", "br", "br")]


def test_settings_that_several_pairs_mean_come_once(filled: Warehouse) -> None:
    found = languages(filled, corpus="a", pairs=["fr-br", "zh-br", "fr-br"])
    assert found == [("a", "fr", "br"), ("a", "br", "br"), ("a", "zh", "br")]


def test_without_pairs_all_are_tested_on_all_of_their_corpus(filled: Warehouse) -> None:
    trained, tested = ["br", "fr", "zh", "zh-min-nan"], ["br", "cy", "fr", "zh", "zh-min-nan"]
    assert languages(filled) == [
        *[("a", train, test) for train in trained for test in tested],
        ("b", "br", "br"),
    ]


def test_a_pair_is_looked_for_in_every_corpus(filled: Warehouse) -> None:
    assert languages(filled, pairs=["br-br"]) == [("a", "br", "br"), ("b", "br", "br")]


@pytest.mark.parametrize(
    ("pair", "l1", "l2"), [("zh-min-nan-br", "zh-min-nan", "br"), ("br-zh-min-nan", "br", "zh-min-nan")]
)
def test_a_code_may_have_hyphens_of_its_own(filled: Warehouse, pair: str, l1: str, l2: str) -> None:
    assert ("a", l1, l2) in languages(filled, corpus="a", pairs=[pair])


def test_a_test_set_without_a_training_set_has_no_native_setting(filled: Warehouse) -> None:
    assert languages(filled, corpus="a", pairs=["fr-cy"]) == [("a", "fr", "cy")]


def test_numbers_and_sha256_are_those_of_the_original_text_sets(filled: Warehouse) -> None:
    filled.execute(
        "insert into text_set select 99, corpus, task, language, split, 'swap', text_set, 1, 1, 'x' from text_set "
        "where corpus = 'a' and language = 'br' and split = 'test'"
    )
    (native,) = set_pairs(filled, task="ner", corpus="a", pairs=["br-br"])
    (elsewhere,) = set_pairs(filled, task="ner", corpus="b", pairs=["br-br"])
    known = filled.frame("select text_set, corpus, language, split, perturbation, sha256 from text_set")
    of_number = known.rows_by_key("text_set", unique=True)
    assert of_number[native.test_set] == ("a", "br", "test", "none", native.test_sha256)
    assert of_number[native.train_set] == ("a", "br", "train", "none", native.train_sha256)
    assert of_number[elsewhere.test_set] == ("b", "br", "test", "none", elsewhere.test_sha256)


def test_what_is_wrong_is_named(filled: Warehouse) -> None:
    with pytest.raises(UnknownNameError, match="no ner corpus 'c'; known are a, b"):
        languages(filled, corpus="c")
    with pytest.raises(UnknownNameError, match="no language with text in the warehouse 'fo'"):
        languages(filled, corpus="a", pairs=["fo-br"])
    with pytest.raises(InputError, match="'frbr' is no pair; write L1-L2, such as fr-br"):
        languages(filled, corpus="a", pairs=["frbr"])
    with pytest.raises(InputError, match="the pair cy-cy, cy lacks a train split"):
        languages(filled, corpus="a", pairs=["cy-cy"])


def test_an_empty_warehouse_is_told_how_to_fill_it(warehouse: Warehouse) -> None:
    with pytest.raises(InputError, match="no ner corpus in the warehouse; 'xlr ingest' brings one in"):
        languages(warehouse)


def test_a_corpus_without_the_pair_is_passed_over(filled: Warehouse) -> None:
    assert languages(filled, pairs=["zh-br"]) == [("a", "zh", "br"), ("a", "br", "br"), ("b", "br", "br")]


def test_a_pair_that_is_asked_for_is_not_left_out_for_lack_of_a_split(filled: Warehouse) -> None:
    with pytest.raises(InputError, match="For the pair cy-br, cy lacks a train split"):
        languages(filled, corpus="a", pairs=["fr-br", "cy-br"])
    add(filled, "only", ["is/train", "fo/test"])
    with pytest.raises(InputError, match="For the pair is-br, no corpus has a train split of the one and a test split"):
        languages(filled, pairs=["is-br"])


def test_a_language_that_was_not_dealt_anew_is_named_with_its_command(filled: Warehouse) -> None:
    add(filled, "a", ["br/train_leak_free", "br/test_leak_free"])
    for pairs, codes in ((["fr-br"], "fr"), (["br-br", "br-fr"], "fr"), (["zh-fr"], "zh fr")):
        with pytest.raises(InputError, match=f"'xlr audit {codes} --resplit' makes them"):
            languages(filled, corpus="a", pairs=pairs, leak_free=True)
    assert languages(filled, pairs=["br-br"], leak_free=True) == [("a", "br", "br")]
