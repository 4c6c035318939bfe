"""Section texts through the warehouse: cut into words, perturbed, put together again, to the byte."""

from collections.abc import Sequence

import polars as pl
import pytest

from ingest.load import load
from ingest.perturb import How, perturb
from ingest.perturbing.running_text import spans, with_words
from ingest.text_sets import Corpus, TitleTextSet
from tests.made_titles import options_frame, texts_frame
from xlr_warehouse.warehouse import Warehouse

NEW_IN_UNICODE = "\U0002ebf0\u0897 bras \U0002ebf0"
"""Letters that some libraries know as such and others not yet."""
TEXTS = [
    "bras, ti. 42 kêr!",
    "…(bras)\n\nkozh\n",
    "—",
    "नमस्ते bras घर में।",
    "bras\u200cti bras",
    "e\u0301te\u0301 bras E\u0301TE\u0301 straße",
    "بيت، bras؟",
    NEW_IN_UNICODE,
    "bras",
    "  bras\t",
    "東京bras bras。",
]
TRAINING = ["An bras ti घर."]
OPTIONS = ("Istor", "Bed", "Kemm", "Douar")


def titles(split: str, texts: Sequence[str], *, language: str = "no") -> TitleTextSet:
    items = texts_frame(texts).select(
        pl.col("sentence").alias("item"), pl.lit("page").alias("page"), "text", pl.lit("A").alias("correct")
    )
    return TitleTextSet(
        corpus="made", language=language, split=split, items=items, options=options_frame([OPTIONS] * len(texts))
    )


@pytest.fixture
def landed(warehouse: Warehouse) -> Warehouse:
    """A warehouse with the texts, a training set of another language and one of their own, and no function words."""
    text_sets = (
        titles("train", TRAINING, language="da"),
        titles("train", ["Kêr."]),
        titles("test", TEXTS),
    )
    load(warehouse, Corpus(name="made", source="s", revision="r", licence="l", text_sets=text_sets))
    # One row, so that none is counted.
    warehouse.execute("insert into word_frequency values ('made', 'title', 'no', 'an', 9, 9, 2, 1, true)")
    return warehouse


def after(warehouse: Warehouse, perturbation: str) -> list[list[str]]:
    """The texts of each perturbed set of that name."""
    rows = warehouse.frame(
        """
        select text_set, list(text order by item) as texts from title_item
        inner join text_set using (text_set) where perturbation = $perturbation group by text_set order by text_set
        """,
        perturbation=perturbation,
    )
    return rows.get_column("texts").to_list()


def undone(warehouse: Warehouse, perturbation: str) -> list[str]:
    """The texts of the one perturbed set with every replaced word put back where the edit says that it stands."""
    rows = warehouse.frame(
        """
        select item, text, words_of(text) as words from title_item inner join text_set using (text_set)
        where perturbation = $perturbation order by item
        """,
        perturbation=perturbation,
    )
    edits = warehouse.frame("select sentence, first_token, end_token, original, replacement from edit")
    texts: list[str] = []
    for item, text, words in rows.iter_rows():
        old = list(words)
        for first, end, original, replacement in edits.filter(sentence=item).drop("sentence").iter_rows():
            assert words[first:end] == [replacement]
            old[first] = original
        texts.append(with_words(text, words, old))
    return texts


def test_what_stands_between_words_stays_to_the_byte(landed: Warehouse) -> None:
    perturb(landed, ["title_random"], pairs=["da-no"], how=How(seeds=(3,)))
    edits = landed.frame("select sentence, original, replacement from edit where perturbation_id like '%da.no%'")
    new = {(item, old): replacement for item, old, replacement in edits.iter_rows()}
    (cross, *_) = after(landed, "title_random")
    # Alone between gaps that stay: what is drawn is another word for each.
    assert cross[1] == f"…({new[1, 'bras']})\n\nkozh\n"
    assert cross[9] == f"  {new[9, 'bras']}\t"
    assert cross[2] == "—"
    assert cross[4] == f"bras\u200cti {new[4, 'bras']}"
    assert cross[7] == f"\U0002ebf0\u0897 {new[7, 'bras']} \U0002ebf0"
    assert cross[10] == f"東京bras {new[10, 'bras']}。"


@pytest.mark.parametrize("perturbation", ["title_random", "title_random_sparing", "title_placebo"])
def test_undoing_the_edits_gives_back_every_text(perturbation: str, landed: Warehouse) -> None:
    landed.execute("delete from text_set where language = 'no' and split = 'train'")
    perturb(landed, [perturbation], pairs=["da-no"])
    assert landed.one("select count(*) from edit") > 5
    assert undone(landed, perturbation) == TEXTS


def test_a_text_that_is_gone_lands_as_an_empty_one_with_its_options(landed: Warehouse) -> None:
    summary = perturb(landed, ["title_option_only"])
    assert [(one.train_language, one.n_changed) for one in summary.made] == [(None, len(TEXTS))]
    assert after(landed, "title_option_only") == [[""] * len(TEXTS)]
    row = landed.frame("select n_items, n_tokens from text_set where perturbation = 'title_option_only'").row(0)
    assert row == (len(TEXTS), 0)
    options = landed.frame("select title from title_option inner join text_set using (text_set) where n_tokens = 0")
    assert options.to_series().to_list() == [*OPTIONS] * len(TEXTS)
    edits = landed.frame("select original, replacement, token_change from edit order by sentence")
    assert edits.get_column("original").to_list() == TEXTS
    assert (edits.row(0)[2], edits.row(2)[2]) == (-4, 0)


def test_the_reference_makes_one_text_for_both_models_and_ours_two(landed: Warehouse) -> None:
    summary = perturb(landed, ["reference_title_random", "title_random"], pairs=["da-no"])
    assert len(after(landed, "reference_title_random")) == 1
    assert len(after(landed, "title_random")) == 2
    belongs = landed.frame(
        """
        select text_set.language, n_changed from perturbation inner join text_set on train_set = text_set.text_set
        where perturbation.perturbation = 'reference_title_random' order by all
        """
    )
    # Between spaces or ends of the text: bras in items 3, 4 (the second one), 5, 7 and 8, and घर in item 3.
    assert belongs.rows() == [("da", 6), ("no", 6)]
    assert [one.perturbation for one in summary.made].count("reference_title_random") == 1


def test_words_of_a_text_are_found_in_turn() -> None:
    assert list(spans("a ba a, aa", ["a", "ba", "a", "aa"])) == [(0, 1), (2, 4), (5, 6), (8, 10)]
    assert with_words("a ba a, aa", ["a", "ba", "a", "aa"], ["x", "y", "", "zz"]) == "x y , zz"
    assert with_words("…", [], []) == "…"
