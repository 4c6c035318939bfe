"""From the wikitext of a page to its sections: running text without markup, under the headings of levels 2 and 3.

What goes: templates, tables, references, galleries, files with their captions, categories, links to other languages,
formulas, code, comments, magic words. What stays: links and tags by their text, list items as lines, entities decoded.
A section ends at the next heading of level 3 or higher; the lines of deeper headings go, the text under them stays.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, Heading, HTMLEntity, Tag, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from ingest.wikipedia.cleaning import HOLE, comparable, has_markup, tidied, without_comments
from ingest.wikipedia.effort import check_effort
from ingest.wikipedia.link_names import LinkNames, Target, target_of

_DEEPEST = 3
_LEVELS = (2, 3)
_NO_TEXT = frozenset(
    """
    ref references gallery math chem ce timeline score syntaxhighlight source pre imagemap graph mapframe maplink
    templatestyles hiero inputbox indicator categorytree includeonly table tr td th caption thead tbody tfoot
    style script rt rp del templatedata figure img video audio section charinsert dynamicpagelist rss phonos
    """.split()  # noqa: SIM905 (a word list reads best as words)
)
_OWN_LINE = frozenset(
    """
    br div p center blockquote poem hr li ul ol dl dd dt h1 h2 h3 h4 h5 h6
    """.split()  # noqa: SIM905 (a word list reads best as words)
)
_HEADING_LINE = re.compile(r"^==", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section: its heading, how that is compared, its text, and whether markup is left in it."""

    heading: str
    key: str
    text: str
    has_markup: bool


@dataclass(frozen=True, kw_only=True)
class _Break:
    """Where a section begins; one without a heading only ends the section before."""

    heading: str


def n_heading_lines(wikitext: str) -> int:
    """At most how many headings a page has: lines that start as one, which is quick to count."""
    return len(_HEADING_LINE.findall(wikitext))


def sections_of(wikitext: str, names: LinkNames) -> tuple[Section, ...]:
    """The sections of a page in their order, each with the text up to the next heading of level 2 or 3.

    Those whose heading is empty, or holds markup the parser did not understand, are left out. Raises `ValueError` for a
    page that is too much work to parse (`effort`).
    """
    wikitext = without_comments(wikitext)
    check_effort(wikitext)
    parsed = mwparserfromhell.parse(wikitext, skip_style_tags=True)
    found: list[tuple[str, list[str]]] = [("", [])]
    for piece in _pieces(parsed, names):
        if isinstance(piece, str):
            found[-1][1].append(piece)
        else:
            found.append((piece.heading, []))
    return tuple(_section(heading, parts) for heading, parts in found if heading)


def _section(heading: str, parts: list[str]) -> Section:
    text = tidied("".join(parts))
    return Section(heading=heading, key=comparable(heading), text=text, has_markup=has_markup(text))


def _pieces(code: Wikicode, names: LinkNames) -> Iterator[str | _Break]:
    for node in code.nodes:
        match node:
            case Text():
                yield str(node.value)
            case Heading():
                yield from _heading(node, names)
            case Wikilink():
                yield from _link(node, names)
            case ExternalLink():
                if node.brackets and node.title is not None:
                    yield from _pieces(node.title, names)
            case HTMLEntity():
                yield _character(node)
            case Tag():
                yield from _tag(node, names)
            case _:  # templates, their arguments, comments
                yield HOLE


def _heading(node: Heading, names: LinkNames) -> Iterator[str | _Break]:
    if node.level > _DEEPEST:
        yield "\n"
        return
    parts = [piece for piece in _pieces(node.title, names) if isinstance(piece, str)]
    heading = " ".join(tidied("".join(parts)).split())
    yield _Break(heading=heading if node.level in _LEVELS and not has_markup(heading) else "")


def _link(node: Wikilink, names: LinkNames) -> Iterator[str | _Break]:
    title = "".join(piece for piece in _pieces(node.title, names) if isinstance(piece, str)).strip()
    target = target_of(title, names)
    if target in {Target.FILE, Target.CATEGORY, Target.OTHER_LANGUAGE}:
        return
    if node.text is not None and str(node.text).strip():
        yield from _pieces(node.text, names)
    elif target is Target.SISTER:
        yield title.partition(":")[2]
    else:
        yield title.removeprefix(":")


def _tag(node: Tag, names: LinkNames) -> Iterator[str | _Break]:
    name = str(node.tag).strip().lower()
    if name in _NO_TEXT:
        yield HOLE
        return
    is_own_line = name in _OWN_LINE and not node.wiki_markup
    if is_own_line:
        yield "\n"
    if not node.self_closing:
        yield from _pieces(node.contents, names)
        if is_own_line:
            yield "\n"


def _character(node: HTMLEntity) -> str:
    """The character of an entity; nothing for a number that is none."""
    try:
        character = node.normalize()
    except (ValueError, OverflowError):
        return ""
    # Surrogates are no characters and cannot be written.
    return "" if any("\ud800" <= one <= "\udfff" for one in character) else character


# Wikitext nests as deep as the parser lets it (40 levels, several frames each).
sys.setrecursionlimit(max(sys.getrecursionlimit(), 4000))
