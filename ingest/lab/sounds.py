"""How the words of a language sound and are spelt."""

# ruff: noqa: RUF001 - Greek and Cyrillic letters are what is meant

import random
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

_ACUTE = str.maketrans("αεηιουω", "άέήίόύώ")
_VOWELS = frozenset("aeiouyäöüåøàèáéőúõěëwаеоиуыяәөүіоұაეიოუαεηιουω")


class Zipf(Generic[T]):
    """A list to draw from in which early entries are much more frequent."""

    def __init__(self, values: Sequence[T], *, offset: float = 2.0) -> None:
        """Give the entry of rank r the weight 1 / (r + offset)."""
        self.values = tuple(values)
        weights = [1 / (rank + offset) for rank in range(len(self.values))]
        total = sum(weights)
        self._ends = [end / total for end in accumulate(weights)][:-1]

    def draw(self, rng: random.Random) -> T:
        """One entry."""
        return self.values[bisect(self._ends, rng.random())]


@dataclass(frozen=True, kw_only=True)
class Sounds:
    """The syllables of a language: what they begin with, what carries them, what closes them and how often."""

    script: str
    onsets: Zipf[str]
    vowels: Zipf[str]
    codas: Zipf[str]
    closed: float
    bare: float

    def syllables(self, rng: random.Random, n: int) -> str:
        """A stem of `n` syllables, not yet spelt as a word."""
        parts: list[str] = []
        for place in range(n):
            if place or rng.random() >= self.bare:
                parts.append(self.onsets.draw(rng))
            parts.append(self.vowels.draw(rng))
            if rng.random() < (self.closed if place == n - 1 else self.closed * 0.4):
                parts.append(self.codas.draw(rng))
        return "".join(parts)

    def affix(self, rng: random.Random, shape: str) -> str:
        """A bound piece of the given shape: C for a consonant, V for a vowel."""
        simple = [onset for onset in self.onsets.values if len(onset) == 1]
        return "".join(rng.choice(simple) if letter == "C" else self.vowels.draw(rng) for letter in shape)

    def join(self, left: str, right: str) -> str:
        """Two pieces with a linking sound where two vowels or too many consonants would meet."""
        if not left or not right:
            return left + right
        meets = (left[-1] in _VOWELS, right[0] in _VOWELS)
        if meets == (True, True):
            return left + self.codas.values[0][0] + right
        if meets == (False, False):
            return left + self.vowels.values[0][0] + right
        return left + right


def _sounds(script: str, onsets: str, vowels: str, codas: str, closed: float, bare: float = 0.15) -> Sounds:
    return Sounds(
        script=script,
        onsets=Zipf(onsets.split(), offset=5),
        vowels=Zipf(vowels.split(), offset=3),
        codas=Zipf(codas.split(), offset=3),
        closed=closed,
        bare=bare,
    )


SOUNDS = {
    "qbr": _sounds(
        "Latn", "br st t r n l m d g k w h f th s b gr kl", "a e i o u ea oo", "n r l nd ck st ld m t sh", 0.7
    ),
    "qos": _sounds("Geor", "შ კ მ რ ბ დ ლ თ ვ ნ ს გ ხ ზ ც ჯ ბრ მთ", "ა ე ი ო უ", "ნ რ ლ მ ს თ", 0.3),
    "qda": _sounds(
        "Latn", "d l m r b sch k w h g f st tr z n p", "a e i o u ä ei au ö", "r n l ch t nd ng m s rk", 0.65
    ),
    "qfe": _sounds("Latn", "f v r l d h b m n k sk g s j t kn", "e a i o å ø ie", "r n l rd k t ls m nt", 0.6),
    "qmo": _sounds("Cyrl", "м л в г д к р с т н п з б ст пр х", "о а е и у ы я", "н л р к т с в й", 0.4),
    "qte": _sounds("Cyrl", "т ш к б ж д м р л ч қ н с ғ п", "а ә е ө ү і о ұ", "н р л қ ш з т м", 0.55),
    "qha": _sounds("Latn", "c l m r t p d n s v b f g qu pr tr", "a e i o u à è ia io", "n r l s", 0.25),
    "qlu": _sounds("Latn", "l m n r k t p h w v s", "a i u aa e ai o", "n l s", 0.12, 0.3),
    "qar": _sounds("Latn", "v r n k s t l d m g sz cs gy b f z", "a e i o á é ő ú", "k n r t l sz g", 0.5),
    "qga": _sounds("Latn", "g t k h n s r l m b d ts dž š", "a e i u o õ ü y", "n t s l ks r m d", 0.45),
    "qky": _sounds("Grek", "κ ρ μ ν τ σ π λ θ δ φ γ στ πρ χ", "α ε ι ο η ου αι", "ν ρ σ λ", 0.35),
    "qpe": _sounds("Grek", "π λ ρ τ κ β ζ μ ν ξ ψ δ βρ κλ", "ω ε α υ ο ει ι", "ν σ λ ρ ξ", 0.5),
    "qno": _sounds("Latn", "n d l r k t s v b g sk br h f m", "o e a u ö i y", "r n rd l lk nk t v", 0.6),
    "qso": _sounds("Latn", "s r v z k č p l n m d t š b ž gr", "o a e i u ě", "v k n c š r l m ch", 0.4),
    "qil": _sounds("Latn", "ll l v dd m n r c g b gw h rh t f p", "i y a e w o ae", "n r th l dd s ch", 0.55),
    "qre": _sounds("Latn", "r n d l t k m b s ç ş y g h j p", "e a i o ü ë u", "n l k r m z t sh", 0.4),
}

_WORLD = "t r k m f p l g n s b d st gr pr", "a e i o u", "n r l s", 0.15
_ALPHABETS = {
    "Latn": {},
    "Cyrl": str.maketrans("trkmfplgnsbdaeioux", "тркмфплгнсбдаеиоух"),
    "Grek": str.maketrans("trkmfplgnsbdaeioux", "τρκμφπλγνσβδαειουξ"),
}
_WORLD_ENDS = {
    "noun": ("um", "or", "on", "ent", "ia", "is", "ax"),
    "adjective": ("al", "ik", "id"),
    "adverb": ("as", "im"),
}


def loan(rng: random.Random, script: str, kind: str) -> str:
    """A word of the kind that travels between languages, in the script of both."""
    onsets, vowels, codas, closed = _WORLD
    stem = _sounds("Latn", onsets, vowels, codas, closed).syllables(rng, rng.choice((1, 2, 2)))
    simple = Zipf(onsets.split()).draw(rng)
    raw = stem + simple + rng.choice(_WORLD_ENDS[kind])
    return spell(script, raw.translate(_ALPHABETS[script]))


def spell(script: str, raw: str) -> str:
    """A word as written: Greek has an accent and a final sigma, the others stay as they are."""
    if script != "Grek":
        return raw
    places = [place for place, letter in enumerate(raw) if letter in "αεηιουω"]
    if len(places) > 1:
        # Of a digraph the second letter takes the accent.
        place = places[-2]
        if places[-1] == place + 1:
            place = places[-1]
        raw = raw[:place] + raw[place].translate(_ACUTE) + raw[place + 1 :]
    return raw[:-1] + "ς" if raw.endswith("σ") else raw


def capitalised(script: str, word: str) -> str:
    """The word with a capital where the script has capitals."""
    return word if script == "Geor" else word[:1].upper() + word[1:]


class Forms:
    """Which spellings are taken, whatever their case, over all languages."""

    def __init__(self) -> None:
        """Start with none."""
        self._taken: set[str] = set()

    def take(self, forms: Iterable[str]) -> bool:
        """Take all the forms if all are free; say whether it was done."""
        keys = [form.casefold() for form in forms]
        if not self._taken.isdisjoint(keys):
            return False
        self._taken.update(keys)
        return True
