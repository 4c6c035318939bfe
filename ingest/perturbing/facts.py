"""What perturbations ask for beside the two text sets: names, word lists, word vectors, proposals, what is seen."""

from collections.abc import Sequence

import polars as pl

from ingest.perturbing.perturbation import Training
from ingest.vectors import Vectors, load_vectors
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse


def training_facts(warehouse: Warehouse, text_set: int, *, task: str, language: str, with_stop_words: bool) -> Training:
    """What a training set has."""
    mentions = warehouse.frame(
        "select text, count(*) as n from mention where text_set = $number group by text order by text", number=text_set
    )
    rows = warehouse.frame(_TITLE_FORMS if task == "title" else _FORMS, number=text_set)
    with_words = rows.filter(pl.col("word").is_not_null())
    return Training(
        language=language,
        mention_counts=mentions,
        forms=frozenset(rows.get_column("form")),
        words=frozenset(with_words.get_column("word")),
        context_words=frozenset(with_words.filter("is_context").get_column("word")),
        context_forms=frozenset(rows.filter("is_context").get_column("form")),
        stop_words=stop_words(warehouse, language) if with_stop_words else frozenset(),
    )


def name_pool(warehouse: Warehouse, language: str, *, kind: str) -> tuple[str, ...]:
    """The names of a kind in a language, in order; raises `InputError` where there are none."""
    found = warehouse.frame(
        "select distinct name from name where language = $language and kind = $kind order by name",
        language=language,
        kind=kind,
    ).to_series()
    if found.is_empty():
        raise InputError(
            f"There are no {kind.replace('_', ' ')}s of {language} in the warehouse: "
            f"'xlr ingest names FILE --language {language} --kind {kind}' brings some in."
        )
    return tuple(found)


def function_words(warehouse: Warehouse, *, corpus: str, task: str, language: str) -> frozenset[str]:
    """The function words of a language, as landed from its text in a corpus."""
    return frozenset(
        warehouse.frame(
            "select word from word_frequency where corpus = $corpus and task = $task and language = $language "
            "and is_function",
            corpus=corpus,
            task=task,
            language=language,
        ).to_series()
    )


def stop_words(warehouse: Warehouse, language: str) -> frozenset[str]:
    """The published stop list of a language; empty where there is none."""
    return frozenset(
        warehouse.frame("select distinct word from stop_word where language = $language", language=language).to_series()
    )


def embeddings(warehouse: Warehouse, wanted: Sequence[str], *, proposing: bool = False) -> list[str]:
    """The embeddings to perturb with: those named, by themselves or by their encoder, else every one there is.

    With `proposing` they are those of masked language models that proposed words. Raises `XlrError` when there is none.
    """
    known = warehouse.frame(
        "select embedding, encoder from embedding where (pooling = 'mlm') = $proposing order by embedding",
        proposing=proposing,
    )
    command = "xlr propose" if proposing else "xlr embed"
    what = "proposals of a masked language model" if proposing else "word vectors"
    if known.is_empty():
        raise InputError(f"There are no {what} in the warehouse: '{command} --encoder ENCODER' makes them.")
    names = known.get_column("embedding").to_list()
    if not wanted:
        return names
    chosen = [name for name, encoder in known.iter_rows() if name in wanted or encoder in wanted]
    for one in wanted:
        if one not in names and one not in known.get_column("encoder").to_list():
            raise UnknownNameError("embedding", one, names)
    return chosen


def vectors_of(warehouse: Warehouse, embedding: str, tokens: pl.DataFrame, *, language: str) -> Vectors:
    """The vectors of the forms and words of a test set; raises `InputError` where a word has none."""
    words = tokens.filter(pl.col("word").is_not_null())
    forms = pl.concat([words.get_column("form"), words.get_column("word")]).unique().sort()
    others = tokens.filter(pl.col("word").is_null()).get_column("form").unique().sort()
    vectors = load_vectors(warehouse, embedding, pl.concat([forms, others]))
    lacking = set(vectors.missing).difference(others)
    if lacking:
        encoder = warehouse.one("select encoder from embedding where embedding = $embedding", embedding=embedding)
        raise InputError(
            f"{len(lacking):,} of {len(forms):,} words of {language} have no vector in the embedding "
            f"{embedding}: 'xlr embed --encoder {encoder} {language}' makes them (with the same --layer and --pooling)."
        )
    return vectors


def proposals_of(warehouse: Warehouse, embedding: str, text_set: int, *, language: str) -> pl.DataFrame:
    """What a masked language model proposes for the words of a test set; raises `InputError` where it did not."""
    rows = warehouse.frame(
        """
        select sentence, position, rank, form, word_of(form) as word, probability from proposal
        where embedding = $embedding and text_set = $number order by sentence, position, rank
        """,
        embedding=embedding,
        number=text_set,
    )
    if rows.is_empty():
        encoder = warehouse.one("select encoder from embedding where embedding = $embedding", embedding=embedding)
        raise InputError(
            f"{embedding} proposed nothing for the test set in {language}: "
            f"'xlr propose --encoder {encoder} {language}' makes it."
        )
    return rows


_FORMS = """
select form, word_of(form) as word, bool_or(tag = 'O') as is_context from token where text_set = $number
group by form
"""

_TITLE_FORMS = """
select form, word_of(form) as word, true as is_context
from (select distinct unnest(words_of(text)) as form from title_item where text_set = $number)
"""
