"""How much work a page is to parse, told by the page alone, so that every machine leaves out the same pages.

The parser reads on to the end of the page for what is never closed, and then again from behind where it opened: its
work grows with the number of such openings times the length of the page. A thousand of them in a page of 100,000
characters take some ten seconds; pages of real Wikipedias have a few.
"""

import re

MOST_WORK = 100_000_000
"""Openings that are never closed, times the characters of the page."""

_SINGLE = "br|wbr|hr|meta|link|img|li|dt|dd|th|td|tr"
_PAIRS = tuple(
    re.compile(pair, re.IGNORECASE)
    for pair in (
        r"(\{\{)|\}\}",
        r"(\[\[)|\]\]",
        r"(\{\|)|\|\}",
        r"(\[(?=[a-z]+:|//))|\]",
        r"(<(?=/?[a-z]))|>",
        rf"(<(?!(?:{_SINGLE})\b)[a-z][^<>]*(?<!/)>)|</(?!(?:{_SINGLE})\b)[a-z]",
    )
)
"""What opens (in the group) and what closes: templates, links, tables, addresses, the signs of a tag, elements."""


def n_unclosed(wikitext: str) -> int:
    """How many openings have no closing of their kind behind them."""
    return sum(_depth(pair, wikitext) for pair in _PAIRS)


def check_effort(wikitext: str) -> None:
    """Refuse, with a `ValueError`, a page that is too much work."""
    # Most pages have so few openings that none need be closed, which is quick to count; a `<` may open two things.
    most = wikitext.count("{{") + wikitext.count("{|") + wikitext.count("[") + 2 * wikitext.count("<")
    if most * len(wikitext) <= MOST_WORK:
        return
    n = n_unclosed(wikitext)
    if n * len(wikitext) > MOST_WORK:
        raise ValueError(f"{n:,} brackets and tags are never closed in its {len(wikitext):,} characters")


def _depth(pair: re.Pattern[str], wikitext: str) -> int:
    """How many are open at the end, where a closing closes the one before it."""
    depth = 0
    for match in pair.finditer(wikitext):
        if match[1] is not None:
            depth += 1
        elif depth:
            depth -= 1
    return depth
