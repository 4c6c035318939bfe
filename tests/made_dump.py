"""Dumps of invented Wikipedias, for the tests and the benchmarks."""

import bz2
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="{language}">
  <siteinfo>
    <sitename>Wikipedia</sitename>
    <dbname>{database}</dbname>
    <generator>MediaWiki 1.43.0</generator>
    <namespaces>
      <namespace key="-1" case="first-letter">Dibar</namespace>
      <namespace key="0" case="first-letter" />
      <namespace key="1" case="first-letter">Kaozeal</namespace>
      <namespace key="6" case="first-letter">Restr</namespace>
      <namespace key="14" case="first-letter">Rummad</namespace>
    </namespaces>
  </siteinfo>
"""
TAIL = "</mediawiki>\n"


@dataclass(frozen=True, kw_only=True)
class MadePage:
    """A page of an invented dump."""

    page_id: int
    title: str
    wikitext: str
    namespace: int = 0
    redirect: str = ""
    changed: str = "2024-02-29T12:00:00Z"

    def xml(self) -> str:
        redirect = f'    <redirect title="{escape(self.redirect)}" />\n' if self.redirect else ""
        return (
            f"  <page>\n    <title>{escape(self.title)}</title>\n    <ns>{self.namespace}</ns>\n"
            f"    <id>{self.page_id}</id>\n{redirect}    <revision>\n      <id>{self.page_id + 7}</id>\n"
            f"      <timestamp>{self.changed}</timestamp>\n      <contributor><username>x</username><id>1</id>"
            f"</contributor>\n      <model>wikitext</model>\n      <format>text/x-wiki</format>\n"
            f'      <text bytes="{len(self.wikitext.encode())}" xml:space="preserve">{escape(self.wikitext)}</text>\n'
            "    </revision>\n  </page>\n"
        )


def head(language: str = "br", database: str | None = None) -> str:
    database = language.replace("-", "_") + "wiki" if database is None else database
    return HEAD.format(language=language, database=database)


def plain(pages: Iterable[MadePage], language: str = "br") -> bytes:
    """A whole dump, not packed."""
    return (head(language) + "".join(page.xml() for page in pages) + TAIL).encode()


def write_multistream(
    folder: Path, pages: Sequence[MadePage], *, at_once: int, name: str = "made"
) -> tuple[Path, Path]:
    """A multistream dump, so many pages a stream, and its index."""
    dump, index = folder / f"{name}-multistream.xml.bz2", folder / f"{name}-multistream-index.txt.bz2"
    lines: list[str] = []
    with dump.open("wb") as file:
        file.write(bz2.compress(head().encode()))
        for start in range(0, len(pages), at_once):
            group = pages[start : start + at_once]
            lines += [f"{file.tell()}:{page.page_id}:{page.title}\n" for page in group]
            file.write(bz2.compress("".join(page.xml() for page in group).encode()))
        file.write(bz2.compress(TAIL.encode()))
    index.write_bytes(bz2.compress("".join(lines).encode()))
    return dump, index


def made_pages(n: int, *, seed: int = 1, n_words: int = 60) -> list[MadePage]:
    """Pages of invented words: articles with sections, among stubs, redirects, talk, and some text that is repeated."""
    rng = random.Random(seed)  # noqa: S311 (made-up text, no secret)
    lexicon = ["".join(rng.choice("aeioukmnprstvz") for _ in range(rng.randrange(2, 9))) for _ in range(800)]

    def words(count: int) -> str:
        return " ".join(rng.choice(lexicon) for _ in range(count))

    repeated = words(n_words)
    pages: list[MadePage] = []
    for number in range(n):
        kind = rng.random()
        page_id, title = 10 + 3 * number, f"{words(2)} {number}"
        if kind < 0.15:
            page = MadePage(page_id=page_id, title=title, wikitext="#REDIRECT [[x]]", redirect="x")
        elif kind < 0.25:
            page = MadePage(page_id=page_id, title=f"Kaozeal:{title}", wikitext=words(300), namespace=1)
        elif kind < 0.35:
            page = MadePage(page_id=page_id, title=title, wikitext=words(20))
        else:
            parts = [words(30)]
            for _ in range(rng.randrange(3, 8)):
                text = repeated if rng.random() < 0.05 else words(rng.randrange(10, 2 * n_words))
                parts.append(
                    f"== {words(rng.randrange(1, 3))} ==\n{text} [[{words(1)}|{words(1)}]]{{{{t|{words(2)}}}}}"
                )
            page = MadePage(page_id=page_id, title=title, wikitext="\n\n".join([*parts, "[[Rummad:X]]"]))
        pages.append(page)
    return pages
