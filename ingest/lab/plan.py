"""What is planted: eight pairs of languages and four shares for each."""

import random
from dataclasses import dataclass

TYPES = ("PER", "LOC", "ORG")
MENTIONS_OF_TYPE = 300
"""Gold mentions of one type in a test set; a training set has twice as many."""

MENTIONS_IN_SENTENCE = {1: 120, 2: 225, 3: 90, 4: 15}
"""How many of the 450 test sentences have so many mentions: 900 mentions in all."""

QUANTITIES = ("entity_seen_in_source", "entity_seen_in_native", "context_cue", "word_seen_in_source")


@dataclass(frozen=True, kw_only=True)
class Language:
    """One invented language: its local-use code, its name and the ISO 15924 code of its script."""

    code: str
    name: str
    script: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A source and a target language and the shares planted in the target's test set, all by occurrence."""

    source: Language
    target: Language
    seen_in_source: float
    seen_in_native: float
    context_cue: float
    word_seen_in_source: float

    @property
    def shares(self) -> dict[str, float]:
        """The planted share of each of `QUANTITIES`."""
        planted = (self.seen_in_source, self.seen_in_native, self.context_cue, self.word_seen_in_source)
        return dict(zip(QUANTITIES, planted, strict=True))


def _pair(
    source: tuple[str, str, str], target: tuple[str, str, str], shares: tuple[float, float, float, float]
) -> Pair:
    code, name, script = source
    first = Language(code=code, name=name, script=script)
    code, name, script = target
    return Pair(
        source=first,
        target=Language(code=code, name=name, script=script),
        seen_in_source=shares[0],
        seen_in_native=shares[1],
        context_cue=shares[2],
        word_seen_in_source=shares[3],
    )


# The four columns of shares have correlations below 0.3 with one another (a test says so).
PAIRS = (
    _pair(("qbr", "Brannish", "Latn"), ("qos", "Oshkari", "Geor"), (0.00, 0.30, 0.60, 0.05)),
    _pair(("qda", "Dalmeric", "Latn"), ("qfe", "Ferrish", "Latn"), (0.13, 0.75, 0.95, 0.14)),
    _pair(("qmo", "Molgan", "Cyrl"), ("qte", "Teshkan", "Cyrl"), (0.27, 0.50, 0.10, 0.26)),
    _pair(("qha", "Halcine", "Latn"), ("qlu", "Lumari", "Latn"), (0.40, 0.90, 0.50, 0.23)),
    _pair(("qar", "Arvenic", "Latn"), ("qga", "Gantish", "Latn"), (0.54, 0.20, 0.90, 0.20)),
    _pair(("qky", "Kyrean", "Grek"), ("qpe", "Pelorian", "Grek"), (0.67, 0.60, 0.05, 0.11)),
    _pair(("qno", "Nordelian", "Latn"), ("qso", "Sorvic", "Latn"), (0.80, 0.40, 0.80, 0.17)),
    _pair(("qil", "Ilvish", "Latn"), ("qre", "Rendal", "Latn"), (0.93, 0.80, 0.30, 0.08)),
)


def generator(seed: int, *path: str) -> random.Random:
    """A stream of random numbers that depends on the seed and on what it is for, and on nothing else."""
    return random.Random("/".join((str(seed), *path)))  # noqa: S311 - texts, not secrets
