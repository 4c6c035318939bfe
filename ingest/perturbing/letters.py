"""A text as letters: each with the marks that belong to it, and what is no letter between them."""

import unicodedata
from functools import cache
from itertools import groupby

from ingest.scripts import scripts
from xlr_warehouse.spans import nfc

JOINERS = "\u200c\u200d"


def letters(text: str) -> list[str]:
    """The text cut before every letter and every sign that is none.

    Combining marks, vowel signs and joiners stay with what they follow, so that a piece never begins with one (but
    where the text does).
    """
    pieces: list[str] = []
    for character in text:
        if pieces and (character in JOINERS or unicodedata.category(character).startswith("M")):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


@cache
def script_of(piece: str) -> str | None:
    """The script of a letter; None for what is no letter."""
    return next(iter(scripts(piece)), None)


def runs(pieces: list[str]) -> list[tuple[str | None, list[str]]]:
    """The pieces gathered in the longest runs of one script."""
    return [(script, list(run)) for script, run in groupby(pieces, key=script_of)]


def in_case_of(original: str, letter: str) -> str:
    """A lower-case letter as a capital where the original is one and it has a capital of one letter."""
    if not (original[0].isupper() or original[0].istitle()):
        return letter
    capital = nfc(letter.upper())
    return capital if len(letters(capital)) == 1 else letter
