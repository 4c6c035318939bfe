"""Which sections are asked about, and among which headings."""

from collections.abc import Iterable

from ingest.wikipedia.questions import Question, questions_of
from ingest.wikipedia.wikitext import Section

LONG = "word " * 60


def section(heading: str, text: str, *, has_markup: bool = False) -> Section:
    return Section(heading=heading, key=heading.casefold(), text=text, has_markup=has_markup)


def page(*headings: str) -> list[Section]:
    return [section(heading, f"{heading} {number} {LONG}") for number, heading in enumerate(headings)]


def ask(sections: Iterable[Section], *, left_out: Iterable[str] = (), seed: int = 1) -> tuple[Question, ...]:
    return questions_of(list(sections), left_out=frozenset(left_out), page=(seed, "xx", 7))


def right(question: Question) -> str:
    return question.options["ABCD".index(question.correct)]


def test_each_question_has_its_own_heading_among_four_distinct_ones() -> None:
    for question in ask(page("A", "B", "C", "D", "E", "F", "G")):
        assert len(set(question.options)) == 4
        assert question.text.startswith(right(question))


def test_at_most_four_sections_of_a_page_are_asked_about_in_their_order() -> None:
    asked = [right(question) for question in ask(page(*"ABCDEFGH"))]
    assert len(asked) == 4
    assert asked == sorted(asked)


def test_page_with_three_distinct_headings_gives_none() -> None:
    assert ask(page("A", "B", "C", "a")) == ()


def test_short_sections_give_headings_but_no_questions() -> None:
    sections = [section("A", "x" * 201), section("B", "x" * 200), section("C", ""), section("D", "short")]
    assert [right(question) for question in ask(sections)] == ["A"]


def test_section_with_markup_left_in_it_is_not_asked_about() -> None:
    sections = [*page("A", "B", "C", "D"), section("E", LONG, has_markup=True)]
    assert "E" not in {right(question) for question in ask(sections)}


def test_boilerplate_is_neither_answer_nor_distractor() -> None:
    sections = page("A", "B", "References", "C", "D", "E", "References")
    offered = {option for question in ask(sections, left_out={"references"}) for option in question.options}
    assert offered == {"A", "B", "C", "D", "E"}
    assert ask(page("A", "B", "C", "References"), left_out={"references"}) == ()
    assert ask(page("A", "B", "C", "References"))


def test_repeated_heading_is_asked_about_once_with_its_own_text() -> None:
    for seed in range(20):
        asked = ask(page("A", "B", "A", "C", "D"), seed=seed)
        assert len({right(question) for question in asked}) == len(asked) == 4
        for question in asked:
            assert question.text.split()[0] == right(question)


def test_repeated_text_is_asked_about_once() -> None:
    sections = [section(heading, LONG) for heading in "ABCD"]
    assert len(ask(sections)) == 1


def test_the_right_answer_stands_everywhere_about_as_often() -> None:
    letters = [question.correct for seed in range(300) for question in ask(page(*"ABCDE"), seed=seed)]
    assert all(240 < letters.count(letter) < 360 for letter in "ABCD")
