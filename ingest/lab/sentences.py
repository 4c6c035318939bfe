"""Sentences of a text set: frames filled with words, names placed as planned, loan words counted out."""

import random
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from ingest.lab.frames import Frame, Slot
from ingest.lab.grammar import Grammar
from ingest.lab.lexicon import Lexicon, Noun
from ingest.lab.names import Name
from ingest.lab.plan import MENTIONS_IN_SENTENCE, TYPES
from ingest.lab.sounds import Zipf, capitalised
from ingest.text_sets import TOKEN_SCHEMA

BARE_CUE_RATE = 0.07
CUED_OTHER_RATE = 0.35
TOPIC_RATE = 0.6


class Mention(NamedTuple):
    """A name to be placed: its tokens, its type and whether a cue word stands beside it."""

    name: Name
    kind: str
    has_cue: bool


class LoanPlace(NamedTuple):
    """A token that a loan word may take over."""

    token: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """What is needed to write sentences: words, habits, frames and names of other things."""

    script: str
    lexicon: Lexicon
    grammar: Grammar
    frames: dict[int, tuple[Frame, ...]]
    others: Zipf[Name]


@dataclass(kw_only=True)
class Draft:
    """Tokens being written; `places` are those that may become loan words."""

    forms: list[str] = field(default_factory=list[str])
    tags: list[str] = field(default_factory=list[str])
    ends: list[int] = field(default_factory=list[int])
    places: list[LoanPlace] = field(default_factory=list[LoanPlace])


class Writer:
    """Fills frames."""

    def __init__(self, speaker: Speaker, rng: random.Random, *, topic: Zipf[Noun] | None = None) -> None:
        """Write with the given random numbers, mostly with the nouns of `topic` if there is one."""
        self.speaker, self.rng, self.topic = speaker, rng, topic
        self.draft = Draft()
        self._nouns: dict[int, tuple[Noun, bool]] = {}
        self._mentions: list[Mention] = []
        self._fill = {
            "word": self._word, "entity": self._entity, "noun": self._noun, "misc": self._misc,
            "adjective": self._adjective, "verb": self._verb, "adverb": self._adverb, "number": self._number,
            "year": self._year, "day": self._day, "month": self._month,
        }  # fmt: skip

    def sentence(self, frame: Frame, mentions: list[Mention]) -> None:
        """Append one sentence to the draft."""
        self._nouns.clear()
        self._mentions = mentions[::-1]
        forms = self.draft.forms
        start = len(forms)
        for slot in frame.slots:
            self._fill[slot.kind](slot)
        while not forms[start][0].isalnum():
            start += 1
        forms[start] = capitalised(self.speaker.script, forms[start])
        self.draft.ends.append(len(forms))

    def _put(self, form: str, tag: str = "O") -> None:
        self.draft.forms.append(form)
        self.draft.tags.append(tag)

    def _word(self, slot: Slot) -> None:
        self._put(slot.form)

    def _entity(self, slot: Slot) -> None:
        mention = self._mentions.pop()
        begin = "B-" + mention.kind
        inside = "I-" + mention.kind
        tags = [begin] + [inside] * (len(mention.name) - 1)
        self._named(mention.name, tags, mention.kind if mention.has_cue else "", slot)

    def _misc(self, slot: Slot) -> None:
        name = self.speaker.others.draw(self.rng)
        cue = self.rng.choice(TYPES) if slot.free and self.rng.random() < CUED_OTHER_RATE else ""
        self._named(name, ["O"] * len(name), cue, slot)

    def _named(self, name: Name, tags: list[str], cue: str, slot: Slot) -> None:
        """A name with the cue word of a type beside it, or else with the particle of its case."""
        word = self.speaker.lexicon.cues[cue].draw(self.rng).forms[slot.which] if cue else slot.form
        first = self.speaker.grammar.cue_first if cue else self.speaker.grammar.preposition
        if word and first:
            self._put(word)
        self.draft.forms += name
        self.draft.tags += tags
        if word and not first:
            self._put(word)

    def _lemma(self, slot: Slot) -> tuple[Noun, bool]:
        """The noun of the slot's group, and whether it is a cue noun without an entity."""
        found = self._nouns.get(slot.group)
        if found is None:
            lexicon = self.speaker.lexicon
            if slot.free and self.rng.random() < BARE_CUE_RATE:
                found = (lexicon.cues[self.rng.choice(TYPES)].draw(self.rng), True)
            elif self.topic is not None and self.rng.random() < TOPIC_RATE:
                found = (self.topic.draw(self.rng), False)
            else:
                found = (lexicon.nouns.draw(self.rng), False)
            self._nouns[slot.group] = found
        return found

    def _noun(self, slot: Slot) -> None:
        noun, is_cue = self._lemma(slot)
        if not is_cue:
            self.draft.places.append(LoanPlace(len(self.draft.forms), "noun"))
        self._put(noun.forms[slot.which])

    def _adjective(self, slot: Slot) -> None:
        self.draft.places.append(LoanPlace(len(self.draft.forms), "adjective"))
        gender = self._lemma(slot)[0].gender
        self._put(self.speaker.lexicon.adjectives.draw(self.rng)[gender * 2 + slot.which])

    def _verb(self, slot: Slot) -> None:
        self._put(self.speaker.lexicon.verbs.draw(self.rng)[slot.which])

    def _adverb(self, slot: Slot) -> None:
        del slot
        self.draft.places.append(LoanPlace(len(self.draft.forms), "adverb"))
        self._put(self.speaker.lexicon.adverbs.draw(self.rng))

    def _number(self, slot: Slot) -> None:
        del slot
        self._put(str(self.rng.choice((2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 40, 60, 100, 120, 300))))

    def _year(self, slot: Slot) -> None:
        del slot
        self._put(str(2020 - int(self.rng.random() ** 2 * 200)))

    def _day(self, slot: Slot) -> None:
        del slot
        self._put(str(self.rng.randrange(1, 31)))

    def _month(self, slot: Slot) -> None:
        del slot
        self._put(self.rng.choice(self.speaker.lexicon.months))


def write_set(speaker: Speaker, rng: random.Random, mentions: list[Mention], *, loan_share: float) -> Draft:
    """A text set with the mentions in the given order and exactly the given share of its ordinary words loans."""
    writer = Writer(speaker, rng)
    left = mentions[::-1]
    times = len(mentions) // sum(n * count for n, count in MENTIONS_IN_SENTENCE.items())
    sizes = [n for n, count in MENTIONS_IN_SENTENCE.items() for _ in range(count * times)]
    rng.shuffle(sizes)
    for size in sizes:
        taken = _next_mentions(left, size)
        writer.sentence(rng.choice(speaker.frames[size]), taken)
    _put_loans(writer.draft, speaker, rng, loan_share)
    return writer.draft


def _next_mentions(left: list[Mention], n: int) -> list[Mention]:
    """The next mentions, taken off the end of `left`; a sentence says no name twice while there are others."""
    taken: list[Mention] = []
    for _ in range(n):
        names = {mention.name for mention in taken}
        place = next((place for place in range(len(left) - 1, -1, -1) if left[place].name not in names), -1)
        taken.append(left.pop(place))
    return taken


def n_ordinary_words(draft: Draft) -> int:
    """How many tokens are no part of an entity and have a letter."""
    return sum(tag == "O" and any(map(str.isalpha, form)) for form, tag in zip(draft.forms, draft.tags, strict=True))


def _put_loans(draft: Draft, speaker: Speaker, rng: random.Random, share: float) -> None:
    """Make the share exact; every loan word occurs before any occurs twice."""
    n = round(share * n_ordinary_words(draft))
    loans = speaker.lexicon.loans
    pools = {"noun": loans.noun, "adjective": loans.adjective, "adverb": loans.adverb}
    waiting = {kind: list(pool) for kind, pool in pools.items()}
    frequent = {kind: Zipf(pool) for kind, pool in pools.items()}
    for place in rng.sample(draft.places, n):
        fresh = waiting[place.kind]
        word = fresh.pop() if fresh else frequent[place.kind].draw(rng)
        if draft.forms[place.token][0].isupper():
            word = word[0].upper() + word[1:]
        draft.forms[place.token] = word


def token_frame(draft: Draft) -> pl.DataFrame:
    """The draft as the token frame of a text set."""
    sentences: list[int] = []
    positions: list[int] = []
    start = 0
    for number, end in enumerate(draft.ends):
        sentences += [number] * (end - start)
        positions += range(end - start)
        start = end
    columns = {"sentence": sentences, "position": positions, "form": draft.forms, "tag": draft.tags}
    return pl.DataFrame(columns, schema=TOKEN_SCHEMA)
