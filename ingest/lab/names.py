"""Names: which texts the target's test set has, and which of them which training set has seen."""

import random
from dataclasses import dataclass
from typing import NamedTuple

from ingest.lab.plan import MENTIONS_OF_TYPE, TYPES, Pair, generator
from ingest.lab.sounds import SOUNDS, Forms, Sounds, Zipf, capitalised, spell

Name = tuple[str, ...]
LENGTHS = {"PER": (0.45, 0.45, 0.10), "LOC": (0.65, 0.28, 0.07), "ORG": (0.52, 0.40, 0.08)}
"""Shares of names of one, two and three tokens."""

_TRAIN_COUNTS = (1, 2, 3, 4, 5, 6, 7, 8)
_TRAIN_WEIGHTS = (14, 20, 20, 16, 12, 8, 6, 4)
_ENDING_RATE = 0.3
_LATER_ENDING_RATE = 0.8
_LATER_WORDS = 5
_LATER = "later"
_MANY_CUES = 0.7
_FEW = 40
_MOST_REPEATS = 9


class Cell(NamedTuple):
    """Names of one type that are seen, or not, by the source's and by the target's own training set."""

    in_source: bool
    in_native: bool


@dataclass(frozen=True, kw_only=True)
class Decks:
    """All mentions of one type to be placed, one entry an occurrence."""

    test: list[Name]
    native_train: list[Name]
    source_train: list[Name]
    source_test: list[Name]


class NameMaker:
    """Draws names that nothing else is called."""

    def __init__(self, pair: Pair, *, seed: int, forms: Forms) -> None:
        """Draw a few endings for each type and each style."""
        self.rng = generator(seed, pair.target.code, "names")
        self.forms = forms
        self.both = pair.source.script == pair.target.script
        self.filler_counts = (1, 1, 2) if pair.context_cue > _MANY_CUES else tuple(range(4, 11))
        self.source = SOUNDS[pair.source.code]
        self.target = SOUNDS[pair.target.code]
        self.endings = {
            (is_target, kind): tuple(sounds.affix(self.rng, shape) for shape in ("VC", "CV", "V"))
            for is_target, sounds in ((False, self.source), (True, self.target))
            for kind in (*TYPES, _LATER)
        }

    def style(self, *, target: bool) -> Sounds:
        """The sounds of the next name: either language's by a coin, its own where the scripts differ."""
        if self.both:
            target = self.rng.random() < 0.5  # noqa: PLR2004 - a coin
        return self.target if target else self.source

    def token(self, sounds: Sounds, kind: str) -> str:
        """One new name word; `kind` is a type for a first word, or says that it is a later one."""
        rate = _LATER_ENDING_RATE if kind == _LATER else _ENDING_RATE
        while True:
            raw = sounds.syllables(self.rng, self.rng.choice((1, 1, 1, 2)))
            if self.rng.random() < rate:
                raw = sounds.join(raw, self.rng.choice(self.endings[sounds is self.target, kind]))
            word = spell(sounds.script, raw)
            if len(word) > 2 and self.forms.take((word,)):  # noqa: PLR2004 - no one is called by two letters
                return capitalised(sounds.script, word)

    def new(self, kind: str, length: int, *, target: bool) -> Name:
        """A name of `length` tokens that no other name has."""
        sounds = self.style(target=target)
        return tuple(self.token(sounds, kind if place == 0 else _LATER) for place in range(length))

    def batch(self, kind: str, n: int, *, target: bool) -> list[Name]:
        """`n` distinct names with the lengths of the type in the right proportion, whatever their number.

        Longer ones are put together from words that shorter ones begin with and from words for later places, as the
        names of families, regions and firms are; no other batch has any of these words.
        """
        ends = [round(n * sum(LENGTHS[kind][:place])) for place in range(4)]
        single, *longer = (ends[place + 1] - ends[place] for place in range(3))
        firsts = [self.token(self.style(target=target), kind) for _ in range(max(single, -(-n // 4), 3))]
        laters = [self.token(self.style(target=target), _LATER) for _ in range(_LATER_WORDS)]
        made: list[Name] = [(word,) for word in firsts[:single]]
        taken: set[Name] = set()
        for length, wanted in zip((1, 2), longer, strict=True):
            for _ in range(wanted):
                name = (self.rng.choice(firsts), *self.rng.sample(laters, length))
                while name in taken:
                    name = (self.rng.choice(firsts), *self.rng.sample(laters, length))
                taken.add(name)
                made.append(name)
        self.rng.shuffle(made)
        return made

    def others(self, n: int, *, target: bool) -> Zipf[Name]:
        """Names that are no entities of the three types: works, products, festivals."""
        lengths = self.rng.choices((1, 2), (2, 1), k=n)
        return Zipf([self.new(self.rng.choice(TYPES), length, target=target) for length in lengths], offset=8)


def cell_counts(pair: Pair) -> dict[Cell, int]:
    """How many test mentions of one type lie in each cell: exact margins, else as independent as integers allow."""
    n = MENTIONS_OF_TYPE
    source, native = round(n * pair.seen_in_source), round(n * pair.seen_in_native)
    both = round(source * native / n)
    return {
        Cell(in_source=True, in_native=True): both,
        Cell(in_source=True, in_native=False): source - both,
        Cell(in_source=False, in_native=True): native - both,
        Cell(in_source=False, in_native=False): n - source - native + both,
    }


def make_decks(pair: Pair, kind: str, maker: NameMaker) -> Decks:
    """The mentions of one type in the four text sets of a pair."""
    rng = maker.rng
    test: list[Name] = []
    native: list[Name] = []
    source: list[Name] = []
    counts = cell_counts(pair)
    for cell, n in counts.items():
        names = maker.batch(kind, _n_distinct(cell, counts), target=True)
        repeats = _repeats(rng, len(names), n)
        test += _spread(names, repeats)
        if cell.in_native:
            native += _spread(names, _train_repeats(rng, repeats))
        if cell.in_source:
            source += _spread(names, _train_repeats(rng, repeats))
    native = _filled(maker, kind, native, target=True)
    source = _filled(maker, kind, source, target=False)
    known = rng.sample(source, MENTIONS_OF_TYPE * 6 // 10)
    new = maker.batch(kind, MENTIONS_OF_TYPE - len(known), target=False)
    decks = Decks(test=test, native_train=native, source_train=source, source_test=[*known, *new])
    for deck in (decks.test, decks.native_train, decks.source_train, decks.source_test):
        rng.shuffle(deck)
    return decks


def _n_distinct(cell: Cell, counts: dict[Cell, int]) -> int:
    """How many distinct texts share the occurrences of a cell."""
    n = counts[cell]
    if not (cell.in_source or cell.in_native):
        return n if n <= _FEW else round(n / 1.1)
    rate = 5.0 if cell.in_source and cell.in_native else 4.0
    for place in range(2):
        side = sum(amount for other, amount in counts.items() if other[place] == cell[place])
        if side <= _FEW and not cell[place]:
            return n
        if side <= 3 * _FEW:
            rate = min(rate, 2.0)
    return min(n, -(-n * 10 // round(rate * 10)))


def _repeats(rng: random.Random, n_names: int, n: int) -> list[int]:
    """How often each name occurs: `n` in all, every one at least once, some much more often."""
    repeats = [1] * n_names
    weights = [1 / (rank + 6) for rank in range(n_names)]
    left = n - n_names
    while left:
        place = rng.choices(range(n_names), weights)[0]
        if repeats[place] < _MOST_REPEATS:
            repeats[place] += 1
            left -= 1
    return repeats


def _train_repeats(rng: random.Random, repeats: list[int]) -> list[int]:
    """How often each seen name occurs in training: skewed, and mostly more for what is frequent in the test."""
    counts = sorted(rng.choices(_TRAIN_COUNTS, _TRAIN_WEIGHTS, k=len(repeats)))
    order = sorted(range(len(repeats)), key=lambda place: repeats[place] + 2 * rng.random())
    found = [0] * len(repeats)
    for place, count in zip(order, counts, strict=True):
        found[place] = count
    return found


def _spread(names: list[Name], repeats: list[int]) -> list[Name]:
    return [name for name, n in zip(names, repeats, strict=True) for _ in range(n)]


def _filled(maker: NameMaker, kind: str, deck: list[Name], *, target: bool) -> list[Name]:
    """The deck with names of its own that no test set has, up to twice the size of a test deck."""
    missing = 2 * MENTIONS_OF_TYPE - len(deck)
    counts: list[int] = []
    while sum(counts) < missing:
        drawn = maker.rng.choice(maker.filler_counts)
        counts.append(min(drawn, missing - sum(counts)))
    return [*deck, *_spread(maker.batch(kind, len(counts), target=target), counts)]
