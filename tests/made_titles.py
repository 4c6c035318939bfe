"""Title items made from a few texts: what perturbations of section texts are given, for tests of one by itself."""

from collections.abc import Sequence

import polars as pl

from ingest.perturbing.perturbation import Perturbed
from ingest.perturbing.text import Text, perturbed_items
from ingest.text_sets import OPTION_SCHEMA
from ingest.words import WORD
from tests.made_input import Sentence, word_of

Options = Sequence[str]
"""The four options of an item."""


def words_in(text: str) -> list[str]:
    """As the macro words_of."""
    return pl.Series([text]).str.extract_all(WORD).item().to_list()


def sentences_of(texts: Sequence[str]) -> list[Sentence]:
    """The words of texts, as tokens outside entities."""
    return [[(word, "O") for word in words_in(text)] for text in texts]


def texts_frame(texts: Sequence[str]) -> pl.DataFrame:
    """The texts by the numbers of their items."""
    rows = list(enumerate(texts))
    return pl.DataFrame(rows, schema={"sentence": pl.Int32, "text": pl.String}, orient="row")


def options_frame(options: Sequence[Options]) -> pl.DataFrame:
    """The options A to D of every item."""
    rows = [
        (item, letter, title) for item, four in enumerate(options) for letter, title in zip("ABCD", four, strict=True)
    ]
    return pl.DataFrame(rows, schema=OPTION_SCHEMA, orient="row")


def option_words_frame(options: Sequence[Options]) -> pl.DataFrame:
    """The words of the options of every item."""
    rows = {(item, word_of(word)) for item, four in enumerate(options) for title in four for word in words_in(title)}
    return pl.DataFrame(sorted(rows, key=str), schema={"sentence": pl.Int32, "word": pl.String}, orient="row")


def landed_texts(texts: Sequence[str], perturbed: Perturbed, tokens: pl.DataFrame) -> list[str]:
    """The texts of the items as they would land."""
    items = texts_frame(texts).select(
        pl.col("sentence").alias("item"), pl.lit("page").alias("page"), "text", pl.lit("A").alias("correct")
    )
    nothing = pl.DataFrame()
    text = Text(task="title", tokens=tokens, mentions=nothing, option_words=nothing, items=items, options=nothing)
    return perturbed_items(text, perturbed).get_column("text").to_list()
