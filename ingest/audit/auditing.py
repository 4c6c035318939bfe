"""The audit: what must be worked out about sentences, for the text sets that lack it, landed in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ingest.audit.clusters import clusters, near_in_training
from ingest.audit.templates import templates
from ingest.audit.wording import Wording, wording
from ingest.audit.writing import written_in
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Audited:
    """What an audit did: text sets and sentences looked at now, text sets known, pairs of text sets compared now."""

    n_new: int
    n_known: int
    n_sentences: int
    n_pairs: int


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What is to land: rows of sentence_audit for whole languages (text_sets), and rows of near_in_training."""

    text_sets: tuple[int, ...]
    sentences: pl.DataFrame
    near: pl.DataFrame


def audit(warehouse: Warehouse, languages: Sequence[str] = (), *, corpus: str | None = None) -> Audited:
    """Audit the original text sets of these languages, or of all, in one corpus or in all.

    Text sets that were audited are left alone, unless their language has got another one since: clusters go through a
    whole language. Training and test sets are compared across all languages audited so far. Raises `InputError` or
    `UnknownNameError` when there is no such text.
    """
    sets = _sets(warehouse, languages, corpus=corpus)
    wanted = sets.filter("is_chosen", pl.col("task") == "ner")
    found = [
        _look(warehouse, of_corpus)
        for of_corpus in sets.filter(pl.col("task") == "ner").partition_by("corpus", maintain_order=True)
    ]
    with warehouse.transaction():
        for one in found:
            warehouse.execute(
                "delete from sentence_audit where list_contains($numbers, text_set)", numbers=list(one.text_sets)
            )
            warehouse.append("sentence_audit", one.sentences)
            warehouse.append("near_in_training", one.near)
    n_new = wanted.filter(~pl.col("is_audited")).height
    return Audited(
        n_new=n_new,
        n_known=wanted.height - n_new,
        n_sentences=sum(one.sentences.height for one in found),
        n_pairs=sum(one.near.height for one in found),
    )


def chosen_sets(warehouse: Warehouse, languages: Sequence[str], *, corpus: str | None) -> pl.DataFrame:
    """The original text sets that these names mean: text_set, corpus, task, language and split."""
    sets = _sets(warehouse, languages, corpus=corpus)
    return sets.filter("is_chosen").select("text_set", "corpus", "task", "language", "split")


def _sets(warehouse: Warehouse, languages: Sequence[str], *, corpus: str | None) -> pl.DataFrame:
    """The original text sets of the corpora asked for, each with is_chosen (by language) and is_audited.

    The other columns are text_set, corpus, task, language and split.
    """
    sets = warehouse.frame(
        """
        select
            text_set, corpus, task, language, split,
            n_items = 0 or text_set in (select sentence_audit.text_set from sentence_audit) as is_audited
        from text_set where perturbation = 'none' order by corpus, task, text_set
        """
    )
    if sets.is_empty():
        raise InputError("There is no text in the warehouse; 'xlr ingest' brings some in.")
    if corpus is not None:
        known = sets.get_column("corpus").unique().sort().to_list()
        if corpus not in known:
            raise UnknownNameError("corpus", corpus, known)
        sets = sets.filter(corpus=corpus)
    known = sets.get_column("language").unique().sort().to_list()
    for language in languages:
        if language not in known:
            raise UnknownNameError("language with text in the warehouse", language, known)
    return sets.with_columns(is_chosen=pl.col("language").is_in(list(languages or known)))


def _look(warehouse: Warehouse, sets: pl.DataFrame) -> _Found:
    """Work out what one corpus lacks."""
    lacking = sets.filter(~pl.col("is_audited"))
    new = lacking.filter("is_chosen").get_column("language").unique().to_list()
    waiting = [language for language in lacking.get_column("language").unique() if language not in new]
    pairs = _pairs(warehouse, sets.filter(~pl.col("language").is_in(waiting)))
    touched = pl.concat([pairs.get_column("train_set"), pairs.get_column("test_set")])
    read = sets.filter(pl.col("language").is_in(new) | pl.col("text_set").is_in(touched.implode()))
    tokens, sentences = _read(warehouse, read.get_column("text_set"))
    worded = wording(tokens, sentences)
    again = sets.filter(pl.col("language").is_in(new))
    return _Found(
        text_sets=tuple(again.get_column("text_set")),
        sentences=_described(worded, tokens, again),
        near=_near(worded, pairs),
    )


def _pairs(warehouse: Warehouse, sets: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a training and a test set that were not compared yet: as they came, or both leak-free."""
    lacking = warehouse.frame(
        "select train_set, test_set from train_test_pair anti join near_in_training using (train_set, test_set) "
        "order by train_set, test_set"
    )
    numbers = sets.get_column("text_set").implode()
    return lacking.filter(pl.col("train_set").is_in(numbers), pl.col("test_set").is_in(numbers))


def _read(warehouse: Warehouse, text_sets: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    with warehouse.relation("asked", pl.DataFrame({"text_set": text_sets})):
        tokens = warehouse.frame(
            "select text_set, sentence, position, form, tag from token semi join asked using (text_set) "
            "order by text_set, sentence, position"
        )
        sentences = warehouse.frame(
            "select text_set, sentence, duplicate_of from sentence semi join asked using (text_set) "
            "order by text_set, sentence"
        )
    return tokens, sentences


def _described(worded: Wording, tokens: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    """Rows of sentence_audit for whole languages of one corpus."""
    key = ["text_set", "sentence"]
    tokens = tokens.filter(pl.col("text_set").is_in(sets.get_column("text_set").implode()))
    clustered = [
        clusters(_of(worded, of_language.get_column("text_set"))) for of_language in sets.partition_by("language")
    ]
    empty = pl.DataFrame(schema={"text_set": pl.Int32, "sentence": pl.Int32, "near_duplicate_of": pl.Int64})
    return (
        pl.concat([empty, *clustered])
        .join(templates(tokens), on=key, how="left")
        .join(written_in(tokens), on=key, how="left")
        .sort(key)
    )


def _of(worded: Wording, text_sets: pl.Series) -> Wording:
    inside = worded.sentences.filter(pl.col("text_set").is_in(text_sets.implode()))
    return Wording(sentences=inside, groups=worded.groups)


def _near(worded: Wording, pairs: pl.DataFrame) -> pl.DataFrame:
    """Rows of near_in_training, for every pair one."""
    key = ["train_set", "test_set"]
    lists = near_in_training(worded, pairs).group_by(key, maintain_order=True).agg(sentences=pl.col("sentence"))
    none = pl.lit([], dtype=pl.List(pl.Int32))
    return pairs.join(lists, on=key, how="left", maintain_order="left").with_columns(
        pl.col("sentences").fill_null(none)
    )
