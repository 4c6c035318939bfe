"""Which script a text is written in."""

import unicodedata
from functools import cache


def scripts(text: str) -> frozenset[str]:
    """The scripts of its letters, by the first word of their Unicode names (LATIN, GREEK, CJK, ...)."""
    return frozenset(script for character in text if (script := _script(character)) is not None)


@cache
def _script(character: str) -> str | None:
    if not unicodedata.category(character).startswith("L"):
        return None
    return unicodedata.name(character, "UNKNOWN").split(maxsplit=1)[0].partition("-")[0]
