"""Making text fit to read: what the parser leaves of the markup goes, lines are tidied, the rest is told."""

import re
import unicodedata

HOLE = "\0"
"""What stands, until the text is tidied, where something was taken out of a line; no XML can hold it."""

_HOLES = re.compile(r"\0[\0 ]*\0")
_HOLE_BEFORE_MARK = re.compile(r" ?\0 ?(?=[,;:.!?،؛؟)\]])")
_APOSTROPHES = re.compile(r"'{2,}")
_REPEATED_STOP = re.compile(r"([,;،؛])(?:\s*[,;،؛])+")
_MAGIC_WORD = re.compile(r"__[^\W_\d]{2,40}__")
_VARIANT = re.compile(r"-\{([^{}]{0,500})\}-")
_BARE_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>\[\]{}|]+")
_SPACE = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_STOPS = r",;:،؛·\u2013\u2014\u2010/\-"
_EMPTY_BRACKETS = re.compile(rf"[ \t]*(?:\([{_STOPS}\s]*\)|\[[{_STOPS}\s]*\]|\uff08[{_STOPS}\s]*\uff09)")
_HOLE_AFTER_BRACKET = re.compile(r"([(\uff08])\s*(?:[,;:،؛]\s*)+|([(\uff08])\s+")
_HOLE_BEFORE_BRACKET = re.compile(r"(?:\s*[,;،؛])*\s+([)\uff09])")
_HOLE_BEFORE_STOP = re.compile(r" +([,،])|[ ]+(\.)(?=\s|$)", re.MULTILINE)
_WORD = re.compile(r"\w")
_LEFT_OVER = re.compile(
    r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}|<!--|-->|^\s*[|!]|\||"
    r"</?(?:ref|references|br|div|span|table|t[rdh]|small|su[bp]|center|gallery|math|nowiki|includeonly|noinclude|"
    r"onlyinclude|font|blockquote|code|pre|poem|section|timeline|score|source|syntaxhighlight)\b",
    re.IGNORECASE | re.MULTILINE,
)
_ITALIC, _BOLD = 2, 3


def without_comments(wikitext: str) -> str:
    """The wikitext without its comments; one that is alone on its line takes the line with it, as in MediaWiki."""
    if "<!--" not in wikitext:
        return wikitext
    parts: list[str] = []
    position = 0
    while (start := wikitext.find("<!--", position)) >= 0:
        end = wikitext.find("-->", start + 4)
        end = len(wikitext) if end < 0 else end + 3
        line = wikitext.rfind("\n", position, start) + 1 or (0 if position == 0 else start)
        after = end
        while after < len(wikitext) and wikitext[after] in " \t":
            after += 1
        is_alone = not wikitext[line:start].strip(" \t") and (line == 0 or wikitext[line - 1] == "\n")
        if is_alone and after < len(wikitext) and wikitext[after] == "\n":
            start, end = line, after + 1
        parts.append(wikitext[position:start])
        position = end
    return "".join(parts) + wikitext[position:]


def tidied(text: str) -> str:
    """Running text of its raw form: a paragraph or list item a line, single spaces, no empty brackets or lines."""
    text = _MAGIC_WORD.sub("", _VARIANT.sub(_variant, text))
    # Spaces and holes are made single first: no later rule must then look far.
    text = _HOLES.sub(HOLE, _SPACE.sub(" ", _BARE_ADDRESS.sub(HOLE, text)))
    text = _INVISIBLE.sub("", _HOLE_BEFORE_MARK.sub("", text))
    lines = (_tidied_line(line) for line in text.splitlines())
    return "\n".join(line for line in lines if _WORD.search(line))


def has_markup(text: str) -> bool:
    """Whether markup is left in a tidied text: what the author did not close, or the parser did not understand."""
    return _LEFT_OVER.search(text) is not None


def comparable(title: str) -> str:
    """A heading as it is compared: NFC, case folded, single spaces, no full stop or colon at its end."""
    return " ".join(unicodedata.normalize("NFC", title).casefold().split()).rstrip(" .:")


def _tidied_line(line: str) -> str:
    if "''" in line:
        line = _without_quotes(line)
    line = _SPACE.sub(" ", line)
    for _ in range(3):  # brackets in brackets
        line, n_changed = _EMPTY_BRACKETS.subn("", line)
        if not n_changed:
            break
    line = _REPEATED_STOP.sub(r"\1", line)
    line = _HOLE_AFTER_BRACKET.sub(lambda match: match[1] or match[2], line)
    line = _HOLE_BEFORE_BRACKET.sub(r"\1", line)
    line = _HOLE_BEFORE_STOP.sub(lambda match: match[1] or match[2], line)
    return line.strip().lstrip("*#:; ")


def _without_quotes(line: str) -> str:
    """A line without the apostrophes of italics and bold.

    As in MediaWiki: of four the first is text, of more than five all but five; where a line has an odd number of both
    bold and italics, one bold, preferably after a word of one letter (the French l'), is italics after an apostrophe.
    """
    runs = [(match.start(), match.end(), match.end() - match.start()) for match in _APOSTROPHES.finditer(line)]
    marks = [_BOLD if n == 4 else min(n, 5) for _, _, n in runs]  # noqa: PLR2004 (as said above)
    n_bold = sum(mark in {3, 5} for mark in marks)
    n_italic = sum(mark in {2, 5} for mark in marks)
    if n_bold % 2 and n_italic % 2 and _BOLD in marks:
        bolds = [number for number, mark in enumerate(marks) if mark == _BOLD]
        marks[min(bolds, key=lambda number: _rank(line[max(0, runs[number][0] - 2) : runs[number][0]]))] = _ITALIC
    parts: list[str] = []
    position = 0
    for (start, end, n), mark in zip(runs, marks, strict=True):
        parts += [line[position:start], "'" * (n - mark)]
        position = end
    return "".join(parts) + line[position:]


def _rank(before: str) -> int:
    """How little a bold mark after these two characters looks like one: after one letter first, a space last."""
    if before[-1:].isspace() or not before:
        return 2
    return 0 if len(before) == 1 or before[-2].isspace() else 1


def _variant(match: re.Match[str]) -> str:
    """The first form of `-{zh-hans:a; zh-hant:b}-`, or the text of `-{a}-`."""
    first = match[1].partition(";")[0].rpartition("|")[2]
    return first.partition(":")[2].strip() if re.match(r"\s*[a-z-]+\s*:", first) else first
