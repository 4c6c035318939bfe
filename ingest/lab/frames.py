"""Sentence frames: what stands where, before words are chosen."""

import random
from itertools import count, pairwise
from typing import NamedTuple

from ingest.lab.grammar import Grammar
from ingest.lab.lexicon import PREPOSITIONS

NOMINATIVE, ACCUSATIVE, GENITIVE, OBLIQUE = range(4)
_FRAMES_OF = {0: 40, 1: 80, 2: 110, 3: 60, 4: 20}
_ENTITY_RATE = {0: 0.0, 1: 0.3, 2: 0.5, 3: 0.75, 4: 0.95}
_LONGEST = 13.0
_SHORTEST = 6.0
_TRIES = 3_500
_FEWEST = 6
_STOPS = frozenset(",.?;")
_KINDS = ("plain", "and", "that", "quote", "question", "when", "dated", "but", "because")
_KIND_WEIGHTS = (9, 4, 2, 2, 2, 2, 3, 1.5, 1.5)


class Slot(NamedTuple):
    """One place of a frame.

    `form` is the word itself (kind "word") or the particle of an uncued name; `which` chooses the form of a paradigm;
    slots with one `group` belong to one noun; a `free` one has no entity beside it.
    """

    kind: str
    form: str = ""
    which: int = 0
    group: int = -1
    free: bool = False


class Frame(NamedTuple):
    """A sentence without its words."""

    slots: tuple[Slot, ...]
    n_entities: int


class _Phrase(NamedTuple):
    slots: list[Slot]
    plural: bool


def make_frames(grammar: Grammar, words: dict[str, str], rng: random.Random) -> dict[int, tuple[Frame, ...]]:
    """Frames of a language by their number of entities, 0 to 4."""
    found: dict[int, list[Frame]] = {n: [] for n in _FRAMES_OF}
    for tries in count():
        missing = [n for n, wanted in _FRAMES_OF.items() if len(found[n]) < (wanted if tries < _TRIES else _FEWEST)]
        if not missing:
            break
        deriver = _Deriver(grammar, words, rng, most=rng.choice(missing))
        slots = deriver.sentence()
        if deriver.n_entities in missing and _is_well_formed(slots) and rng.random() < _richness(slots):
            found[deriver.n_entities].append(Frame(_marked(slots), deriver.n_entities))
    return {n: tuple(frames) for n, frames in found.items()}


def _is_well_formed(slots: list[Slot]) -> bool:
    """Whether a sentence is neither short nor long, and no two entities touch."""
    kinds = [slot.kind for slot in slots]
    n_entities = kinds.count("entity")
    length = len(kinds) + 1.1 * n_entities + kinds.count("misc") * 0.5
    touching = any(left == right == "entity" for left, right in pairwise(kinds))
    return _SHORTEST <= length <= _LONGEST + 0.5 * n_entities and not touching


def _richness(slots: list[Slot]) -> float:
    """How readily a sentence is kept: less so when it has few places for loan words."""
    n_places = sum(slot.kind in ("noun", "adjective", "adverb") for slot in slots)
    return min(1.0, n_places / len(slots) / 0.33) if n_places > 1 else 0.3


def _marked(slots: list[Slot]) -> tuple[Slot, ...]:
    """The slots, those free that have no entity beside them; an adjective is as free as its noun."""
    beside = [slot.kind == "entity" for slot in slots]
    near = [any(beside[max(place - 1, 0) : place + 2]) for place in range(len(slots))]
    of_noun = {slot.group: not is_near for slot, is_near in zip(slots, near, strict=True) if slot.kind == "noun"}
    return tuple(
        slot._replace(free=of_noun.get(slot.group, False) if slot.group >= 0 else not is_near)
        for slot, is_near in zip(slots, near, strict=True)
    )


def _without_stray_commas(slots: list[Slot]) -> list[Slot]:
    """The sentence without commas that another stop follows."""
    followers = [slot.form for slot in slots[1:]] + [""]
    return [slot for slot, after in zip(slots, followers, strict=True) if slot.form != "," or after not in _STOPS]


class _Deriver:
    """Expands one sentence from the top."""

    def __init__(self, grammar: Grammar, words: dict[str, str], rng: random.Random, *, most: int) -> None:
        self.grammar, self.words, self.rng, self.most = grammar, words, rng, most
        self.groups = 0
        self.n_entities = 0
        self.entity_rate = _ENTITY_RATE[most]

    def sentence(self) -> list[Slot]:
        """A whole sentence with its full stop."""
        return _without_stray_commas(self._sentence(self.rng.choices(_KINDS, _KIND_WEIGHTS)[0]))

    def _word(self, name: str) -> list[Slot]:
        return [Slot("word", self.words[name])]

    def _mark(self, *marks: str) -> list[Slot]:
        return [Slot("word", mark) for mark in marks if mark]

    def _sentence(self, kind: str) -> list[Slot]:
        comma = self._mark(",") if self.grammar.comma else []
        match kind:
            case "and" | "but" | "because":
                joint = [] if kind == "and" else self._mark(",")
                body = [*self._clause(short=True), *joint, *self._word(kind), *self._clause(short=True)]
            case "that":
                verb = Slot("verb", which=0)
                subject = self._noun_phrase(NOMINATIVE, deep=True).slots
                said = [verb, *subject] if self.grammar.order == "VSO" else [*subject, verb]
                body = [*said, *comma, *self._word("that"), *self._clause(short=True)]
            case "quote":
                opening, closing = self.grammar.quotes
                inner = [*self._mark(opening), *self._clause(short=True), *self._mark(closing, ",")]
                body = [*inner, Slot("verb", which=0), *self._noun_phrase(NOMINATIVE).slots]
            case "question":
                return self._question()
            case "when":
                body = [*self._word("when"), *self._clause(short=True), *self._mark(","), *self._clause(short=True)]
            case "dated":
                body = [*self._date(), *self._clause()]
            case _:
                first = [Slot("adverb"), *self._mark(",")] if self.rng.random() < 0.25 else []  # noqa: PLR2004 - a rate
                body = [*first, *self._clause()]
        return [*body, *self._mark(".")]

    def _question(self) -> list[Slot]:
        opening, closing = self.grammar.ask
        ask = self._word("ask")
        first = ask if self.grammar.question == "first" else []
        last = ask if self.grammar.question == "last" else []
        return [*self._mark(opening), *first, *self._clause(), *last, *self._mark(closing)]

    def _clause(self, *, short: bool = False) -> list[Slot]:
        draw = self.rng.random()
        if draw < 0.16:  # noqa: PLR2004 - a rate
            return self._copular()
        subject = self._subject()
        plural = int(subject.plural)
        particle: list[Slot] = []
        tense = self.rng.choice((0, 0, 0, 1, 1, 2))
        if self.grammar.tense == "particle" and tense != 1:
            particle = self._word("did" if tense == 0 else "will")
        negation = self._word("not") if self.rng.random() < 0.07 else []  # noqa: PLR2004 - a rate
        verb = [*particle, *negation, Slot("verb", which=tense * 2 + plural)]
        if self.rng.random() < 0.3:  # noqa: PLR2004 - a rate
            verb.insert(0, Slot("adverb"))
        place = self._place() if draw > (0.7 if short else 0.5) or draw < 0.3 else []  # noqa: PLR2004 - rates
        has_object = draw > 0.3  # noqa: PLR2004 - a rate
        parts = {"S": subject.slots, "V": verb, "O": self._noun_phrase(ACCUSATIVE).slots if has_object else []}
        if self.grammar.verb_last:
            return [*parts["S"], *place, *parts["O"], *verb]
        return [slot for part in self.grammar.order for slot in parts[part]] + place

    def _copular(self) -> list[Slot]:
        subject = self._subject()
        nouns = [slot.group for slot in subject.slots if slot.kind == "noun"]
        group = nouns[0] if nouns else 0
        plural = int(subject.plural)
        if self.rng.random() < 0.5:  # noqa: PLR2004 - a rate
            rest: list[Slot] = [Slot("adjective", which=plural, group=group)]
        else:
            rest = self._noun(NOMINATIVE, plural=subject.plural, rich=True)
        being = self._mark("\u2014") if self.grammar.dash_copula else self._word(self.rng.choice(("is", "was")))
        place = self._place() if self.rng.random() < 0.6 else []  # noqa: PLR2004 - a rate
        if self.grammar.verb_last:
            return [*subject.slots, *place, *rest, *being]
        if self.grammar.order == "VSO":
            return [*being, *rest, *subject.slots, *place]
        return [*subject.slots, *being, *rest, *place]

    def _subject(self) -> _Phrase:
        if self.rng.random() < 0.1:  # noqa: PLR2004 - a rate
            name = self.rng.choice(("he", "she", "they", "this"))
            return _Phrase(self._word(name), name == "they")
        return self._noun_phrase(NOMINATIVE)

    def _noun_phrase(self, case: int, *, deep: bool = False) -> _Phrase:
        if not deep and self.rng.random() < (0.09 if self.most <= 2 else 0.3):  # noqa: PLR2004 - rates
            return self._list(case)
        if self.n_entities < self.most and self.rng.random() < self.entity_rate:
            self.n_entities += 1
            return _Phrase([Slot("entity", self._particle(case), which=case)], plural=False)
        if self.rng.random() < 0.05:  # noqa: PLR2004 - a rate
            return _Phrase([Slot("misc", self._particle(case), which=case)], plural=False)
        plural = self.rng.random() < 0.3  # noqa: PLR2004 - a rate
        return _Phrase(self._noun(case, plural=plural, rich=not deep), plural)

    def _list(self, case: int) -> _Phrase:
        first, second = (self._noun_phrase(case, deep=True).slots for _ in range(2))
        if self.rng.random() < 0.3:  # noqa: PLR2004 - a rate
            first = [*first, *self._mark(","), *self._noun_phrase(case, deep=True).slots]
        return _Phrase([*first, *self._word("and"), *second], plural=True)

    def _particle(self, case: int) -> str:
        """The word that carries the case of a name, for names have no endings."""
        if not self.grammar.cases:
            return ""
        return {ACCUSATIVE: self.words["object"], GENITIVE: self.words["owner"]}.get(case, "")

    def _noun(self, case: int, *, plural: bool, rich: bool) -> list[Slot]:
        self.groups += 1
        group = self.groups
        definite = self.rng.random() < 0.55  # noqa: PLR2004 - a rate
        noun = Slot("noun", which=definite * 8 + plural * 4 + case, group=group)
        before: list[Slot] = []
        after: list[Slot] = []
        if self.grammar.article == "before":
            before += self._word("the") if definite else [] if plural else self._word("a")
        if plural and self.rng.random() < 0.25:  # noqa: PLR2004 - a rate
            before.append(Slot("number"))
        adjective = Slot("adjective", which=int(plural), group=group)
        if self.rng.random() < (0.6 if rich else 0.4):
            (before if self.grammar.adjective_first else after).append(adjective)
            if rich and self.rng.random() < 0.2:  # noqa: PLR2004 - a rate
                (before if self.grammar.adjective_first else after).append(adjective)
        if rich and self.rng.random() < 0.22:  # noqa: PLR2004 - a rate
            owner = self._owner()
            if self.grammar.possessor_first:
                before = [*owner, *before]
            else:
                after += owner
        elif rich and self.rng.random() < 0.08:  # noqa: PLR2004 - a rate
            after += self._relative(plural=plural)
        return [*before, noun, *after]

    def _owner(self) -> list[Slot]:
        phrase = self._noun_phrase(GENITIVE, deep=True).slots
        if self.grammar.cases:
            return phrase
        of = self._word("of")
        return [*of, *phrase] if self.grammar.preposition else [*phrase, *of]

    def _relative(self, *, plural: bool) -> list[Slot]:
        comma = self._mark(",") if self.grammar.comma else []
        verb = [Slot("verb", which=int(plural))]
        thing = self._noun_phrase(ACCUSATIVE, deep=True).slots
        inner = [*thing, *verb] if self.grammar.verb_last else [*verb, *thing]
        return [*comma, *self._word("who"), *inner, *comma]

    def _place(self) -> list[Slot]:
        word = self._word(self.rng.choice((*PREPOSITIONS, "in", "in", "with")))
        phrase = self._noun_phrase(OBLIQUE, deep=self.rng.random() < 0.5).slots  # noqa: PLR2004 - a rate
        return [*word, *phrase] if self.grammar.preposition else [*phrase, *word]

    def _date(self) -> list[Slot]:
        full = [Slot("day"), Slot("month"), Slot("year")]
        date = full if self.rng.random() < 0.5 else [Slot("year")]  # noqa: PLR2004 - a rate
        if self.grammar.date == "ymd":
            date.reverse()
        word = self._word("in")
        return [*word, *date] if self.grammar.preposition else [*date, *word]
