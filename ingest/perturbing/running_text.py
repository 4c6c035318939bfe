"""Running text as words and what stands between them: where each word stands, and other words in their places."""

from collections.abc import Iterator, Sequence

import polars as pl

TEXT_SCHEMA = {"sentence": pl.Int32, "text": pl.String}
"""The columns of texts by the numbers of their items."""


def spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand in it, as half-open spans of characters; `words` are all of them, in order.

    The next word is always the next place where its characters stand, for what lies before it is no part of any word.
    """
    end = 0
    for word in words:
        first = text.index(word, end)
        end = first + len(word)
        yield first, end


def with_words(text: str, words: Sequence[str], new: Sequence[str]) -> str:
    """The text with `new` in the places of its words, one for one; what stands between words stays to the byte."""
    parts: list[str] = []
    end = 0
    for (first, after), replacement in zip(spans(text, words), new, strict=True):
        parts += (text[end:first], replacement)
        end = after
    return "".join((*parts, text[end:]))


def texts_with_words(texts: pl.DataFrame, words: pl.DataFrame, new: pl.Series) -> pl.DataFrame:
    """The texts (sentence, text) with `new` in the places of their words (sentence, form), one for one, in order."""
    placed = words.select("sentence", old="form").with_columns(new=new).group_by("sentence").agg("old", "new")
    rows = texts.join(placed, on="sentence", how="left", maintain_order="left").select("sentence", "text", "old", "new")
    return pl.DataFrame(
        [(sentence, with_words(text, old or (), put or ())) for sentence, text, old, put in rows.iter_rows()],
        schema=TEXT_SCHEMA,
        orient="row",
    )
