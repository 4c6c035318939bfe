"""Made-up forms: letters drawn so that they follow one another as in the entities of a text.

The model counts which letter follows which two, apart for each script and for the last place of a run of letters (a
final sigma ends words, a virama seldom does). Where two letters have no known successor, one has to do, then none. Of
what it knows by heart it would make the same forms again: after each few vain attempts it looks back one letter less.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.choices import draw
from ingest.perturbing.characters import characters, in_case_of, runs, script_of
from xlr_warehouse.spans import nfc

START = ""
BEFORE = 2
"""Letters looked back at."""
ATTEMPTS_EACH = 8
ATTEMPTS = 64
"""How often a token is drawn: eight times looking back at two letters, at one, at none; then also without regard to
the place."""
TURNS = 8
"""How often a whole text is made up, where it comes out as one that there is."""


@dataclass(frozen=True, kw_only=True)
class _Weighted:
    """Letters, and up to which number each is drawn."""

    letters: tuple[str, ...]
    up_to: tuple[int, ...]

    def at(self, number: int) -> str:
        return self.letters[bisect_right(self.up_to, number % self.up_to[-1])]


Alphabet = Mapping[tuple[object, ...], _Weighted]
"""Letters by what they depend on: their script; and whether they are the last of a run; and the letters before."""


def learnt(words: Iterable[str]) -> Alphabet:
    """How letters follow one another in distinct lower-case words."""
    counts: dict[tuple[object, ...], Counter[str]] = {}
    for word in sorted(set(words)):
        for script, run in runs(characters(word)):
            before = (START,) * BEFORE
            for place, letter in enumerate(run if script is not None else ()):
                for key in _keys(script, is_last=place == len(run) - 1, before=before):
                    counts.setdefault(key, Counter())[letter] += 1
                before = (*before[1:], letter)
    return {key: _weighted(counter) for key, counter in counts.items()}


def _keys(script: str | None, *, is_last: bool, before: Sequence[str]) -> list[tuple[object, ...]]:
    """What a letter may depend on, from all to the least."""
    return [*((script, is_last, *before[start:]) for start in range(len(before) + 1)), (script,)]


def _weighted(counter: Counter[str]) -> _Weighted:
    ordered = sorted(counter.items())
    return _Weighted(letters=tuple(letter for letter, _ in ordered), up_to=tuple(accumulate(n for _, n in ordered)))


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What there is already: the forms, words and mention texts of a test set."""

    forms: frozenset[str]
    words: frozenset[str]
    texts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Maker:
    """Makes up forms. `names` are what every random choice depends on besides the texts."""

    alphabet: Alphabet
    taken: Taken
    names: tuple[object, ...]

    def made_up(self, forms: Sequence[str], text: str, entity_type: str) -> list[str] | None:
        """New forms in the place of those of a mention; None where none were found."""
        for turn in range(TURNS):
            made = [self._form(nfc(form), (text, entity_type, turn, place)) for place, form in enumerate(forms)]
            found = [form for form in made if form is not None]
            if len(found) < len(forms):
                return None
            if " ".join(found) not in self.taken.texts:
                return found
        return None

    def _form(self, form: str, names: tuple[object, ...]) -> str | None:
        """A made-up form like this one; the form itself where it has no letter."""
        signs = characters(form)
        n_letters = sum(script_of(sign) is not None for sign in signs)
        if n_letters == 0:
            return form
        for attempt in range(ATTEMPTS):
            drawn = self._drawn(signs, attempt, (*names, attempt))
            made = nfc("".join(in_case_of(old, new) for old, new in zip(signs, drawn, strict=True)))
            is_new = made not in self.taken.forms and nfc("".join(drawn)) not in self.taken.words
            if made != form and (n_letters == 1 or is_new):
                return made
        return None

    def _drawn(self, signs: list[str], attempt: int, names: tuple[object, ...]) -> list[str]:
        """A letter for each letter, in lower case; the rest as it is."""
        drawn: list[str] = []
        for script, run in runs(signs):
            before = (START,) * BEFORE
            for place, sign in enumerate(run):
                keys = _keys(script, is_last=place == len(run) - 1, before=before)[attempt // ATTEMPTS_EACH :]
                key = next((key for key in keys if key in self.alphabet), (script,))
                weighted = self.alphabet.get(key)
                number = draw(*self.names, "letter", *names, len(drawn))
                drawn.append(sign if weighted is None else weighted.at(number))
                before = (*before[1:], drawn[-1])
        return drawn
