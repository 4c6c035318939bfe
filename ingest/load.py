"""Landing a corpus: text sets with their tokens, sentences and mentions, in one transaction."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from ingest.text_sets import Corpus, NerTextSet, TitleTextSet, items_sha256, tokens_sha256
from ingest.words import WORD
from xlr_warehouse.errors import InputError
from xlr_warehouse.spans import mentions
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class Landed:
    """What landing a corpus did: how many text sets, items and tokens were new, and how many were there already."""

    n_new: int
    n_known: int
    n_items: int
    n_tokens: int


@dataclass(frozen=True, kw_only=True)
class TextSetKey:
    """What names a text set outside a warehouse, but for its sha256."""

    corpus: str
    task: str
    language: str
    split: str
    perturbation: str = "none"


def load(warehouse: Warehouse, corpus: Corpus) -> Landed:
    """Land what a reader brought; text sets that are there already, with the same content, stay as they are.

    Raises `InputError`, and changes nothing, when a text set is there with another content.
    """
    with warehouse.transaction():
        new = [text_set for text_set in corpus.text_sets if _is_new(warehouse, text_set)]
        before = _totals(warehouse)
        for text_set in new:
            if isinstance(text_set, NerTextSet):
                append_ner(warehouse, _key(text_set), text_set.tokens)
            else:
                _append_titles(warehouse, text_set)
        _append_provenance(warehouse, corpus, new)
        after = _totals(warehouse)
    return Landed(
        n_new=len(new),
        n_known=len(corpus.text_sets) - len(new),
        n_items=after[0] - before[0],
        n_tokens=after[1] - before[1],
    )


def append_ner(warehouse: Warehouse, key: TextSetKey, tokens: pl.DataFrame, *, original: int | None = None) -> int:
    """Append one NER text set and say its number; one that is there with the same content is only named.

    `original` is the text set it was perturbed from. Call it within a transaction.
    """
    sha256 = tokens_sha256(tokens)
    known = find_text_set(warehouse, key, sha256)
    if known is not None:
        return known
    sentences = (
        tokens.group_by("sentence", maintain_order=True)
        .agg(
            n_tokens=pl.len().cast(pl.Int32),
            has_context=(pl.col("tag") == "O").any(),
            text=pl.col("form").str.join("\x1f"),
        )
        .with_columns(duplicate_of=_clusters(pl.col("text")))
        .drop("text")
    )
    number = _append_text_set(warehouse, key, sha256, original=original, sentences=sentences)
    warehouse.append("token", tokens.with_columns(text_set=pl.lit(number)))
    warehouse.append("mention", mentions(tokens).with_columns(text_set=pl.lit(number)))
    return number


def find_text_set(warehouse: Warehouse, key: TextSetKey, sha256: str) -> int | None:
    """The number of a text set in this warehouse, if it has it."""
    found = warehouse.frame(
        """
        select text_set from text_set
        where corpus = $corpus and task = $task and language = $language and split = $split
        and perturbation = $perturbation and sha256 = $sha256
        """,
        corpus=key.corpus,
        task=key.task,
        language=key.language,
        split=key.split,
        perturbation=key.perturbation,
        sha256=sha256,
    )
    return None if found.is_empty() else int(found.item())


def _key(text_set: NerTextSet | TitleTextSet) -> TextSetKey:
    task = "ner" if isinstance(text_set, NerTextSet) else "title"
    return TextSetKey(corpus=text_set.corpus, task=task, language=text_set.language, split=text_set.split)


def _is_new(warehouse: Warehouse, text_set: NerTextSet | TitleTextSet) -> bool:
    key = _key(text_set)
    known = warehouse.frame(
        """
        select sha256 from text_set
        where corpus = $corpus and task = $task and language = $language and split = $split and perturbation = 'none'
        """,
        corpus=key.corpus,
        task=key.task,
        language=key.language,
        split=key.split,
    )
    if known.is_empty():
        return True
    sha256 = tokens_sha256(text_set.tokens) if isinstance(text_set, NerTextSet) else items_sha256(text_set)
    if known.item() != sha256:
        raise InputError(
            f"The {key.split} split of {key.language} is in the corpus {key.corpus!r} already, with another content "
            f"(sha256 {str(known.item())[:12]}, this one {sha256[:12]}); use another warehouse or corpus name for it."
        )
    return False


def _append_text_set(
    warehouse: Warehouse, key: TextSetKey, sha256: str, *, original: int | None, sentences: pl.DataFrame
) -> int:
    number = int(warehouse.one("select coalesce(max(text_set), 0) + 1 from text_set"))
    row = {
        "text_set": number,
        "corpus": key.corpus,
        "task": key.task,
        "language": key.language,
        "split": key.split,
        "perturbation": key.perturbation,
        "original": number if original is None else original,
        "n_items": sentences.height,
        "n_tokens": int(sentences["n_tokens"].sum()),
        "sha256": sha256,
    }
    warehouse.append("text_set", pl.DataFrame([row]))
    warehouse.append("sentence", sentences.with_columns(text_set=pl.lit(number)))
    return number


def _append_titles(warehouse: Warehouse, text_set: TitleTextSet) -> None:
    sentences = text_set.items.select(
        sentence="item",
        n_tokens=pl.col("text").str.count_matches(WORD).cast(pl.Int32),
        has_context=pl.lit(value=True),
        duplicate_of=_clusters(pl.col("text")),
        page="page",
    )
    number = _append_text_set(warehouse, _key(text_set), items_sha256(text_set), original=None, sentences=sentences)
    warehouse.append("title_item", text_set.items.with_columns(text_set=pl.lit(number)))
    warehouse.append("title_option", text_set.options.with_columns(text_set=pl.lit(number)))


def _clusters(text: pl.Expr) -> pl.Expr:
    """A number that equal texts share, the same in every warehouse: 8 bytes of their BLAKE2b."""
    return text.map_elements(
        lambda value: int.from_bytes(hashlib.blake2b(value.encode(), digest_size=8).digest(), signed=True),
        return_dtype=pl.Int64,
    )


def _append_provenance(warehouse: Warehouse, corpus: Corpus, new: Iterable[NerTextSet | TitleTextSet]) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    for task in sorted({_key(text_set).task for text_set in new}):
        warehouse.execute(
            "insert or ignore into corpus values ($corpus, $task, $source, $revision, $licence, $now)",
            corpus=corpus.name,
            task=task,
            source=corpus.source,
            revision=corpus.revision,
            licence=corpus.licence,
            now=now,
        )
    for file in (file for text_set in new for file in text_set.files):
        warehouse.execute(
            "insert or replace into source_file values ($corpus, $path, $sha256, $n_bytes, $reader)",
            corpus=corpus.name,
            path=file.path,
            sha256=file.sha256,
            n_bytes=file.n_bytes,
            reader=file.reader,
        )
    for table, frame in (("language", corpus.languages), ("planted", corpus.planted)):
        if frame is not None:
            with warehouse.relation("brought", frame):
                warehouse.execute(f"insert or ignore into {table} by name select * from brought")


def _totals(warehouse: Warehouse) -> tuple[int, int]:
    n_items, n_tokens = warehouse.frame(
        "select coalesce(sum(n_items), 0), coalesce(sum(n_tokens), 0) from text_set"
    ).row(0)
    return int(n_items), int(n_tokens)
