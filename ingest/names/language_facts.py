"""What the shipped list knows of a language: its English name and its main script; and whether a name is in that."""

import csv
from functools import cache

from ingest.scripts import scripts
from xlr_warehouse.schema import SHIPPED_DATA, sql_root

UNICODE_NAMES = {
    "Arab": {"ARABIC"},
    "Armn": {"ARMENIAN"},
    "Beng": {"BENGALI"},
    "Cyrl": {"CYRILLIC"},
    "Deva": {"DEVANAGARI"},
    "Ethi": {"ETHIOPIC"},
    "Geor": {"GEORGIAN"},
    "Grek": {"GREEK"},
    "Gujr": {"GUJARATI"},
    "Guru": {"GURMUKHI"},
    "Hang": {"HANGUL"},
    "Hani": {"CJK"},
    "Hans": {"CJK"},
    "Hant": {"CJK"},
    "Hebr": {"HEBREW"},
    "Jpan": {"CJK", "HIRAGANA", "KATAKANA"},
    "Khmr": {"KHMER"},
    "Knda": {"KANNADA"},
    "Kore": {"HANGUL"},
    "Laoo": {"LAO"},
    "Latn": {"LATIN"},
    "Mlym": {"MALAYALAM"},
    "Mymr": {"MYANMAR"},
    "Orya": {"ORIYA"},
    "Sinh": {"SINHALA"},
    "Syrc": {"SYRIAC"},
    "Taml": {"TAMIL"},
    "Telu": {"TELUGU"},
    "Thaa": {"THAANA"},
    "Thai": {"THAI"},
    "Tibt": {"TIBETAN"},
}
"""ISO 15924 codes, and what Unicode calls their letters; modifier letters belong to every script."""

EVERYWHERE = {"MODIFIER", "MASCULINE", "FEMININE"}


def script_of(language: str) -> str | None:
    """The main script of a language (ISO 15924); None where the language is not in the list."""
    return _shipped().get(language, (None, None))[1]


def english_name(language: str) -> str | None:
    """What a language is called in English; None where it is not in the list."""
    return _shipped().get(language, (None, None))[0]


@cache
def _shipped() -> dict[str, tuple[str, str]]:
    with (sql_root() / "data" / SHIPPED_DATA["language"]).open(encoding="utf-8", newline="") as file:
        return {row["language"]: (row["name"], row["script"]) for row in csv.DictReader(file)}


def is_written_in(name: str, script: str | None) -> bool:
    """Whether every letter of a name is of a script; yes where the script is not known."""
    known = UNICODE_NAMES.get(script or "")
    return known is None or scripts(name) <= known | EVERYWHERE
