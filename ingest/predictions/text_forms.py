"""Predictions in text files: a token and its tag a line, or tags alone, a line for each tag or for each sentence.

Tags alone are what `run_ner` of the transformers examples writes as `predictions.txt`: one line a sentence, its tags
separated by spaces; older versions wrote one tag a line and an empty line after each sentence.
"""

import re
from itertools import pairwise

import polars as pl

from ingest.predictions.gold import Gold, lines_of
from ingest.predictions.reading import Content, Reading, counted, refuse_tags
from ingest.tokens.files import read_tokens
from ingest.tokens.form import TokenForm
from xlr_warehouse.spans import LEGAL_TAG

SAMPLE = 1 << 16
"""How many characters are looked at to tell tags from tokens."""

TAG_LIKE = re.compile(r"O|[A-Z]-\S+")
MOSTLY = 0.75
"""Files of tokens have at most half their fields in the form of tags, those of tags all but the faulty ones."""


def read_text(content: Content, gold: Gold) -> Reading:
    """The predictions in a text file; raises `InputError` when it is none, naming the line."""
    text = _text(content)
    if text is not None:
        exact = _exact(content, text, gold)
        if exact is not None:
            return exact
        if _is_tags(text):
            return _tags(content, text, gold)
    return _tokens(content, text or "")


def _text(content: Content) -> str | None:
    """The text if it is UTF-8; else the reader of tokens says what is wrong."""
    try:
        text = content.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n") if "\r" in text else text


def _exact(content: Content, text: str, gold: Gold) -> Reading | None:
    """The tags behind the very tokens that the text set has, line by line; None if anything differs."""
    lines = lines_of(text.rstrip("\n"))
    for prefixes in (gold.after_tab, gold.after_space):
        if lines.len() != prefixes.len() or not text.startswith(str(prefixes[0])):
            continue
        rows = pl.DataFrame({"line": lines, "prefix": prefixes}).filter(
            (pl.col("line") != "") | (pl.col("prefix") != "")
        )
        if (
            rows.height != gold.tokens.height
            or not rows.select(pl.col("line").str.starts_with(pl.col("prefix")).all()).item()
        ):
            return None
        tags = rows.select(tag=pl.col("line").str.strip_prefix(pl.col("prefix"))).to_series()
        if not tags.unique().str.contains(f"^(?:{LEGAL_TAG.pattern})$").all():
            return None
        tokens = gold.tokens.with_columns(tag=tags)
        return Reading(path=content.path, form="token lines", tokens=tokens, n_sentences=gold.n_sentences)
    return None


def _is_tags(text: str) -> bool:
    fields = text[:SAMPLE].split()
    if len(text) > SAMPLE:
        fields = fields[:-1]
    return bool(fields) and sum(map(_is_tag_like, fields)) > MOSTLY * len(fields)


def _is_tag_like(field: str) -> bool:
    return TAG_LIKE.fullmatch(field) is not None


def _tags(content: Content, text: str, gold: Gold) -> Reading:
    """A line a sentence, unless no line has two tags and there are empty ones between, or too many for that."""
    lines = text.removesuffix("\n").split("\n")
    while len(lines) > gold.n_sentences and not lines[-1].strip():
        lines.pop()
    cut = pl.Series("tag", [line.split() for line in lines], dtype=pl.List(pl.String))
    lengths = cut.list.len().cast(pl.Int32)
    one_a_line = lengths.max() == 1 and (lengths.min() == 0 or lengths.len() != gold.n_sentences)
    starts = list(range(1, len(lines) + 1))
    if one_a_line:
        ends = [-1, *(number for number, line in enumerate(lines) if not line.strip()), len(lines)]
        blocks = [(start + 1, end) for start, end in pairwise(ends) if end > start + 1]
        lengths = pl.Series([end - start for start, end in blocks], dtype=pl.Int32)
        starts = [start + 1 for start, _ in blocks]
    tags = cut.explode(empty_as_null=False, keep_nulls=False) if lengths.len() else cut
    return refuse_tags(
        Reading(
            path=content.path,
            form="tag lines" if one_a_line else "sentence lines",
            tokens=counted(lengths).with_columns(tag=tags),
            n_sentences=lengths.len(),
            line_of=lambda sentence: starts[sentence] if sentence < len(starts) else None,
        )
    )


def _tokens(content: Content, text: str) -> Reading:
    """A token first and its tag last in each line; no other scheme is guessed, as a system may err like one."""
    tokens = read_tokens(content.data, path=content.path, form=TokenForm(scheme="iob2"))
    return Reading(
        path=content.path,
        form="token lines",
        tokens=tokens,
        n_sentences=int(tokens["sentence"].max() or 0) + 1,  # pyright: ignore[reportArgumentType] (an integer)
        line_of=lambda sentence: _start(text, sentence),
    )


def _start(text: str, sentence: int) -> int | None:
    """The line in which a sentence starts."""
    inside, found = False, -1
    for number, line in enumerate(text.split("\n"), start=1):
        is_blank = not line.strip() or line.startswith("-DOCSTART-")
        if not is_blank and not inside:
            found += 1
            if found == sentence:
                return number
        inside = not is_blank
    return None
