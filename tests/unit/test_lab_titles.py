import polars as pl
import pytest

from ingest.corpora import lab
from ingest.text_sets import TitleTextSet


@pytest.fixture(scope="module")
def title_sets() -> list[TitleTextSet]:
    return [text_set for text_set in lab.read(seed=1).text_sets if isinstance(text_set, TitleTextSet)]


def test_every_language_has_items_for_training_and_test(title_sets: list[TitleTextSet]) -> None:
    assert len({(text_set.language, text_set.split) for text_set in title_sets}) == 32
    assert {(text_set.split, text_set.items.height) for text_set in title_sets} == {("train", 480), ("test", 120)}


def test_an_item_has_four_distinct_options_and_the_correct_one_is_among_them(title_sets: list[TitleTextSet]) -> None:
    for text_set in title_sets:
        by_item = text_set.options.group_by("item").agg("option", distinct=pl.col("title").n_unique())
        assert by_item.height == text_set.items.height
        assert by_item["distinct"].to_list() == [4] * by_item.height
        assert {tuple(options) for options in by_item["option"]} == {("A", "B", "C", "D")}
        assert set(text_set.items["correct"]) == set("ABCD")


def test_the_correct_option_is_not_given_away_by_its_letter(title_sets: list[TitleTextSet]) -> None:
    letters = pl.concat([text_set.items["correct"] for text_set in title_sets])
    assert letters.value_counts(normalize=True)["proportion"].is_between(0.22, 0.28).all()


def test_a_page_has_up_to_four_sections_and_lies_in_one_split(title_sets: list[TitleTextSet]) -> None:
    pages = [set(text_set.items["page"]) for text_set in title_sets]
    assert sum(map(len, pages)) == len(set[str]().union(*pages))
    for text_set in title_sets:
        n_sections = text_set.items.group_by("page").len()["len"]
        assert n_sections.max() == 4
        correct = text_set.items.join(text_set.options, left_on=["item", "correct"], right_on=["item", "option"])
        assert not correct.select("page", "title").is_duplicated().any()


def test_a_distractor_is_a_heading_of_the_same_page(title_sets: list[TitleTextSet]) -> None:
    for text_set in title_sets:
        of_page = text_set.items.join(text_set.options, on="item").group_by("page").agg(pl.col("title").n_unique())
        assert of_page["title"].max() <= 6  # pyright: ignore[reportOptionalOperand, reportOperatorIssue]


def test_a_section_text_is_longer_than_two_hundred_characters_and_tidy(title_sets: list[TitleTextSet]) -> None:
    for text_set in title_sets:
        for text in text_set.items["text"]:
            assert len(text) > 200
            assert "  " not in text
            assert " ," not in text
            assert text[-1] in ".?;"
