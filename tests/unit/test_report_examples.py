"""The examples of the report: real sentences whole and in order, edits marked, and nothing chosen by hand."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reports.examples.cards import Card, Cards, Line, Part
from reports.examples.markup import cards_html
from reports.examples.ner import A_CELL, ner_cards
from reports.examples.titles import N_WORDS, title_cards
from reports.query import Query
from tests.made_study import land_run, land_study, land_text
from tests.made_titles import TITLES
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


@pytest.fixture(scope="module")
def study(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("examples") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse)
    return path


def whole(line: Line) -> str:
    return " ".join(part.text for part in line.parts)


def test_a_card_holds_the_sentence_before_and_after_word_for_word(study: Path) -> None:
    with Warehouse.reading(study) as warehouse:
        query, cards = ner_cards(warehouse)
        sample = warehouse.frame(query.shown)
        text = warehouse.frame(
            "select text_set, sentence, string_agg(form, ' ' order by position) as text from token group by all"
        )
    texts = {(row[0], row[1]): row[2] for row in text.iter_rows()}
    assert len(cards) == sample.height > 20
    for card, row in zip(cards, sample.iter_rows(named=True), strict=True):
        before, after = card.lines
        assert whole(before) == texts[row["original"], row["sentence"]]
        assert whole(after) == texts[row["text_set"], row["sentence"]]


def test_what_is_marked_is_what_was_replaced(study: Path) -> None:
    with Warehouse.reading(study) as warehouse:
        query, cards = ner_cards(warehouse)
        with warehouse.relation("sample", warehouse.frame(query.shown)):
            edits = warehouse.frame(
                "select edit.original as put_out, edit.replacement as put_in from sample "
                "inner join edit using (perturbation_id, sentence)"
            )
    marked = [tuple(part.text for line in card.lines for part in line.parts if part.is_edited) for card in cards]
    assert sorted(marked) == sorted(edits.rows())


def test_each_cell_has_a_few_and_its_outcome_is_that_of_the_gold_entities(study: Path) -> None:
    with Warehouse.reading(study) as warehouse:
        query, cards = ner_cards(warehouse)
        cells = warehouse.frame(f"select count(*) as n from ({query.shown}) group by perturbation, setting, outcome")
    assert max(cells.get_column("n").to_list()) <= A_CELL
    for card in cards:
        n_before, n_after = (
            sum(part.is_entity for part in line.parts) - sum(part.error == "spurious" for part in line.parts)
            for line in card.lines
        )
        (outcome,) = card.facets["what became of it"]
        assert (outcome == "lost") == (n_after < n_before)
        assert (outcome == "gained") == (n_after > n_before)
        assert ("none" in card.facets["error after"]) == (not any(part.error for part in card.lines[1].parts))


def test_errors_are_told_apart(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_study(warehouse, shares={("aa", "bb"): (0.5, 0.5)}, seeds=(1,))
        # One found entity a sentence, now shorter by its first token: an overlap with another boundary.
        warehouse.execute(
            "update predicted_mention set first_token = first_token + 1, is_correct = false where sentence % 2 = 0"
        )
        warehouse.execute("delete from predicted_mention where sentence % 4 = 1")
        _, cards = ner_cards(warehouse)
    errors = {error for card in cards for error in card.facets["error after"]}
    assert errors == {"none", "missed", "wrong boundary", "wrong type"}
    labels = [
        part.label for card in cards for line in card.lines for part in line.parts if part.error == "wrong boundary"
    ]
    assert all(re.fullmatch(r"\w+, found \S+ as \w+", label) for label in labels)


def test_a_title_item_shows_its_edit_and_every_title_before_and_after(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        warehouse.execute(TITLES)
        _, (card,) = title_cards(warehouse)
    before, after, titles = card.lines
    assert "".join(part.text for part in before.parts) == "A hill, a <b>."
    assert [part.text for line in (before, after) for part in line.parts if part.is_edited] == ["hill", "valley"]
    assert [(part.text, part.label, part.error) for part in titles.parts] == [
        ("Title A", "0.10 → 0.75, chosen after", "wrong choice"),
        ("Title B", "right, 0.90 → 0.25, chosen before", None),
    ]
    assert card.facets["what became of it"] == ("lost",)


def test_a_long_text_is_cut_and_an_empty_one_says_so(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        warehouse.execute(TITLES)
        warehouse.execute("update title_item set text = repeat('word ', 500) where text_set = 2")
        warehouse.execute("update title_item set text = '' where text_set = 3")
        _, (card,) = title_cards(warehouse)
    before, after, _ = card.lines
    assert sum(part.text.count("word") for part in before.parts) == N_WORDS
    assert before.parts[-1].text.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert [part.text for part in after.parts] == ["(no text)"]


def test_runs_on_text_as_it_came_have_no_examples(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_text(warehouse)
        land_run(warehouse, train="cc", test="dd", seed=1)
        assert ner_cards(warehouse)[1] == []
        assert title_cards(warehouse)[1] == []


def test_hostile_text_is_text_in_every_place_of_a_card() -> None:
    hostile = "<script>alert(1)</script>\"'\u202e"
    card = Card(
        title=hostile,
        note=hostile,
        lines=(Line(heading=hostile, parts=(Part(text=hostile, label=hostile, is_edited=True),), language="xx"),),
        facets={"language": (hostile,)},
    )
    block = Cards(caption=hostile, facets=("language",), cards=(card,), query=Query(sql="select 1"))
    page = cards_html(block, query="")
    assert "<script" not in page
    assert "\u202e" not in page
    assert re.findall(r'="[^"]*<', page) == []
