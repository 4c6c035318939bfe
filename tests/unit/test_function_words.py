"""Function words by one rule: how it counts, what it takes, and how it agrees with published lists."""

import math
import os
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from ingest.corpora import wikiann
from ingest.forms.function_words import COVERAGE, land_word_frequency
from ingest.forms.stop_lists import land_stop_words
from ingest.load import load
from ingest.overlap import measure_overlap
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA, TOKEN_SCHEMA, Corpus, NerTextSet, TitleTextSet, one_batch
from xlr_warehouse.warehouse import Warehouse

REAL = Path(os.environ.get("XLR_WIKIANN", Path(__file__).parents[3] / "shared" / "data" / "wikiann"))

Sentence = list[tuple[str, str]]
TWO = ("no", "da")
SPLITS = ("train", "test")


def ner(*sentences: Sentence, language: str = "no", split: str = "train") -> NerTextSet:
    rows = [
        (number, position, form, tag)
        for number, sentence in enumerate(sentences)
        for position, (form, tag) in enumerate(sentence)
    ]
    tokens = pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")
    return NerTextSet(corpus="made", language=language, split=split, batches=one_batch(tokens))


def plain(text: str) -> Sentence:
    return [(form, "B-PER" if form == "Ana" else "O") for form in text.split()]


def titles(*texts: str, language: str = "no", split: str = "train") -> TitleTextSet:
    items = [(number, f"page {number}", text, "A") for number, text in enumerate(texts)]
    options = [(number, letter, f"title {letter}") for number in range(len(texts)) for letter in "ABCD"]
    return TitleTextSet(
        corpus="made",
        language=language,
        split=split,
        items=pl.DataFrame(items, schema=ITEM_SCHEMA, orient="row"),
        options=pl.DataFrame(options, schema=OPTION_SCHEMA, orient="row"),
    )


def land(warehouse: Warehouse, *text_sets: NerTextSet | TitleTextSet, replace: bool = False) -> None:
    corpus = Corpus(name="made", source="made", revision="1", licence="none", text_sets=text_sets)
    load(warehouse, corpus, replace=replace)


def words(warehouse: Warehouse, columns: str, *, task: str = "ner", language: str = "no") -> list[tuple[object, ...]]:
    land_word_frequency(warehouse, corpus="made", task=task, languages=[language])
    query = f"select {columns} from word_frequency where task = $task and language = $language order by rank"
    return warehouse.frame(query, task=task, language=language).rows()


def naive(sentences: list[Sentence]) -> dict[str, tuple[int, int, float]]:
    """Occurrences, documents and entropy of every word, counted with Python's own counters."""
    n: Counter[str] = Counter()
    documents: dict[str, set[int]] = defaultdict(set)
    before: dict[str, Counter[str]] = defaultdict(Counter)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for number, sentence in enumerate(sentences):
        padded = [("", ""), *sentence, ("", "")]
        for ((left, _), (form, tag)), (_, (right, _)) in pairwise(pairwise(padded)):
            if tag == "O" and any(character.isalpha() for character in form):
                word = form.lower()
                n[word] += 1
                documents[word].add(number)
                before[word][left.lower()] += 1
                after[word][right.lower()] += 1
    return {
        word: (n[word], len(documents[word]), round(math.sqrt(bits(before[word]) * bits(after[word])), 9)) for word in n
    }


def bits(counts: Counter[str]) -> float:
    total = counts.total()
    return sum(count / total * math.log2(total / count) for count in counts.values())


TEXT = ["Ana og Bo og jeg", "Og da kom Ana", "jeg så Ana og 3 katter .", "byen Oslo og byen Moss", "ja"]


def test_every_count_equals_a_naive_one(warehouse: Warehouse) -> None:
    sentences = [plain(text) for text in TEXT]
    land(warehouse, ner(*sentences))
    counted = {
        word: (n, documents, pytest.approx(entropy))
        for word, n, documents, entropy in words(warehouse, "word, n_occurrences, n_documents, entropy")
    }
    assert naive(sentences) == counted
    assert "ana" not in counted
    assert {"3", "."}.isdisjoint(counted)


def test_ranks_follow_documents_times_the_square_of_entropy(warehouse: Warehouse) -> None:
    land(warehouse, ner(*map(plain, TEXT)))
    rows = words(warehouse, "rank, n_documents * entropy * entropy")
    assert [rank for rank, _ in rows] == list(range(1, len(rows) + 1))
    scores = [float(str(score)) for _, score in rows]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0


def test_a_word_beside_ever_other_words_comes_before_one_as_frequent_that_stands_in_a_phrase(
    warehouse: Warehouse,
) -> None:
    names = ["en", "to", "tre", "fire", "fem", "seks"]
    land(warehouse, ner(*(plain(f"{name} og {name}s var en fast vending") for name in names)))
    ranked = [word for (word,) in words(warehouse, "word")]
    assert ranked.index("og") < ranked.index("fast")
    assert dict(words(warehouse, "word, is_function"))["fast"] is False


def test_function_words_make_up_the_stated_share_and_no_word_more_than_needed(warehouse: Warehouse) -> None:
    land(warehouse, ner(*(plain(f"{first} og {second} i {first}{second}") for first in "abcde" for second in "fghij")))
    rows = words(warehouse, "n_occurrences, is_function")
    total = sum(int(str(n)) for n, _ in rows)
    taken = [int(str(n)) for n, is_function in rows if is_function]
    assert sum(taken) >= COVERAGE * total
    assert sum(taken[:-1]) < COVERAGE * total
    assert [is_function for _, is_function in rows] == sorted((f for _, f in rows), reverse=True)


def test_a_word_that_occurs_once_is_never_a_function_word(warehouse: Warehouse) -> None:
    land(warehouse, ner(plain("og så kom det en katt")))
    assert [is_function for (is_function,) in words(warehouse, "is_function")] == [False] * 6


def test_the_training_split_as_it_came_is_counted_alone_where_there_is_one(warehouse: Warehouse) -> None:
    land(
        warehouse,
        ner(plain("fra trening"), split="train"),
        ner(plain("fra test"), split="test"),
        ner(plain("fra annet"), split="train_leak_free"),
        ner(plain("kun test"), split="test", language="da"),
        ner(plain("kun validering"), split="validation", language="da"),
        ner(plain("ikke denne"), split="test_leak_free", language="da"),
    )
    assert sorted(words(warehouse, "word, n_occurrences")) == [("fra", 1), ("trening", 1)]
    danish = sorted(words(warehouse, "word, n_occurrences", language="da"))
    assert danish == [("kun", 2), ("test", 1), ("validering", 1)]


def test_languages_are_counted_once_and_only_those_asked_for(warehouse: Warehouse) -> None:
    land(warehouse, ner(plain("en katt")), ner(plain("en kat"), language="da"), titles("en kat", language="da"))
    first = words(warehouse, "*")
    land_word_frequency(warehouse, corpus="made", task="ner", languages=["no", "no", "da", "fo"])
    assert words(warehouse, "*") == first
    n = warehouse.frame("select language, task, count(*) from word_frequency group by all order by all")
    assert n.rows() == [("da", "ner", 2), ("no", "ner", 2)]


def test_section_texts_are_cut_into_words_and_numbers_are_never_function_words(warehouse: Warehouse) -> None:
    texts = [f"{first} 1990 {second}, og {second}-{first}." for first in ("Ås", "BY", "Elv") for second in "xyz"]
    land(warehouse, titles(*texts))
    rows = {
        word: (n, documents)
        for word, n, documents in words(warehouse, "word, n_occurrences, n_documents", task="title")
    }
    assert {word: rows[word] for word in ("1990", "og", "ås", "by", "x")} == {
        "1990": (9, 9),
        "og": (9, 9),
        "ås": (6, 3),
        "by": (6, 3),
        "x": (6, 3),
    }
    is_function = dict(words(warehouse, "word, is_function", task="title"))
    assert is_function["og"]
    assert not is_function["1990"]


def test_what_was_counted_goes_with_a_text_that_is_replaced(warehouse: Warehouse) -> None:
    land(warehouse, ner(plain("gammel tekst")), ner(plain("anden tekst"), language="da"))
    assert sorted(words(warehouse, "word")) == [("gammel",), ("tekst",)]
    words(warehouse, "word", language="da")
    land(warehouse, ner(plain("ny tekst")), replace=True)
    assert warehouse.frame("select distinct language from word_frequency").rows() == [("da",)]
    assert sorted(words(warehouse, "word")) == [("ny",), ("tekst",)]


def test_a_training_split_that_comes_later_is_counted_instead(warehouse: Warehouse) -> None:
    land(warehouse, ner(plain("fra test"), split="test"))
    assert sorted(words(warehouse, "word")) == [("fra",), ("test",)]
    land(warehouse, ner(plain("fra trening"), split="train"))
    assert sorted(words(warehouse, "word")) == [("fra",), ("trening",)]


OVERLAPS = "select distinct measure, train_language, test_language from overlap_ratio order by all"


def overlap_of_both(warehouse: Warehouse) -> None:
    measure_overlap(warehouse, pairs=["no-da", "da-no"], measures=["context_word", "word"])


def test_overlaps_counted_with_words_of_a_replaced_text_go_and_no_other(warehouse: Warehouse) -> None:
    texts = [ner(plain("fra byen"), language=language, split=split) for language in TWO for split in SPLITS]
    land(warehouse, *texts)
    overlap_of_both(warehouse)
    before = warehouse.frame(OVERLAPS).rows()
    land(warehouse, ner(plain("ny tekst"), language="no"), replace=True)
    kept = [("context_word", "da", "da"), ("word", "da", "da"), ("word", "da", "no")]
    assert warehouse.frame(OVERLAPS).rows() == kept
    overlap_of_both(warehouse)
    assert warehouse.frame(OVERLAPS).rows() == before


def test_a_text_that_comes_beside_a_training_set_changes_no_words(warehouse: Warehouse) -> None:
    land(warehouse, *[ner(plain("fra byen"), language=language, split=split) for language in TWO for split in SPLITS])
    overlap_of_both(warehouse)
    before = warehouse.frame("from overlap order by all").rows()
    land(warehouse, ner(plain("noget andet"), language="da", split="validation"))
    assert warehouse.frame("from overlap order by all").rows() == before
    assert warehouse.frame("select distinct language from word_frequency order by all").rows() == [("da",), ("no",)]


def test_overlaps_go_when_a_training_split_comes_later(warehouse: Warehouse) -> None:
    land(warehouse, ner(plain("fra byen"), language="da"), ner(plain("fra byen"), split="test"))
    measure_overlap(warehouse, pairs=["da-no"], measures=["context_word", "word"])
    land(warehouse, ner(plain("fra trening"), split="train"))
    assert warehouse.frame(OVERLAPS).rows() == [("word", "da", "no")]


@pytest.mark.parametrize(("name", "is_kept"), [("context_mlm", False), ("romanise", True)])
def test_perturbations_that_spared_words_of_a_replaced_text_go_with_their_texts(
    warehouse: Warehouse, name: str, *, is_kept: bool
) -> None:
    land(warehouse, *[ner(plain("fra byen"), language=language, split=split) for language in TWO for split in SPLITS])
    words(warehouse, "word")
    test_set = warehouse.one("select text_set from text_set where language = 'no' and split = 'test'")
    warehouse.execute(
        """
        insert into text_set by name select * replace (90 as text_set, $name as perturbation) from text_set
        where text_set = $test_set
        """,
        name=name,
        test_set=test_set,
    )
    warehouse.execute(
        """
        insert into perturbation by name
        select 'p' as perturbation_id, $name as perturbation, $test_set as test_set, 90 as perturbed_set, 1 as seed,
        1 as dose, '{}' as parameters, 1 as n_eligible, 1 as n_changed, 0 as n_no_candidate
        """,
        name=name,
        test_set=test_set,
    )
    land(warehouse, ner(plain("ny tekst"), language="no"), replace=True)
    assert warehouse.one("select count(*) from perturbation") == is_kept
    assert warehouse.one("select count(*) from text_set where text_set = 90") == is_kept


AGREEMENT = {"no": 0.84, "da": 0.82, "mr": 0.71, "sw": 0.77}
"""Least F1 of the occurrences taken against those of the published list; measured: 0.89, 0.86, 0.76, 0.82."""


@pytest.mark.parametrize("language", AGREEMENT)
def test_real_function_words_agree_with_published_lists_and_better_than_frequency(
    warehouse: Warehouse, language: str
) -> None:
    if not (REAL / language).is_dir():
        pytest.skip(f"{language} is not in {REAL}")
    load(warehouse, wikiann.CORPUS.read([language], folder=REAL))
    land_word_frequency(warehouse, corpus="wikiann", task="ner", languages=[language])
    land_stop_words(warehouse)
    ruled, frequent = warehouse.frame(
        """
        with judged as (
            select n_occurrences as n, is_function, word in (
                select word from stop_word where stop_word.language = word_frequency.language
            ) as is_listed,
            sum(n) over (order by n desc, word) - n < $coverage * sum(n) over () as is_frequent
            from word_frequency
        )
        select 2 * sum(n) filter (is_function and is_listed)
            / (sum(n) filter (is_function) + sum(n) filter (is_listed)),
        2 * sum(n) filter (is_frequent and is_listed)
            / (sum(n) filter (is_frequent) + sum(n) filter (is_listed))
        from judged
        """,
        coverage=COVERAGE,
    ).row(0)
    assert ruled > AGREEMENT[language]
    assert ruled > frequent
