"""Section-title items: pages about a named subject, their sections, and four headings to choose from."""

import random
from dataclasses import dataclass, field

import polars as pl

from ingest.lab.lexicon import Topic
from ingest.lab.names import Name
from ingest.lab.sentences import Mention, Speaker, Writer
from ingest.lab.sounds import Zipf
from ingest.text_sets import ITEM_SCHEMA, OPTION_SCHEMA

SHORTEST_TEXT = 200
ITEMS = {"train": 480, "test": 120}
_OPTIONS = "ABCD"
_SECTIONS_OF_PAGE = 4
_EVERY = 2
"""Pages are about every second topic of a language, so loans among them keep their share."""
_NOUNS_OF_TOPIC = 4
"""A section has the commonest nouns of its topic: few enough for a tiny model to learn what belongs together."""
_NO_SPACE_BEFORE = frozenset(",.?;!")


@dataclass(kw_only=True)
class Items:
    """Items of one split, by column."""

    pages: list[str] = field(default_factory=list[str])
    texts: list[str] = field(default_factory=list[str])
    correct: list[str] = field(default_factory=list[str])
    titles: list[list[str]] = field(default_factory=list[list[str]])

    def frames(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The frames of items and options."""
        numbers = range(len(self.pages))
        items = {"item": numbers, "page": self.pages, "text": self.texts, "correct": self.correct}
        options = {
            "item": [number for number in numbers for _ in _OPTIONS],
            "option": [letter for _ in numbers for letter in _OPTIONS],
            "title": [title for titles in self.titles for title in titles],
        }
        return pl.DataFrame(items, schema=ITEM_SCHEMA), pl.DataFrame(options, schema=OPTION_SCHEMA)


def write_items(speaker: Speaker, rng: random.Random, subjects: list[Name], n: int) -> Items:
    """`n` items on as many pages as they need, each page about another of `subjects`."""
    items = Items()
    topics = [
        topic._replace(nouns=Zipf(topic.nouns.values[:_NOUNS_OF_TOPIC])) for topic in speaker.lexicon.topics[::_EVERY]
    ]
    for subject in subjects:
        if len(items.pages) >= n:
            break
        chosen = rng.sample(topics, rng.randrange(_SECTIONS_OF_PAGE, _SECTIONS_OF_PAGE + 3))
        headings = [topic.headings[rng.random() < 0.3] for topic in chosen]  # noqa: PLR2004 - a rate
        for place in sorted(rng.sample(range(len(chosen)), min(_SECTIONS_OF_PAGE, n - len(items.pages)))):
            _add_item(items, rng, headings, place)
            items.pages.append(" ".join(subject))
            items.texts.append(section_text(speaker, rng, subject, chosen[place]))
    return items


def _add_item(items: Items, rng: random.Random, headings: list[str], place: int) -> None:
    """The right heading and three others of the page, shuffled."""
    others = [heading for other, heading in enumerate(headings) if other != place]
    titles = [headings[place], *rng.sample(others, len(_OPTIONS) - 1)]
    rng.shuffle(titles)
    items.titles.append(titles)
    items.correct.append(_OPTIONS[titles.index(headings[place])])


def section_text(speaker: Speaker, rng: random.Random, subject: Name, topic: Topic) -> str:
    """Two to five sentences on a topic, longer than 200 characters; more where the words are very short."""
    writer = Writer(speaker, rng, topic=topic.nouns)
    wanted = rng.choice((2, 3, 3, 4))
    text = ""
    while len(writer.draft.ends) < wanted or len(text) <= SHORTEST_TEXT:
        size = 1 if rng.random() < 0.35 else 0  # noqa: PLR2004 - a rate
        writer.sentence(rng.choice(speaker.frames[size]), [Mention(subject, "LOC", has_cue=False)] * size)
        text = running_text(writer.draft.forms, speaker.grammar.quotes, speaker.grammar.ask[0])
    return text


def running_text(forms: list[str], quotes: tuple[str, str], ask: str) -> str:
    """Tokens as a text: no space before a stop, none inside quotation marks."""
    parts: list[str] = []
    glued = True
    is_open = False
    for form in forms:
        closes = form == quotes[1] and is_open
        if parts and not glued and not closes and form not in _NO_SPACE_BEFORE:
            parts.append(" ")
        parts.append(form)
        opens = form == quotes[0] and not is_open
        is_open = opens or (is_open and not closes)
        glued = opens or (bool(ask) and form == ask)
    return "".join(parts)
