"""Training sets in perturbed form, and romanised options: what lands, and what goes with the original."""

from collections.abc import Iterable

import polars as pl
import pytest

from ingest.load import load
from ingest.overlap import measure_overlap
from ingest.perturb import How, perturb
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA, Corpus, NerTextSet, TitleTextSet, one_batch
from tests.made_input import Sentence, tokens_of
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

TRAINING_TOO = How(training_too=True)
TEXT: list[Sentence] = [[("Москва", "B-LOC"), ("уже", "O"), (".", "O")], [("Brest", "B-LOC"), ("été", "O")]]


def corpus(text: Iterable[Sentence] = TEXT, languages: Iterable[str] = ("ru", "be")) -> Corpus:
    tokens = tokens_of(text)
    sets = tuple(
        NerTextSet(corpus="made", language=language, split=split, batches=one_batch(tokens))
        for language in languages
        for split in ("train", "test")
    )
    return Corpus(name="made", source="s", revision="r", licence="l", text_sets=sets)


def titles(*options: str) -> Corpus:
    """An item with these options, A first, in both splits."""
    items = pl.DataFrame([(0, "p", "Это été.", "A")], schema=ITEM_SCHEMA, orient="row")
    rows = [(0, letter, title) for letter, title in zip("ABCD", options, strict=True)]
    of_item = pl.DataFrame(rows, schema=OPTION_SCHEMA, orient="row")
    sets = tuple(
        TitleTextSet(corpus="made", language="ru", split=split, items=items, options=of_item)
        for split in ("train", "test")
    )
    return Corpus(name="made", source="s", revision="r", licence="l", text_sets=sets)


def options_of(warehouse: Warehouse, split: str) -> list[list[str]]:
    """The options of the perturbed sets of a split."""
    rows = warehouse.frame(
        "select list(title order by option) from title_option inner join text_set using (text_set) "
        "where split = $split and perturbation <> 'none' group by text_set order by text_set",
        split=split,
    )
    return rows.to_series().to_list()


def test_training_sets_are_derived_once_beside_the_test_sets(warehouse: Warehouse) -> None:
    load(warehouse, corpus())
    first = perturb(warehouse, ["romanise"], pairs=["ru-be"], how=TRAINING_TOO)
    again = perturb(warehouse, ["romanise"], pairs=["ru-be"], how=TRAINING_TOO)
    assert (len(first.made), first.n_known) == (3, 0)  # be is only tested on, but trained on natively
    assert (len(again.made), again.n_known) == (0, 3)


def test_a_derived_training_set_has_its_original_split_and_edits(warehouse: Warehouse) -> None:
    load(warehouse, corpus())
    perturb(warehouse, ["romanise"], how=TRAINING_TOO)
    derived = warehouse.frame(
        """
        select
            t.language,
            t.split,
            o.split as of_original,
            p.train_set,
            p.n_changed,
            list_sort(list(e.replacement)) as new
        from text_set as t
        inner join text_set as o on t.original = o.text_set
        inner join perturbation as p on p.perturbed_set = t.text_set and p.test_set = o.text_set
        inner join edit as e using (perturbation_id)
        where t.perturbation = 'romanise'
        group by all order by all
        """
    )
    assert derived.rows() == [
        (language, split, split, None, 3, ["Moskva", "ete", "uzhe"])
        for language in ("be", "ru")
        for split in ("test", "train")
    ]


def test_what_looks_at_a_training_set_makes_no_training_set(warehouse: Warehouse) -> None:
    load(warehouse, corpus())
    with pytest.raises(InputError, match="entity_unshared looks at a training set"):
        perturb(warehouse, ["entity_unshared"], how=TRAINING_TOO)
    assert warehouse.one("select count(*) from perturbation") == 0


def test_overlap_and_leaks_are_counted_of_the_originals_alone(warehouse: Warehouse) -> None:
    load(warehouse, corpus())
    perturb(warehouse, ["romanise"], how=TRAINING_TOO)
    measure_overlap(warehouse, measures=["entity_chunk"])
    for table in ("overlap", "audit_leakage", "audit_seen", "train_test_pair"):
        rows = warehouse.frame(
            f"select distinct perturbation from {table} inner join text_set on text_set.text_set = train_set "
            f"union select distinct perturbation from {table} inner join text_set on text_set.text_set = test_set"
        )
        assert rows.rows() == [("none",)], table


def test_replacing_a_training_set_takes_its_romanised_form_along(warehouse: Warehouse) -> None:
    load(warehouse, corpus())
    perturb(warehouse, ["romanise"], how=TRAINING_TOO)
    changed = corpus([*TEXT, [("зима", "O")]], ["ru"])
    trains = Corpus(name="made", source="s", revision="r", licence="l", text_sets=changed.text_sets[:1])
    load(warehouse, trains, replace=True)
    left = "select language, split from text_set where perturbation = 'romanise' order by all"
    assert warehouse.frame(left).rows() == [("be", "test"), ("be", "train"), ("ru", "test")]
    for table in ("edit", "token", "mention", "sentence"):
        orphans = f"select count(*) from {table} where text_set not in (select text_set from text_set)"
        assert warehouse.one(orphans) == 0
    known = "select count(*) from perturbation where perturbed_set not in (select text_set from text_set)"
    assert warehouse.one(known) == 0
    assert len(perturb(warehouse, ["romanise"], how=TRAINING_TOO).made) == 1


def test_options_are_romanised_with_the_text_for_training_and_test(warehouse: Warehouse) -> None:
    load(warehouse, titles("История", "Наука-42", "Brest", "D1"))
    perturb(warehouse, ["romanise"], how=TRAINING_TOO)
    expected = [["Istoriya", "Nauka-42", "Brest", "D1"]]
    assert options_of(warehouse, "train") == options_of(warehouse, "test") == expected
    texts = warehouse.frame(
        "select text from title_item inner join text_set using (text_set) where perturbation <> 'none'"
    )
    assert texts.to_series().to_list() == ["Eto ete."] * 2


def test_options_that_would_come_out_alike_stay(warehouse: Warehouse) -> None:
    load(warehouse, titles("été", "ete", "Наука", "D1"))
    perturb(warehouse, ["romanise"])
    assert options_of(warehouse, "test") == [["été", "ete", "Наука", "D1"]]


def test_a_smaller_dose_romanises_some_of_the_same_options(warehouse: Warehouse) -> None:
    load(warehouse, titles("История", "Наука", "Спорт", "Имя"))
    perturb(warehouse, ["romanise"], how=How(doses=(0.25, 0.5, 1.0)))
    doses = options_of(warehouse, "test")
    n_latin = [{at for at, title in enumerate(one) if title.isascii()} for one in doses]
    assert [len(one) for one in n_latin] == [1, 2, 4]
    assert n_latin[0] < n_latin[1]


def test_options_stay_when_words_are_misspelt(warehouse: Warehouse) -> None:
    load(warehouse, titles("История", "Наука", "Спорт", "Имя"))
    perturb(warehouse, ["typo"])
    assert options_of(warehouse, "test") == [["История", "Наука", "Спорт", "Имя"]]
