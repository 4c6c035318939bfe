"""Characters as readers count them: a sign with the marks that stand on it, and which letters are alike."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby

from ingest.scripts import scripts
from xlr_warehouse.spans import nfc

JOINERS = "\u200c\u200d"
"""They stand between two letters and belong to the one before."""

Kind = tuple[frozenset[str], str]
"""What letters have in common that may stand for one another: their script and their case."""


def characters(text: str) -> list[str]:
    """The text cut before each sign that is no combining mark (category M) and no joiner.

    So a character never begins with one, but where the text does.
    """
    cut: list[str] = []
    for sign in text:
        if cut and (sign in JOINERS or unicodedata.category(sign).startswith("M")):
            cut[-1] += sign
        else:
            cut.append(sign)
    return cut


def is_letter(character: str) -> bool:
    """Whether the sign that bears the marks is a letter."""
    return unicodedata.category(character[0]).startswith("L")


def is_capital(character: str) -> bool:
    """Whether a letter is an upper-case or title-case one; letters of scripts without case are not."""
    return unicodedata.category(character[0]) in {"Lu", "Lt"}


def kind(letter: str) -> Kind:
    """The script and case (capital, small or none) of a letter; modifier letters are a kind of their own."""
    category = unicodedata.category(letter[0])
    return scripts(letter[0]), category


def letters_by_kind(words: Iterable[str]) -> Mapping[Kind, tuple[str, ...]]:
    """The distinct letters of the words, with the marks they bear there, in order."""
    found: dict[Kind, set[str]] = {}
    for character in {character for word in set(words) for character in characters(word)}:
        if is_letter(character):
            found.setdefault(kind(character), set()).add(character)
    return {one: tuple(sorted(letters)) for one, letters in found.items()}


@cache
def script_of(character: str) -> str | None:
    """The script of a letter; None for what is no letter."""
    return next(iter(scripts(character[0])), None)


def runs(text: Sequence[str]) -> list[tuple[str | None, list[str]]]:
    """The characters gathered in the longest runs of one script."""
    return [(script, list(run)) for script, run in groupby(text, key=script_of)]


def in_case_of(original: str, letter: str) -> str:
    """A lower-case letter as a capital where the original is one and it has a capital of one letter."""
    if not is_capital(original):
        return letter
    capital = nfc(letter.upper())
    return capital if len(characters(capital)) == 1 else letter
