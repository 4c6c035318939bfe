"""Wiktionary: the page titles of a category as its API lists them, and the pages of a dump that are names."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from ingest.names.choice import Choice, RawNames
from ingest.names.language_facts import english_name
from xlr_warehouse.errors import InputError

NAMESPACES = re.compile(
    r"(?:Category|Appendix|Template|Wiktionary|Talk|User|Thesaurus|Reconstruction|Rhymes|Index|Citations|File|Module|Help"
    r"|MediaWiki|Portal|Concordance|Special)(?: talk)?:"
)
"""How titles of pages begin that are no entries."""

CODES = {"no": ("no", "nb"), "als": ("gsw",), "simple": ("en",), "be-x-old": ("be",), "zh-yue": ("yue",)} | {
    "bat-smg": ("sgs",),
    "fiu-vro": ("vro",),
    "zh-min-nan": ("nan",),
    "zh-classical": ("lzh",),
    "eml": ("egl",),
}
"""What Wiktionary calls a language where it is not the code of WikiANN."""

LONGEST_PAGE = 32 << 20

PLACES = (
    r"(?:Places|Cities|Towns|Villages|Countries|Municipalities|Communes|Regions|Provinces|Districts|Islands|Rivers)"
)


def read_category(text: str, *, path: Path) -> RawNames:
    """The titles of `query.categorymembers` (one answer of the API, a list of them, or one a line), or a JSON list."""
    members: list[object] = []
    for number, one in _json(text, path):
        found = list(_members(one))
        if not found:
            raise InputError("its JSON has no 'categorymembers', and is no list of names.", path=path, line=number)
        members += found
    return RawNames(names=[_title(member) for member in members])


def read_titles(raw: Iterable[str]) -> Iterator[str]:
    """The names of a list, those that are titles of other namespaces made empty."""
    return ("" if NAMESPACES.match(name.strip()) else name for name in raw)


def read_dump(stream: IO[bytes], choice: Choice, *, path: Path) -> RawNames:
    """The titles of the entries with a name of the kind and language, by their templates and categories."""
    codes = CODES.get(choice.language, (choice.language,))
    language = english_name(choice.language)
    pattern = _pattern(choice.kind, codes, language)
    quick = re.compile("|".join(map(re.escape, (*codes, language or codes[0]))).encode())
    return RawNames(names=_entries(stream, quick, pattern, path), chosen=f"codes {' '.join(codes)}")


def _json(text: str, path: Path) -> Iterator[tuple[int | None, object]]:
    try:
        yield None, json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise InputError(f"this is no JSON: {error.msg}.", path=path, line=error.lineno) from error
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield number, _json_line(line, number, path)
    except (ValueError, RecursionError) as error:
        raise InputError("its JSON nests too deep or holds too long a number.", path=path) from error


def _json_line(line: str, number: int, path: Path) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("the line is no JSON.", path=path, line=number) from error


def _members(answer: object) -> Iterator[object]:
    """The members an answer lists, or the answers of a list list, or the list itself."""
    if isinstance(answer, dict):
        query = answer.get("query", answer)
        listed = query.get("categorymembers") if isinstance(query, dict) else None
        yield from listed if isinstance(listed, list) else ()
    elif isinstance(answer, list):
        for one in answer:
            if isinstance(one, dict) and ("query" in one or "categorymembers" in one):
                yield from _members(one)
            else:
                yield one


def _title(member: object) -> str:
    """The title of a member; empty for one of another namespace, or none."""
    if isinstance(member, dict):
        if member.get("ns", 0) != 0:
            return ""
        member = member.get("title", member.get("name"))
    if not isinstance(member, str) or NAMESPACES.match(member):
        return ""
    return member.replace("_", " ")


def _pattern(kind: str, codes: tuple[str, ...], language: str | None) -> re.Pattern[str]:
    code = rf"\s*(?:{'|'.join(map(re.escape, codes))})\s*"
    name = re.escape(language) if language else r"(?!)"
    noun = {"given_name": "given names?", "surname": "surnames?", "place": PLACES}[kind]
    template = {"given_name": "given name", "surname": "surname", "place": "place"}[kind]
    category = rf"{code}:{noun}(?: in [^\]|]*)?" if kind == "place" else rf"{name} (?:[a-z -]+ )?{noun}"
    listed = noun if kind == "place" else rf"(?:[a-z -]+ )?{noun}"
    return re.compile(
        rf"\{{\{{\s*{template}\s*\|{code}[|}}]"
        rf"|\[\[\s*Category:{category}\s*[\]|]"
        rf"|\{{\{{\s*(?:C|c|top|topics|cln|catlangname|catlangcode)\s*\|{code}\|(?:[^}}]*\|)?{listed}[^}}|]*[|}}]"
    )


def _entries(stream: IO[bytes], quick: re.Pattern[bytes], pattern: re.Pattern[str], path: Path) -> Iterator[str]:
    for page in _pages(stream, path):
        if quick.search(page) is None:
            continue
        text = page.decode("utf-8", errors="replace")
        title = re.search(r"<title>([^<]*)</title>", text)
        namespace = re.search(r"<ns>(-?\d+)</ns>", text)
        if title is None or (namespace is not None and namespace[1] != "0"):
            continue
        if pattern.search(html.unescape(text)):
            entry = html.unescape(title[1])
            yield "" if NAMESPACES.match(entry) else entry


def _pages(stream: IO[bytes], path: Path) -> Iterator[bytes]:
    """The pages of a dump one by one; within it every `<` of a text is escaped, so the ends are where they stand."""
    buffer = tail = b""
    while block := stream.read(1 << 20):
        buffer += block
        *pages, buffer = buffer.split(b"</page>")
        yield from pages
        tail = (tail + block)[-64:]
        if len(buffer) > LONGEST_PAGE:
            raise InputError("a page is longer than 32 MB; give the dump named pages-articles.", path=path)
    if not tail.rstrip().endswith(b"</mediawiki>"):
        raise InputError("the dump ends before its end, </mediawiki>; fetch it again.", path=path)
