"""How a name is written in the warehouse, whatever file it came from."""

import re
import unicodedata

LONGEST = 100
"""Characters; what is longer is a sentence."""

LONGEST_RAW = 10 * LONGEST
"""Characters, with all that is taken away; what is longer is not looked at."""

_JOINERS = "\u200c\u200d"  # within a word they spell it (Persian, Marathi), at its ends they do nothing
_IN_PARENTHESES = re.compile(r"(?:\s*\([^()]*\)|\s*\uff08[^\uff08\uff09]*\uff09)+\s*$")


def normalised(raw: str) -> str | None:
    """The name in NFC, or None when it is unusable: without a letter, longer than `LONGEST`, or `LONGEST_RAW` as read.

    Outer white space and joiners, control and invisible characters, and parentheses at the end (which tell apart what
    has one name) are taken away; inner white space becomes one space. Case stays. What comes out stays as it is when it
    is put in again.
    """
    if len(raw) > LONGEST_RAW:
        return None
    name, before = "".join(character for character in raw if _is_kept(character)), None
    while name != before:
        before = name
        name = _IN_PARENTHESES.sub("", " ".join(name.split()).strip(_JOINERS + " "))
    name = unicodedata.normalize("NFC", name)
    if len(name) > LONGEST or not any(character.isalpha() for character in name):
        return None
    return name


def _is_kept(character: str) -> bool:
    if character.isspace() or character in _JOINERS:
        return True
    return character.isprintable() and not unicodedata.category(character).startswith("C")
