"""Text from corpora made safe to show: every sign seen, none acting."""

import html
import re
import unicodedata
from typing import Literal

import polars as pl

ACTING = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
"""Control characters, line separators and signs that turn the direction of text: none has a business in a name."""

CODE = r"`([\w./ -]+)`"
"""What is set as code in a sentence: values from a warehouse may hold backticks of their own."""


LONGEST = 80
"""Characters of a word that are shown: no language's words are longer, and what is was not meant to be read."""


def visible(text: str) -> str:
    """The text with every acting sign written as its number, such as [U+202E]."""
    return re.sub(ACTING, lambda found: f"[U+{ord(found[0]):04X}]", text)


def shortened(text: str) -> str:
    """The text with what stands of a word beyond its first `LONGEST` characters counted instead of shown."""
    long = rf"(\S{{{LONGEST}}})(\S{{10,}})"
    return re.sub(long, lambda found: f"{found[1]}\N{HORIZONTAL ELLIPSIS} [{len(found[2]):,} more]", text)


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Which way the text runs: that of most of its letters."""
    classes = [unicodedata.bidirectional(sign) for sign in text]
    return "rtl" if sum(one in {"R", "AL"} for one in classes) > classes.count("L") else "ltr"


def escaped(text: str) -> str:
    """The text as HTML, in an element or in a quoted attribute."""
    return html.escape(visible(text), quote=True)


def with_code(text: str) -> str:
    """A sentence as HTML, where names and commands between backticks are code; other backticks are just backticks."""
    return re.sub(CODE, r"<code>\1</code>", escaped(text))


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame fit for a chart: acting signs seen, and no digits that depend on the order of a sum."""
    return frame.with_columns(
        pl.selectors.string().map_elements(visible, return_dtype=pl.String),
        pl.selectors.float().round(6),
    )
