"""Characters that are not what they look like: counted, told with their line, and kept as they are.

Text that was written in UTF-8 and read in another encoding shows as `Ã©` for `é`. A token counts as that if its
characters, written in Windows-1252 or Latin-1, are UTF-8.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from ingest.text_sets import Note

KINDS = {
    "no-break space in a token": "[\u00a0\u2007\u202f]",
    "zero-width character in a token": "[\u00ad\u200b\u200e\u200f\u2060\ufeff]",
    "control character in a token": r"[\x{01}-\x{08}\x{0B}-\x{1F}\x{7F}-\x{9F}\x{2028}\x{2029}]",
    "replacement character (U+FFFD) in a token": "\ufffd",
}
"""What is counted, by a regular expression. The joiners U+200C and U+200D are letters' own and not odd."""

RETURN = "line ended by a carriage return"
MARK = "byte order mark at the start"
COMMENT = "comment line"
DOCSTART = "line that starts a document"
RANGE = "line of a word of several tokens, or of none"
BLANK = "line of invisible characters alone, taken as blank"
EMPTY = "sentence of no token, left out"
CHANGED = {RETURN, MARK, COMMENT, DOCSTART, RANGE, BLANK, EMPTY}
"""What is left out of the text; the rest is kept as it is."""

ANY = "|".join(KINDS.values())

MOJIBAKE = "token that looks like UTF-8 read in another encoding"

HALF = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
"""The bytes 80 to BF, as Windows-1252 or Latin-1 shows them."""

SUSPECT = f"[\u00c2-\u00df]{HALF}|[\u00e0-\u00ef]{HALF}{HALF}|[\u00f0-\u00f4]{HALF}{HALF}{HALF}"
SUSPECT_RUN = re.compile(f"(?:{SUSPECT})+")


@dataclass(kw_only=True)
class Oddities:
    """How often each kind was met, and the line of the first."""

    counts: dict[str, tuple[int, int | None]] = field(default_factory=dict)

    def add(self, kind: str, n: int, line: int | None) -> None:
        """Count `n` more of a kind, the first of them in `line`."""
        known, first = self.counts.get(kind, (0, line))
        if n:
            self.counts[kind] = (known + n, first)

    def look_at(self, tokens: pl.DataFrame) -> None:
        """Count what is odd in the column `form`; `number` is the line."""
        odd = tokens.filter(pl.col("form").str.contains(ANY))
        for kind, pattern in KINDS.items() if odd.height else ():
            self._add_rows(kind, odd.filter(pl.col("form").str.contains(pattern)))
        suspects = tokens.filter(pl.col("form").str.contains(SUSPECT))
        if suspects.height:
            self._add_rows(MOJIBAKE, suspects.filter(_is_mojibake(suspects["form"])))

    def notes(self, path: str) -> list[Note]:
        """What to tell of the file."""
        return [
            Note(kind=kind, n=n, path=path, line=line, is_changed=kind in CHANGED)
            for kind, (n, line) in self.counts.items()
        ]

    def _add_rows(self, kind: str, rows: pl.DataFrame) -> None:
        self.add(kind, rows.height, int(rows["number"][0]) if rows.height else None)


def _is_mojibake(forms: Iterable[str]) -> pl.Series:
    return pl.Series([any(map(_was_utf8, SUSPECT_RUN.findall(form))) for form in forms], dtype=pl.Boolean)


def _was_utf8(run: str) -> bool:
    for encoding in ("cp1252", "latin-1"):
        try:
            run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
