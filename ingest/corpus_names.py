"""What a corpus may be called."""

import re

from xlr_warehouse.errors import InputError

NAME = re.compile(r"\w(?:[\w.+-]*\w)?")
"""Letters, digits and underscores of any script, and `.`, `+` and `-` within."""


def check_corpus_name(name: str) -> None:
    """Refuse a name that could not be typed or be part of the name of a run."""
    if NAME.fullmatch(name) is None:
        raise InputError(
            f"{name!r} is no name for a corpus; use letters, digits and '_', with '.', '+' and '-' between them."
        )
