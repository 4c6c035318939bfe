"""The lines of a text file, in blocks of whole sentences, so that memory does not grow with the file."""

import codecs
import hashlib
import re
from collections.abc import Iterator

import polars as pl

from ingest.sources import Source
from xlr_warehouse.errors import InputError

BLOCK_BYTES = 4 << 20
LONGEST_SENTENCE = 16 << 20
"""A text that goes on for so many characters without a blank line has no sentences."""

BLANK = " \t\r\u00a0\u200b\ufeff"
"""What a line may consist of and still be blank."""

BLANK_LINE = re.compile(rf"\n[{BLANK}]*\n")
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""What no text holds: NUL, and halves of characters, which some codecs let through."""

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Lines:
    """The lines of a source as frames of `line` and `number` (from 1), each frame whole sentences.

    When it has been read to the end, `sha256` and `n_bytes` tell what was read, `n_returns` how many lines ended in a
    carriage return, and `has_mark` whether it began with a byte order mark; both are taken off.
    """

    def __init__(self, source: Source, *, encoding: str = "utf-8") -> None:
        """Read nothing yet; raises `InputError` for an encoding that is none."""
        self.source = source
        self.sha256 = ""
        self.n_bytes = 0
        self.n_returns = 0
        self.has_mark = False
        self._encoding = _text_encoding(encoding)

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Read from the start; raises `InputError` naming the line that is not text in the encoding."""
        self.n_returns, self.has_mark = 0, False
        number, rest = 1, ""
        for text in self._texts():
            end = _last_sentence_end(rest) if text else 0  # what is last is one block, however it ends
            if end:
                yield _frame(rest[:end], number)
                number += rest.count("\n", 0, end)
            elif len(rest) > LONGEST_SENTENCE:
                what = "goes on without a blank line; is this a token a line, a blank line between sentences?"
                raise InputError(f"a sentence of {len(rest):,} characters {what}", path=self.source.path, line=number)
            rest = rest[end:] + text
        if rest:
            yield _frame(rest, number)

    def _texts(self) -> Iterator[str]:
        """The text piece by piece, its lines ended by a line feed alone."""
        digest = hashlib.sha256()
        decoder = self._encoding.incrementaldecoder("strict")
        n_bytes, n_lines, held = 0, 0, ""
        is_first, returns_alone = True, False
        with self.source.open() as file:
            while True:
                data = file.read(BLOCK_BYTES)
                digest.update(data)
                n_bytes += len(data)
                if is_first and data.startswith(UTF16) and self._encoding.name == "utf-8":
                    decoder = codecs.getincrementaldecoder("utf-16")("strict")
                text = held + self._decoded(decoder, data, n_lines + 1)
                if is_first:
                    self.has_mark = text.startswith("\ufeff")
                    text = text.removeprefix("\ufeff")
                    returns_alone = "\r" in text and "\n" not in text
                    is_first = not text and bool(data)
                held = "\r" if data and text.endswith("\r") else ""
                text = text.removesuffix("\r") if held else text
                n_lines += text.count("\n")
                yield self._without_returns(text, alone=returns_alone)
                if not data:
                    break
        self.sha256, self.n_bytes = digest.hexdigest(), n_bytes

    def _decoded(self, decoder: codecs.IncrementalDecoder, data: bytes, line: int) -> str:
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeError as error:
            place = line
            if isinstance(error, UnicodeDecodeError):
                place += error.object.count(b"\n", 0, error.start)
            what = f"the line is not {self._encoding.name.upper()}; name its encoding (such as --encoding cp1252)."
            raise InputError(what, path=self.source.path, line=place) from error
        wrong = NO_TEXT.search(text)
        if wrong:
            place = line + text.count("\n", 0, wrong.start())
            raise InputError("this is not a text file.", path=self.source.path, line=place)
        return text

    def _without_returns(self, text: str, *, alone: bool) -> str:
        if "\r" not in text:
            return text
        n = text.count("\r\n")
        text = text.replace("\r\n", "\n")
        if alone:
            n += text.count("\r")
            text = text.replace("\r", "\n")
        self.n_returns += n
        return text


def _text_encoding(name: str) -> codecs.CodecInfo:
    try:
        "".encode(name)  # refuses what is a codec but no encoding of text, such as base64
        return codecs.lookup(name)
    except (LookupError, UnicodeError, ValueError) as error:
        what = f"{name!r} is no encoding of text; give one such as utf-8, utf-16 or cp1252."
        raise InputError(what) from error


def _last_sentence_end(text: str) -> int:
    """Where the last blank line ends; 0 if there is none."""
    end = text.rfind("\n\n")
    if end >= 0:
        return end + 2
    ends = [found.end() for found in BLANK_LINE.finditer(text)]
    return ends[-1] if ends else 0


def _frame(text: str, number: int) -> pl.DataFrame:
    lines = pl.Series("line", [text], dtype=pl.String).str.split("\n").explode(empty_as_null=False)
    return lines.to_frame().with_columns(number=pl.int_range(pl.len(), dtype=pl.Int64) + number)
