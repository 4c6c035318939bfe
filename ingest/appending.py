"""Appending text sets: their sentences, tokens, mentions and items, part by part, and the row that counts them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from ingest.ahead import ahead
from ingest.text_sets import NerTextSet, TitleTextSet, TokensDigest, items_sha256, tokens_sha256
from ingest.words import WORD
from xlr_warehouse.spans import mentions
from xlr_warehouse.warehouse import Warehouse


@dataclass(frozen=True, kw_only=True)
class TextSetKey:
    """What names a text set outside a warehouse, but for its sha256."""

    corpus: str
    task: str
    language: str
    split: str
    perturbation: str = "none"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What a text set holds: its items and tokens, and the sha256 that identifies it."""

    n_items: int
    n_tokens: int
    sha256: str


def append_ner(warehouse: Warehouse, key: TextSetKey, tokens: pl.DataFrame, *, original: int | None = None) -> int:
    """Append one NER text set and say its number; one that is there with the same content is only named.

    `original` is the text set it was perturbed from. Call it within a transaction.
    """
    known = find_text_set(warehouse, key, tokens_sha256(tokens))
    if known is not None:
        return known
    number = next_number(warehouse)
    _append(warehouse, _ner_parts(key, number, (tokens,)), original=original)
    return number


def append_titles(
    warehouse: Warehouse, key: TextSetKey, *, items: pl.DataFrame, options: pl.DataFrame, original: int
) -> int:
    """Append one set of title items that was perturbed from `original`, as `append_ner` does."""
    text_set = TitleTextSet(corpus=key.corpus, language=key.language, split=key.split, items=items, options=options)
    known = find_text_set(warehouse, key, items_sha256(text_set))
    if known is not None:
        return known
    number = next_number(warehouse)
    _append(warehouse, [_title_part(text_set, key, number)], original=original)
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


def append_text_sets(
    warehouse: Warehouse, text_sets: Iterable[NerTextSet | TitleTextSet], *, first: int
) -> list[Counts]:
    """Append original text sets, numbered in their order from `first`, and say what each holds.

    Call it within a transaction.
    """
    return _append(warehouse, _parts(text_sets, first))


def key_of(text_set: NerTextSet | TitleTextSet) -> TextSetKey:
    """What names a text set as it came."""
    return TextSetKey(corpus=text_set.corpus, task=text_set.task, language=text_set.language, split=text_set.split)


def next_number(warehouse: Warehouse) -> int:
    """The number that the next text set gets: one more than the largest."""
    return int(warehouse.one("select coalesce(max(text_set), 0) + 1 from text_set"))


@dataclass(frozen=True, kw_only=True)
class _Part:
    """Rows of one text set, a frame a table; the last part of a text set knows its counts."""

    key: TextSetKey
    number: int
    frames: dict[str, pl.DataFrame]
    counts: Counts | None = None


def _append(warehouse: Warehouse, parts: Iterable[_Part], *, original: int | None = None) -> list[Counts]:
    """Append part by part, so that memory stays flat however long a text is; a part is made while one is appended."""
    counts: list[Counts] = []
    for part in ahead(parts):
        for table, frame in part.frames.items():
            warehouse.append(table, frame.with_columns(text_set=pl.lit(part.number, dtype=pl.Int32)))
        if part.counts is not None:
            counts.append(part.counts)
            _append_text_set(warehouse, part.key, part.number, part.counts, original=original)
    return counts


def _parts(text_sets: Iterable[NerTextSet | TitleTextSet], first: int) -> Iterator[_Part]:
    for number, text_set in enumerate(text_sets, start=first):
        if isinstance(text_set, NerTextSet):
            yield from _ner_parts(key_of(text_set), number, text_set.batches())
        else:
            yield _title_part(text_set, key_of(text_set), number)


def _ner_parts(key: TextSetKey, number: int, batches: Iterable[pl.DataFrame]) -> Iterator[_Part]:
    digest = TokensDigest()
    n_items = n_tokens = 0
    for tokens in batches:
        digest.update(tokens)
        sentences = _sentences(tokens)
        n_items += sentences.height
        n_tokens += tokens.height
        yield _Part(
            key=key, number=number, frames={"sentence": sentences, "token": tokens, "mention": mentions(tokens)}
        )
    counts = Counts(n_items=n_items, n_tokens=n_tokens, sha256=digest.hexdigest())
    yield _Part(key=key, number=number, frames={}, counts=counts)


def _sentences(tokens: pl.DataFrame) -> pl.DataFrame:
    return (
        tokens.group_by("sentence", maintain_order=True)
        .agg(n_tokens=pl.len().cast(pl.Int32), has_context=(pl.col("tag") == "O").any(), text=pl.col("form"))
        .select("sentence", "n_tokens", "has_context", duplicate_of=_clusters(pl.col("text").list.join("\x1f")))
    )


def _title_part(text_set: TitleTextSet, key: TextSetKey, number: int) -> _Part:
    sentences = text_set.items.select(
        sentence="item",
        n_tokens=pl.col("text").str.count_matches(WORD).cast(pl.Int32),
        has_context=pl.lit(value=True),
        duplicate_of=_clusters(pl.col("text")),
        page="page",
    )
    counts = Counts(n_items=sentences.height, n_tokens=int(sentences["n_tokens"].sum()), sha256=items_sha256(text_set))
    frames = {"sentence": sentences, "title_item": text_set.items, "title_option": text_set.options}
    return _Part(key=key, number=number, frames=frames, counts=counts)


def _append_text_set(
    warehouse: Warehouse, key: TextSetKey, number: int, counts: Counts, *, original: int | None
) -> None:
    row = {
        "text_set": number,
        "corpus": key.corpus,
        "task": key.task,
        "language": key.language,
        "split": key.split,
        "perturbation": key.perturbation,
        "original": number if original is None else original,
        "n_items": counts.n_items,
        "n_tokens": counts.n_tokens,
        "sha256": counts.sha256,
    }
    warehouse.append("text_set", pl.DataFrame([row]))


def _clusters(text: pl.Expr) -> pl.Expr:
    """A number that equal texts share, the same in every warehouse: 8 bytes of their BLAKE2b."""
    return text.map_batches(_hashes, return_dtype=pl.Int64)


def _hashes(texts: pl.Series) -> pl.Series:
    numbers = [
        int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True) for text in texts.to_list()
    ]
    return pl.Series(numbers, dtype=pl.Int64)
