"""The words of a language and their paradigms."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ingest.lab.grammar import GRAMMARS, Grammar
from ingest.lab.plan import TYPES, Language, generator
from ingest.lab.sounds import SOUNDS, Forms, Sounds, Zipf, capitalised, loan, spell

FUNCTION_WORDS = (
    "of",
    "in",
    "and",
    "the",
    "a",
    "with",
    "from",
    "that",
    "who",
    "not",
    "he",
    "she",
    "they",
    "this",
    "is",
    "was",
    "but",
    "on",
    "to",
    "when",
    "because",
    "ask",
    "object",
    "owner",
    "after",
    "did",
    "will",
)
PREPOSITIONS = ("in", "with", "from", "on", "to", "after")
CUES_OF_TYPE = 5
N_TOPICS = 14
_LOANS = {"noun": 45, "adjective": 15, "adverb": 8}


class Noun(NamedTuple):
    """A noun: its gender and its forms, numbered definite * 8 + plural * 4 + case."""

    gender: int
    forms: tuple[str, ...]


class Topic(NamedTuple):
    """A topic of section texts: its headings and its own nouns."""

    headings: tuple[str, ...]
    nouns: Zipf[Noun]


@dataclass(frozen=True, kw_only=True)
class Loans:
    """Words that a source and its target share and neither inflects."""

    noun: tuple[str, ...]
    adjective: tuple[str, ...]
    adverb: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """All words of a language.

    Adjective forms are numbered gender * 2 + plural, verb forms tense * 2 + plural (past, present, future). `cues` are
    the nouns that reveal an entity type beside a name.
    """

    function: dict[str, str]
    nouns: Zipf[Noun]
    adjectives: Zipf[tuple[str, ...]]
    verbs: Zipf[tuple[str, ...]]
    adverbs: Zipf[str]
    months: tuple[str, ...]
    cues: dict[str, Zipf[Noun]]
    topics: tuple[Topic, ...]
    loans: Loans


def make_loans(rng: random.Random, script: str, forms: Forms) -> Loans:
    """The loan words of a pair, none of them taken before."""
    made = {
        kind: tuple(_new(forms, lambda kind=kind: (loan(rng, script, kind),))[0] for _ in range(n))
        for kind, n in _LOANS.items()
    }
    return Loans(noun=made["noun"], adjective=made["adjective"], adverb=made["adverb"])


def make_lexicon(language: Language, *, seed: int, forms: Forms, loans: Loans, loan_topics: int) -> Lexicon:
    """The lexicon of a language, with no form that any other word has."""
    rng = generator(seed, language.code, "lexicon")
    builder = _Builder(rng, SOUNDS[language.code], GRAMMARS[language.code], forms)
    function = {word: builder.plain(1, 1, 1, 1, 1, 2) for word in FUNCTION_WORDS}
    topics = [builder.topic(None) for _ in range(N_TOPICS)]
    for number in range(loan_topics):
        topics[number] = builder.topic(loans.noun[number * 3 : number * 3 + 3])
    return Lexicon(
        function=function,
        nouns=Zipf([builder.noun() for _ in range(60)]),
        adjectives=Zipf([builder.adjective() for _ in range(35)]),
        verbs=Zipf([builder.verb() for _ in range(45)]),
        adverbs=Zipf([builder.plain(2) for _ in range(24)]),
        months=tuple(builder.plain(2) for _ in range(12)),
        cues={kind: Zipf([builder.noun() for _ in range(CUES_OF_TYPE)], offset=1) for kind in TYPES},
        topics=tuple(topics),
        loans=loans,
    )


def _new(forms: Forms, draw: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """What `draw` gives as soon as none of it is taken."""
    while True:
        drawn = draw()
        if min(map(len, drawn)) > 1 and forms.take(drawn):
            return drawn


class _Builder:
    """Draws lemmas with one set of endings."""

    def __init__(self, rng: random.Random, sounds: Sounds, grammar: Grammar, forms: Forms) -> None:
        """Draw the endings: they are the same for all words of the language."""
        self.rng, self.sounds, self.grammar, self.forms = rng, sounds, grammar, forms
        case_shapes = ("", "VC", "V", "CV") if grammar.cases else ("", "", "", "")
        self.cases = self._distinct(case_shapes)
        self.plural = sounds.affix(rng, "CV" if grammar.plural == "prefix" else "VC")
        self.definite = sounds.affix(rng, "VC") if grammar.article == "suffix" else ""
        self.genders = self._distinct(("", "V", "VC")[: grammar.genders])
        self.adjective_plural = self._distinct(("V", "VC", "V")[: grammar.genders]) if grammar.genders > 1 else [""]
        self.tenses = [""] * 3 if grammar.tense == "particle" else self._distinct(("V", "VC", "CVC"))
        self.verb_plural = sounds.affix(rng, "C" if grammar.order == "VSO" else "VC")

    def _distinct(self, shapes: tuple[str, ...]) -> list[str]:
        found: list[str] = []
        for shape in shapes:
            piece = self.sounds.affix(self.rng, shape)
            for _ in range(50):
                if piece not in found or not shape:
                    break
                piece = self.sounds.affix(self.rng, shape)
            found.append(piece)
        return found

    def _stem(self, *lengths: int) -> str:
        return self.sounds.syllables(self.rng, self.rng.choice(lengths))

    def _spell(self, *pieces: str) -> str:
        whole = ""
        for piece in pieces:
            whole = self.sounds.join(whole, piece)
        return spell(self.sounds.script, whole)

    def plain(self, *lengths: int) -> str:
        """A word without forms, of one of the given numbers of syllables."""
        return _new(self.forms, lambda: (self._spell(self._stem(*lengths)),))[0]

    def noun(self) -> Noun:
        """A noun with its paradigm."""
        drawn = _new(self.forms, lambda: self._noun_forms(self._stem(1, 1, 1, 2)))
        return Noun(self.rng.randrange(self.grammar.genders), drawn)

    def _noun_forms(self, stem: str) -> tuple[str, ...]:
        found: list[str] = []
        for definite in ("", self.definite):
            for plural in ("", self.plural):
                for case in self.cases:
                    if self.grammar.plural == "prefix":
                        form = self._spell(plural, stem, case, definite)
                    else:
                        form = self._spell(stem, plural, case, definite)
                    found.append(capitalised(self.sounds.script, form) if self.grammar.capital_nouns else form)
        return tuple(found)

    def adjective(self) -> tuple[str, ...]:
        """An adjective with its paradigm."""
        return _new(self.forms, lambda: self._adjective_forms(self._stem(1, 1, 2)))

    def _adjective_forms(self, stem: str) -> tuple[str, ...]:
        pairs = zip(self.genders, self.adjective_plural, strict=True)
        return tuple(self._spell(stem, ending) for pair in pairs for ending in pair)

    def verb(self) -> tuple[str, ...]:
        """A verb with its paradigm."""
        return _new(self.forms, lambda: self._verb_forms(self._stem(1, 1, 2)))

    def _verb_forms(self, stem: str) -> tuple[str, ...]:
        found: list[str] = []
        for tense in self.tenses:
            for plural in ("", self.verb_plural):
                pieces = (tense, stem, plural) if self.grammar.tense == "prefix" else (stem, tense, plural)
                found.append(self._spell(*pieces))
        return tuple(found)

    def topic(self, shared: tuple[str, ...] | None) -> Topic:
        """A topic with its headings and nouns; `shared` are loan words that belong to it, the first a heading."""
        nouns = [self.noun() for _ in range(10)]
        heading = nouns[self.rng.randrange(3)].forms[0]
        if shared:
            nouns[:0] = [Noun(0, (word,) * 16) for word in shared]
            heading = shared[0]
        script = self.sounds.script
        adjective = self.plain(2)
        first, second = (adjective, heading) if self.grammar.adjective_first else (heading, adjective)
        return Topic((capitalised(script, heading), capitalised(script, f"{first} {second}")), Zipf(nouns))
