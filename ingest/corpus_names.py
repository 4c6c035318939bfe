"""What a corpus may be called."""

import unicodedata

from xlr_warehouse.errors import InputError

WITHIN = "_.+-"
"""What a name may have besides letters, their marks, and digits; only the underscore at its ends."""


def check_corpus_name(name: str) -> None:
    """Refuse a name that could not be typed, or not be part of the name of a run."""
    fits = name and all(_is_of_a_word(character) or character in WITHIN for character in name)
    if not fits or {name[0], name[-1]} & set(WITHIN) - {"_"}:
        raise InputError(
            f"{name!r} is no name for a corpus; use letters, digits and '_', with '.', '+' and '-' between them."
        )


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
