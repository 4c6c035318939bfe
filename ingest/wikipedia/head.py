"""The head of a dump: which Wikipedia it is of, and what its namespaces are called."""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from ingest.wiki_codes import OLD_CODES
from xlr_warehouse.errors import InputError

FILE, CATEGORY = 6, 14

_DATABASE = re.compile(r"([a-z_]+)wiki")


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a dump says of itself; what it does not say is empty.

    `namespaces` are the local names by number.
    """

    language: str
    database: str
    generator: str
    namespaces: dict[int, str]


def read_head(head: bytes, path: Path) -> Head:
    """The head of a dump, from the bytes before its first page.

    Raises `InputError` when this is no MediaWiki dump, or has a document type (entities could be made to explode).
    """
    start = head.find(b"<mediawiki")
    if start < 0:
        raise InputError(
            "this is no MediaWiki XML dump; give a file such as brwiki-*-pages-articles.xml.bz2.", path=path
        )
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise InputError("the dump declares a document type, as no dump of Wikipedia does; it is not read.", path=path)
    try:
        root = ET.fromstring(head[start:] + b"</mediawiki>")  # noqa: S314 (no DTD: refused above)
    except ET.ParseError as error:
        raise InputError(
            f"the head of the dump is not well-formed XML ({error}); download it again.", path=path
        ) from error
    return Head(
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        database=(root.findtext("{*}siteinfo/{*}dbname", "")).strip(),
        generator=(root.findtext("{*}siteinfo/{*}generator", "")).strip(),
        namespaces={
            int(element.get("key", "0")): element.text or ""
            for element in root.iterfind("{*}siteinfo/{*}namespaces/{*}namespace")
            if re.fullmatch(r"-?\d{1,6}", element.get("key", "0"))
        },
    )


def check_dump_language(head: Head, language: str, path: Path) -> None:
    """Refuse a dump of another language, or of another project, than asked for; one that does not say is believed."""
    # Imported here because workers, which never come here, start faster without.
    from ingest.languages import check_language, shipped_languages

    if language not in shipped_languages():
        check_language(language)
    wanted = OLD_CODES.get(language, language)
    if head.database:
        match = _DATABASE.fullmatch(head.database)
        if match is None:
            raise InputError(f"this is a dump of {head.database!r}, which is no Wikipedia.", path=path)
        found = match[1].replace("_", "-")
    else:
        # Without a database only the language of the text is known, which legacy codes share (simple is English).
        found = OLD_CODES.get(head.language.lower(), head.language.lower())
        found = wanted if wanted == "simple" and found == "en" else found
    if found and found != wanted:
        raise InputError(
            f"this is a dump of the Wikipedia in {found!r}, not {language!r}; give --language {found} or another file.",
            path=path,
        )
