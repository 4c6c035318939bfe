"""Word lists that measures and perturbations read: function words by our rule, stop words as others publish them."""

from typing import Literal

import polars as pl

from ingest.forms.function_words import land_word_frequency
from ingest.forms.stop_lists import land_stop_words
from xlr_warehouse.warehouse import Warehouse


def land_word_list(
    warehouse: Warehouse, words: Literal["function_words", "stop_words"], *, text_sets: pl.Series
) -> None:
    """Land the word lists of the languages of some text sets, where they are not there yet."""
    if words == "stop_words":
        land_stop_words(warehouse)
        return
    languages = warehouse.frame(
        """
        select corpus, task, list(distinct language order by language) as languages
        from text_set where list_contains($text_sets, text_set) group by corpus, task order by corpus, task
        """,
        text_sets=text_sets.to_list(),
    )
    for corpus, task, of_corpus in languages.iter_rows():
        land_word_frequency(warehouse, corpus=corpus, task=task, languages=of_corpus)
