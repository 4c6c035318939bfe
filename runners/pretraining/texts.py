"""The text an encoder is pre-trained on: the words of chosen text sets, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from runners import needs
from runners.needs import TextSet
from runners.pretraining.request import Request, Source
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

FEWEST = 50
"""Sentences with which it makes sense to begin."""
NER = "select sentence, form from token where text_set = $text_set order by sentence, position"
TITLE = """
select 2 * item as sentence, text as form from title_item where text_set = $text_set
union all
select 2 * item + 1, title from title_item i join title_option o using (text_set, item)
where text_set = $text_set and o.option = i.correct
order by sentence
"""
"""The text of each section, and its heading as a sentence of its own."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The text sets, in the order they were asked for, and their words: sentence (numbered through) and form."""

    text_sets: tuple[TextSet, ...]
    n_sentences: tuple[int, ...]
    words: pl.DataFrame

    def sentences(self) -> pl.Series:
        """The sentences, words joined by spaces."""
        joined = self.words.group_by("sentence", maintain_order=True).agg(pl.col("form").str.join(" "))
        return joined.get_column("form")


def chosen(warehouse: Warehouse, request: Request) -> list[TextSet]:
    """The text sets that are asked for; raises `XlrError` when one is not here."""
    sources = request.forms_of_languages()
    first = request.splits[0]
    corpus = needs.corpus_with(
        warehouse,
        task=request.task,
        wanted=request.corpus,
        languages={source.language for source in sources},
        split=first,
    )
    asked = sources or _all(warehouse, request, corpus=corpus, split=first)
    return [
        needs.training_set(
            warehouse, task=request.task, corpus=corpus, language=source.language, split=split, form=source.form
        )
        for source in asked
        for split in dict.fromkeys(request.splits)
    ]


def read(warehouse: Warehouse, text_sets: Sequence[TextSet], *, task: str) -> Texts:
    """The words of these text sets; raises `XlrError` when they are too few to learn from."""
    parts: list[pl.DataFrame] = []
    counts: list[int] = []
    for text_set in text_sets:
        words = warehouse.frame(NER if task == "ner" else TITLE, text_set=text_set.number)
        if task == "title":
            words = words.with_columns(pl.col("form").str.extract_all(r"\S+")).explode("form").drop_nulls("form")
        number = words.get_column("sentence").rle_id().cast(pl.Int64)
        parts.append(words.select("form", sentence=number + sum(counts)))
        counts.append(number.n_unique())
    if sum(counts) < FEWEST:
        named = ", ".join(text_set.name.place for text_set in text_sets)
        raise XlrError(
            f"There are {sum(counts)} sentences in {named}, too few to pre-train on: {FEWEST} are the fewest; take "
            "more languages in."
        )
    return Texts(text_sets=tuple(text_sets), n_sentences=tuple(counts), words=pl.concat(parts))


def _all(warehouse: Warehouse, request: Request, *, corpus: str, split: str) -> list[Source]:
    """Every language that has this split in the corpus, in the form asked for."""
    found = warehouse.frame(
        "select distinct language from text_set where corpus = $corpus and task = $task and split = $split "
        "and perturbation = 'none' order by language",
        corpus=corpus,
        task=request.task,
        split=split,
    )
    return [Source(language=language, form=request.form) for language in found.to_series()]
