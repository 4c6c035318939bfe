"""Wiktionary: the page titles of a category as its API lists them, and the pages of a dump that are names."""

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from ingest.dump_pages import pages_of
from ingest.json_values import json_values
from ingest.names.choice import Choice, RawNames
from ingest.names.language_facts import english_name
from ingest.wiki_codes import WIKTIONARY_CODES
from xlr_warehouse.errors import InputError

NAMESPACES = re.compile(
    r"(?:Category|Appendix|Template|Wiktionary|Talk|User|Thesaurus|Reconstruction|Rhymes|Index|Citations|File|Module|Help"
    r"|MediaWiki|Portal|Concordance|Special)(?: talk)?:"
)
"""How titles of pages begin that are no entries."""

_BLOCK = 1 << 20

PLACES = (
    r"(?:Places|Cities|Towns|Villages|Countries|Municipalities|Communes|Regions|Provinces|Districts|Islands|Rivers)"
)


def read_category(text: str, *, path: Path) -> RawNames:
    """The titles of `query.categorymembers` (one answer of the API, a list of them, or one a line), or a JSON list."""
    members: list[object] = []
    values, is_lines = json_values(text, path=path)
    for line, one in values:
        found = list(_members(one))
        if not found:
            what = "its JSON has no 'categorymembers', and is no list of names."
            raise InputError(what, path=path, line=line if is_lines else None)
        members += found
    return RawNames(names=[_title(member) for member in members])


def read_titles(raw: Iterable[str]) -> Iterator[str]:
    """The names of a list, those that are titles of other namespaces made empty."""
    return ("" if NAMESPACES.match(name.strip()) else name for name in raw)


def read_dump(stream: IO[bytes], choice: Choice, *, path: Path) -> RawNames:
    """The titles of the entries with a name of the kind and language, by their templates and categories."""
    codes = WIKTIONARY_CODES.get(choice.language, (choice.language,))
    language = english_name(choice.language)
    pattern = _pattern(choice.kind, codes, language)
    quick = re.compile("|".join(map(re.escape, (*codes, language or codes[0]))).encode())
    return RawNames(names=_entries(stream, quick, pattern, path), chosen=f"codes {' '.join(codes)}")


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
        rf"|\{{\{{\s*(?:C|c|top|topics|cln|catlangname|catlangcode)\s*\|{code}\|(?:[^{{}}]*\|)?{listed}[^{{}}|]*[|}}]"
    )


def _entries(stream: IO[bytes], quick: re.Pattern[bytes], pattern: re.Pattern[str], path: Path) -> Iterator[str]:
    blocks = iter(lambda: stream.read(_BLOCK), b"")
    for cut in pages_of(blocks, path=path, begin=lambda _: None):
        if cut is None or quick.search(cut.buffer, cut.start, cut.end) is None:
            continue
        text = cut.buffer[cut.start : cut.end].decode("utf-8", errors="replace")
        title = re.search(r"<title>([^<]*)</title>", text)
        namespace = re.search(r"<ns>(-?\d+)</ns>", text)
        if title is None or (namespace is not None and namespace[1] != "0"):
            continue
        if pattern.search(html.unescape(text)):
            entry = html.unescape(title[1])
            yield "" if NAMESPACES.match(entry) else entry
