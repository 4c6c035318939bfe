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


TITLES = """
insert into text_set by name
select * from (values
    (1, 'c', 'title', 'aa', 'train', 'none', 1, 0, 0, 'a'),
    (2, 'c', 'title', 'bb', 'test', 'none', 2, 1, 3, 'b'),
    (3, 'c', 'title', 'bb', 'test', 'title_random', 2, 1, 3, 'c')
) as t (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256);
insert into title_item values (2, 0, 'p', 'A hill, a <b>.', 'B'), (3, 0, 'p', 'A valley, a <b>.', 'B');
insert into title_option
select text_set, 0, option, 'Title ' || option
from (values (2), (3)) as t (text_set), (values ('A'), ('B')) as o (option);
insert into perturbation values ('p1', 'title_random', 1, 2, 3, null, 1, 1, '{}', 1, 1, 0);
insert into edit values
('p1', 3, 0, null, 1, 2, 1, 2, 'hill', 'valley', null, null, null, true, false, 0, null, false);
insert into run values ('r', 'title', 'e', 'aa', 1, 1, 'last', '{}', null, null, 'cpu');
insert into evaluation values ('r', 2, 3, 0, 0), ('r', 3, 3, 0, 0);
insert into title_prediction values
('r', 2, 0, 'A', 0.1, false, 9), ('r', 2, 0, 'B', 0.9, true, 9),
('r', 3, 0, 'A', 0.75, true, 9), ('r', 3, 0, 'B', 0.25, false, 9)
"""
"""A title item, before and after its text was changed, and a run that was tested on both."""


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
