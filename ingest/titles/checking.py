"""What makes a record a title item: a text, four options, and an answer that is one of them."""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from ingest.titles.fields import LETTERS, Fields
from ingest.titles.records import Records

SCHEMA = {"page": pl.String, "text": pl.String, "correct": pl.String, **dict.fromkeys(LETTERS, pl.String)}

NUMBERED = 1
"""Which way of reading an answer counts the options."""

BLANK = "\u200b\u2060\ufeff \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000"
"""What a text that says nothing is made of."""


def checked(records: Records, fields: Fields) -> pl.DataFrame:
    """The items of the records in their order, with the columns of `SCHEMA`; an item without a page has its text's.

    Raises `InputError` at the first record that has no text, not four options that say something, or an answer that is
    none of them. That options differ is not asked here.
    """
    texts = _filled(records, fields.text, records.columns[fields.text])
    options = dict(zip(LETTERS, _options(records, fields), strict=True))
    answers = [_plain(value) for value in records.columns[fields.correct]]
    correct = _letters(records, fields, answers, list(options.values()))
    data = {"page": _pages(records, fields, texts), "text": texts, "correct": correct, **options}
    return pl.DataFrame(data, schema=SCHEMA)


def _filled(records: Records, name: str, values: Sequence[object]) -> pl.Series:
    """The texts of a field, all of which must say something."""
    try:
        texts = pl.Series(name, values, dtype=pl.String, strict=True)
    except (TypeError, UnicodeEncodeError):
        texts = pl.Series(name, [None])
    if texts.null_count() or (texts.str.strip_chars(BLANK) == "").any():
        for record, value in enumerate(values):
            _refuse_unfilled(records, record, name, value)
    return texts


def _refuse_unfilled(records: Records, record: int, name: str, value: object) -> None:
    if not isinstance(value, str):
        said = "is missing" if value is None else "is no text"
        raise records.error(record, f"the field {name!r} {said}.")
    if not value.strip(BLANK):
        raise records.error(record, f"the field {name!r} is empty.")
    _refuse_lone_surrogates(records, record, name, value)


def _refuse_lone_surrogates(records: Records, record: int, name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        what = f"the field {name!r} holds half a character (a lone surrogate); mend it first."
        raise records.error(record, what) from error


def _options(records: Records, fields: Fields) -> list[pl.Series]:
    """Option A of every record, option B of every record, and so on."""
    if len(fields.options) == len(LETTERS):
        return [_filled(records, name, records.columns[name]) for name in fields.options]
    (name,) = fields.options
    listed = [_listed(records, record, name, value) for record, value in enumerate(records.columns[name])]
    return [_filled(records, name, column) for column in zip(*listed, strict=True)]


def _listed(records: Records, record: int, name: str, value: object) -> list[object]:
    """Four options of one field: a list, or the JSON of one where the format has no lists."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise records.error(record, f"the field {name!r} is no list.") from error
    if not isinstance(value, list) or len(value) != len(LETTERS):
        said = f"{len(value)} options" if isinstance(value, list) else "no list"
        raise records.error(record, f"the field {name!r} holds {said}, not four.")
    return value


def _plain(value: object) -> str:
    """An answer as text: numbers as whole ones, nothing as the empty text."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _letters(records: Records, fields: Fields, answers: Sequence[str], options: Sequence[pl.Series]) -> list[str]:
    """The letters of the answers, all understood in the one way that fits most of them.

    An answer names an option by its letter or field, counts the options from 0 or from 1, or is the title itself.
    """
    names = {letter.lower(): letter for letter in LETTERS}
    if len(fields.options) == len(LETTERS):
        names |= {name.lower(): letter for name, letter in zip(fields.options, LETTERS, strict=True)}
    names |= {f"{stem}{letter.lower()}": letter for stem in ("title", "option") for letter in LETTERS}
    said = set(answers)
    first = 0 if "0" in said else 1
    numbers = {str(first + index): letter for index, letter in enumerate(LETTERS)}
    readings: list[Callable[[], list[str | None]]] = [
        lambda: _each(answers, {answer: names.get(answer.lower()) for answer in said}),
        lambda: _each(answers, numbers),
        lambda: [_by_title(answer, titles) for answer, titles in zip(answers, zip(*options, strict=True), strict=True)],
    ]
    tried: list[list[str | None]] = []
    for reading in readings:
        tried.append(reading())
        if None not in tried[-1]:
            break
    best = min(tried, key=lambda letters: letters.count(None))
    if tried.index(best) == NUMBERED and not said & {"0", "4"}:
        raise records.error(
            0, f"the field {fields.correct!r} counts the options, but from 0 or from 1? Write letters in their place."
        )
    letters: list[str] = []
    for record, letter in enumerate(best):
        if letter is None:
            raise records.error(
                record, f"the answer {answers[record]!r} of the field {fields.correct!r} is none of the four options."
            )
        letters.append(letter)
    return letters


def _each(answers: Sequence[str], letters: Mapping[str, str | None]) -> list[str | None]:
    return [letters.get(answer) for answer in answers]


def _by_title(answer: str, titles: tuple[str, ...]) -> str | None:
    wanted = unicodedata.normalize("NFC", answer)
    said = [unicodedata.normalize("NFC", title.strip()) for title in titles]
    return LETTERS[said.index(wanted)] if wanted in said else None


def _pages(records: Records, fields: Fields, texts: pl.Series) -> list[str]:
    """The page of each item; an address without the part after `#`, and a hash of the text where there is no page."""
    if fields.page is None:
        return [f"text {hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}" for text in texts]
    pages: list[str] = []
    for record, value in enumerate(records.columns[fields.page]):
        page = _plain(value) if isinstance(value, str | int | float) else ""
        if "://" in page:
            page = page.partition("#")[0]
        if not page:
            raise records.error(record, f"the field {fields.page!r}, which says the page, is empty.")
        if not page.isascii():
            _refuse_lone_surrogates(records, record, fields.page, page)
        pages.append(page)
    return pages
