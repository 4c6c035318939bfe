"""Questions about a page: whose section is this? Sections, distractors and the order of options are drawn by hash."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ingest.choices import draw
from ingest.wikipedia.wikitext import Section

OPTIONS = "ABCD"
LONGER_THAN = 200
SECTIONS_OF_PAGE = 4


@dataclass(frozen=True, kw_only=True)
class Question:
    """A section's text, four headings of its page in the order A to D, and the letter of its own."""

    text: str
    options: tuple[str, ...]
    correct: str


def questions_of(
    sections: Sequence[Section], *, left_out: AbstractSet[str], page: tuple[object, ...]
) -> tuple[Question, ...]:
    """Up to four questions, in the order of their sections; none when the page has under four distinct headings.

    A section can be drawn when its text has more than 200 characters and no markup left, each text and each heading
    once. Headings in `left_out` are neither asked for nor offered. `page` names the page in every draw.
    """
    asked = [section for section in sections if section.key and section.key not in left_out]
    titles = {section.key: section.heading for section in reversed(asked)}
    if len(titles) < len(OPTIONS):
        return ()
    usable = [
        (number, section)
        for number, section in enumerate(asked)
        if len(section.text) > LONGER_THAN and not section.has_markup
    ]
    usable.sort(key=lambda numbered: draw("section", *page, numbered[0]))
    drawn: list[tuple[int, Section]] = []
    for number, section in usable:
        is_new = all(section.key != other.key and section.text != other.text for _, other in drawn)
        if is_new and len(drawn) < SECTIONS_OF_PAGE:
            drawn.append((number, section))
    return tuple(_question(section, number, titles, page) for number, section in sorted(drawn, key=lambda one: one[0]))


def _question(section: Section, number: int, titles: dict[str, str], page: tuple[object, ...]) -> Question:
    """One section's own heading beside three others of its page, each kind of draw by its own hash."""
    others = sorted(titles.keys() - {section.key}, key=lambda key: (draw("distractor", *page, number, key), key))
    shown = {section.key: section.heading} | {key: titles[key] for key in others[: len(OPTIONS) - 1]}
    order = sorted(shown, key=lambda key: (draw("option", *page, number, key), key))
    return Question(
        text=section.text,
        options=tuple(shown[key] for key in order),
        correct=OPTIONS[order.index(section.key)],
    )
