"""Landing a corpus: text sets with their tokens, sentences and mentions, in one transaction."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from ingest.ahead import ahead
from ingest.provenance import append_provenance
from ingest.replacing import Unmatched, forget_words, remove_text_sets
from ingest.text_sets import Corpus, NerTextSet, TitleTextSet, TokensDigest, items_sha256, tokens_sha256
from ingest.words import WORD
from xlr_warehouse.errors import InputError
from xlr_warehouse.spans import mentions
from xlr_warehouse.warehouse import Warehouse

CACHE_MB = 512
"""How much of what it has landed DuckDB may keep in memory."""


@dataclass(frozen=True, kw_only=True)
class Landed:
    """What landing a corpus did: how many text sets, items and tokens were new, and how many were there already.

    Of the new text sets `n_replaced` took the place of others; `also_gone` are splits that had been made of the same
    file as these, and `unmatched` the runs that no longer match.
    """

    n_new: int
    n_known: int
    n_items: int
    n_tokens: int
    n_replaced: int = 0
    also_gone: tuple[str, ...] = ()
    unmatched: Unmatched = field(default_factory=Unmatched)


@dataclass(frozen=True, kw_only=True)
class TextSetKey:
    """What names a text set outside a warehouse, but for its sha256."""

    corpus: str
    task: str
    language: str
    split: str
    perturbation: str = "none"


@dataclass(frozen=True, kw_only=True)
class _Counts:
    n_items: int
    n_tokens: int
    sha256: str


def load(warehouse: Warehouse, corpus: Corpus, *, replace: bool = False) -> Landed:
    """Land what a reader brought; text sets that are there already, with the same content, stay as they are.

    One that is there with another content gives way if `replace` is true, and all that was counted or predicted on it
    goes too. Else this raises `InputError`, and changes nothing.
    """
    with warehouse.cache_limited(CACHE_MB), warehouse.transaction():
        known = [_known(warehouse, _key(text_set)) for text_set in corpus.text_sets]
        new: list[NerTextSet | TitleTextSet] = []
        old: list[int] = []
        for text_set, (number, sha256) in zip(corpus.text_sets, known, strict=True):
            if number is None:
                new.append(text_set)
            elif (ours := _sha256(text_set)) != sha256:
                if not replace:
                    raise InputError(_changed(_key(text_set), sha256, ours))
                new.append(text_set)
                old.append(number)
        first = _next_number(warehouse)
        siblings = _siblings(warehouse, old, corpus)
        unmatched = remove_text_sets(warehouse, [*old, *siblings]) if old else Unmatched()
        counts = _append(warehouse, _parts(new, first))
        append_provenance(warehouse, corpus, new)
        for text_set in new:
            forget_words(warehouse, corpus=text_set.corpus, task=text_set.task, language=text_set.language)
        empty = [text_set for text_set, one in zip(new, counts, strict=True) if not one.n_items]
        if empty:
            raise InputError(f"The {empty[0].split} split of {empty[0].language} would hold nothing.")
    return Landed(
        n_new=len(new),
        n_known=len(corpus.text_sets) - len(new),
        n_items=sum(one.n_items for one in counts),
        n_tokens=sum(one.n_tokens for one in counts),
        n_replaced=len(old),
        also_gone=tuple(siblings.values()),
        unmatched=unmatched,
    )


def append_ner(warehouse: Warehouse, key: TextSetKey, tokens: pl.DataFrame, *, original: int | None = None) -> int:
    """Append one NER text set and say its number; one that is there with the same content is only named.

    `original` is the text set it was perturbed from. Call it within a transaction.
    """
    known = find_text_set(warehouse, key, tokens_sha256(tokens))
    if known is not None:
        return known
    number = _next_number(warehouse)
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
    number = _next_number(warehouse)
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


def _key(text_set: NerTextSet | TitleTextSet) -> TextSetKey:
    return TextSetKey(corpus=text_set.corpus, task=text_set.task, language=text_set.language, split=text_set.split)


def _known(warehouse: Warehouse, key: TextSetKey) -> tuple[int | None, str]:
    """The number and the sha256 of the original text set of that name."""
    found = warehouse.frame(
        """
        select text_set, sha256 from text_set
        where corpus = $corpus and task = $task and language = $language and split = $split and perturbation = 'none'
        """,
        corpus=key.corpus,
        task=key.task,
        language=key.language,
        split=key.split,
    )
    if found.is_empty():
        return None, ""
    number, sha256 = found.row(0)
    return int(number), str(sha256)


def _siblings(warehouse: Warehouse, old: list[int], corpus: Corpus) -> dict[int, str]:
    """The splits made of the same file as one that gives way, by number: beside a new one they could share its text.

    What the corpus brings anew is not among them.
    """
    brought = {(text_set.task, text_set.language, text_set.split) for text_set in corpus.text_sets}
    rows = warehouse.frame(
        """
        with placed as (
            select text_set, task, language, split, path, f.sha256
            from text_set inner join source_file as f using (corpus, task, language, split)
            where perturbation = 'none' and corpus = $corpus
        )
        select distinct other.text_set, other.task, other.language, other.split
        from placed as one inner join placed as other using (task, language, path, sha256)
        where list_contains($old, one.text_set) and not list_contains($old, other.text_set)
        order by other.text_set
        """,
        corpus=corpus.name,
        old=old,
    )
    return {
        number: f"{language} {split}"
        for number, task, language, split in rows.iter_rows()
        if (task, language, split) not in brought
    }


def _sha256(text_set: NerTextSet | TitleTextSet) -> str:
    if isinstance(text_set, TitleTextSet):
        return items_sha256(text_set)
    digest = TokensDigest()
    for batch in text_set.batches():
        digest.update(batch)
    return digest.hexdigest()


def _changed(key: TextSetKey, known: str, ours: str) -> str:
    return (
        f"The {key.split} split of {key.language} is in the corpus {key.corpus!r} already, with another content "
        f"(sha256 {known[:12]}, this one {ours[:12]}); --replace puts it in the place of the old one, another "
        "warehouse keeps both."
    )


def _next_number(warehouse: Warehouse) -> int:
    return int(warehouse.one("select coalesce(max(text_set), 0) + 1 from text_set"))


@dataclass(frozen=True, kw_only=True)
class _Part:
    """Rows of one text set, a frame a table; the last part of a text set knows its counts."""

    key: TextSetKey
    number: int
    frames: dict[str, pl.DataFrame]
    counts: _Counts | None = None


def _append(warehouse: Warehouse, parts: Iterable[_Part], *, original: int | None = None) -> list[_Counts]:
    """Append part by part, so that memory stays flat however long a text is; a part is made while one is appended."""
    counts: list[_Counts] = []
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
            yield from _ner_parts(_key(text_set), number, text_set.batches())
        else:
            yield _title_part(text_set, _key(text_set), number)


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
    counts = _Counts(n_items=n_items, n_tokens=n_tokens, sha256=digest.hexdigest())
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
    counts = _Counts(n_items=sentences.height, n_tokens=int(sentences["n_tokens"].sum()), sha256=items_sha256(text_set))
    frames = {"sentence": sentences, "title_item": text_set.items, "title_option": text_set.options}
    return _Part(key=key, number=number, frames=frames, counts=counts)


def _append_text_set(
    warehouse: Warehouse, key: TextSetKey, number: int, counts: _Counts, *, original: int | None
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
