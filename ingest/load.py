"""Landing a corpus: text sets with their tokens, sentences and mentions, in one transaction."""

from dataclasses import dataclass, field

from ingest.appending import TextSetKey, append_text_sets, key_of, next_number
from ingest.provenance import append_provenance
from ingest.recounting import changed_words, forget_words
from ingest.replacing import Unmatched, remove_text_sets
from ingest.text_sets import Corpus, NerTextSet, TitleTextSet, TokensDigest, items_sha256
from xlr_warehouse.errors import InputError
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


def load(warehouse: Warehouse, corpus: Corpus, *, replace: bool = False) -> Landed:
    """Land what a reader brought; text sets that are there already, with the same content, stay as they are.

    One that is there with another content gives way if `replace` is true, and all that was counted or predicted on it
    goes too. Else this raises `InputError`, and changes nothing.
    """
    with warehouse.cache_limited(CACHE_MB), warehouse.transaction():
        known = [_known(warehouse, key_of(text_set)) for text_set in corpus.text_sets]
        new: list[NerTextSet | TitleTextSet] = []
        old: list[int] = []
        for text_set, (number, sha256) in zip(corpus.text_sets, known, strict=True):
            if number is None:
                new.append(text_set)
            elif (ours := _sha256(text_set)) != sha256:
                if not replace:
                    raise InputError(_changed(key_of(text_set), sha256, ours))
                new.append(text_set)
                old.append(number)
        first = next_number(warehouse)  # of what gives way, no number is used again
        siblings = _siblings(warehouse, old, corpus)
        unmatched = remove_text_sets(warehouse, [*old, *siblings]) if old else Unmatched()
        # Without --replace nothing that a run was tested on goes: perturbations keep the words they were made with.
        forget_words(warehouse, changed_words(warehouse, gone=(), arriving=map(key_of, new)))
        counts = append_text_sets(warehouse, new, first=first)
        append_provenance(warehouse, corpus, new)
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
