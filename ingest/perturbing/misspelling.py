"""Misspelling a word: letters within it change places, go missing, are doubled or become others.

The first and the last character stay, as in the noise of Belinkov & Bisk (2018) and the misspellings of Pruthi, Dhingra
& Lipton (2019): people read over such errors (Rawlinson 1976), so what a model loses by them a reader would not.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from ingest.choices import draw
from ingest.perturbing.characters import Kind, characters, is_capital, is_letter, kind

Operation = Literal["swap", "delete", "double", "replace"]
OPERATIONS: tuple[Operation, ...] = ("swap", "delete", "double", "replace")

Letters = Mapping[Kind, Sequence[str]]


def misspelt(word: str, *, rate: float, letters: Letters, names: Sequence[object]) -> str | None:
    """The word with the share `rate` of its characters changed, at least one; None where nothing in it can be.

    Characters are as in `ingest.perturbing.characters`, `letters` those that may be put in, `names` what the choices
    depend on. Only letters between the first and the last character change, and capitals only in words all in
    capitals, so that the word keeps the capitals it has. A change takes the first of the operations, in drawn order,
    that makes another word: swap with the letter that follows, delete (never the last letter of a word), double,
    replace by a letter of the same script and case. A letter changes once.
    """
    signs = characters(word)
    n_wanted = max(1, math.floor(rate * len(signs) + 0.5))
    inner = _changeable(signs, word)
    ordered = sorted(inner, key=lambda at: (draw(*names, "letter", at), at))
    changed: dict[int, str] = {}
    first: dict[int, str] = {}
    n_changes = 0
    for at in ordered:
        if n_changes == n_wanted:
            break
        if at in changed:
            continue
        change = _change(at, signs, inner=inner, changed=changed, letters=letters, names=names)
        if change:
            changed |= change
            first = first or change
            n_changes += 1
    if not changed:
        return None
    new = _written(signs, changed)
    # Two changes can undo one another: of "aa" one doubled, one deleted. One alone never gives the word again.
    return new if _normal(new) != _normal(word) else _written(signs, first)


def _changeable(signs: Sequence[str], word: str) -> list[int]:
    capitals = sum(map(is_capital, signs))
    in_capitals = capitals > 1 and word == word.upper()
    return [
        at for at in range(1, len(signs) - 1) if is_letter(signs[at]) and (in_capitals or not is_capital(signs[at]))
    ]


def _change(
    at: int,
    signs: Sequence[str],
    *,
    inner: Sequence[int],
    changed: Mapping[int, str],
    letters: Letters,
    names: Sequence[object],
) -> dict[int, str]:
    """What stands in the places that one change touches; empty where no operation makes another word."""
    letter = signs[at]
    n_letters = sum(is_letter(changed.get(place, sign) or " ") for place, sign in enumerate(signs))
    following = at + 1
    is_swapped = following in inner and following not in changed
    answers: dict[Operation, Callable[[], dict[int, str]]] = {
        "swap": lambda: {at: signs[following], following: letter} if is_swapped else {},
        "delete": lambda: {at: ""} if n_letters > 1 else {},
        "double": lambda: {at: letter * 2},
        "replace": lambda: _other(letter, at, letters=letters, names=names),
    }
    for operation in sorted(OPERATIONS, key=lambda one: draw(*names, one, at)):
        change = answers[operation]()
        if change and _normal(_written(signs, change)) != _normal("".join(signs)):
            return change
    return {}


def _other(letter: str, at: int, *, letters: Letters, names: Sequence[object]) -> dict[int, str]:
    """Another letter of its kind in the place of a letter; empty where there is none."""
    normal = _normal(letter)
    others = [one for one in letters.get(kind(letter), ()) if _normal(one) != normal]
    return {at: others[draw(*names, "other", at) % len(others)]} if others else {}


def _written(signs: Sequence[str], changed: Mapping[int, str]) -> str:
    return "".join(changed.get(at, sign) for at, sign in enumerate(signs))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
