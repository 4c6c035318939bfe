"""The leak-free re-split: the sentences of a language dealt anew, so that no near duplicates stand in two splits."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ingest.appending import TextSetKey, append_ner
from ingest.choices import draw
from ingest.leak_free import LEAK_FREE
from ingest.replacing import Unmatched, remove_text_sets
from ingest.split_names import SPLIT_NAMES
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

LARGEST_SEED = 2**31 - 1
"""Seeds are stored as 32-bit integers."""


@dataclass(frozen=True, kw_only=True)
class Resplit:
    """What became of a language: sentences of its original splits, those kept, and the sizes of the new splits.

    `is_new` is false where the splits were there already.
    """

    corpus: str
    language: str
    n_sentences: int
    n_kept: int
    sizes: dict[str, int]
    is_new: bool


def resplit(
    warehouse: Warehouse, sets: pl.DataFrame, *, seed: int = 1, replace: bool = False
) -> tuple[list[Resplit], Unmatched]:
    """Deal the sentences of each language in `sets` to leak-free splits, all languages in one transaction.

    Answers what became of each language, and the runs that no longer match as older splits gave way.

    `sets` has the columns text_set, corpus, task, language and split: original text sets, those for NER audited.
    One sentence of each exact duplicate is kept, the first of train, validation and test. Whole clusters of near
    duplicates go to one split, in the order of a hash of seed and cluster, until each split has its share of the
    original. Raises `InputError` where a language lacks a training or a test split, has too little text, or was dealt
    before with another seed or from other splits, unless `replace` lets the new ones take the place of those.
    """
    if not 0 <= seed <= LARGEST_SEED:
        raise InputError(f"A seed must lie between 0 and {LARGEST_SEED}, not {seed}.")
    named = sets.filter(pl.col("split").is_in(SPLIT_NAMES.keys()), pl.col("task") == "ner")
    groups = named.partition_by("corpus", "language", maintain_order=True)
    if not groups:
        raise InputError("There is no text with named entities to deal anew; 'xlr ingest' brings some in.")
    sources = [
        (
            of_language["corpus"][0],
            of_language["language"][0],
            dict(of_language.select("split", "text_set").iter_rows()),
        )
        for of_language in groups
    ]
    old: dict[tuple[str, str], list[int]] = {}
    for corpus, language, numbers in sources:
        _check(corpus, language, numbers)
        old[corpus, language] = _dealt_before(warehouse, corpus, language, set(numbers.values()), seed)
        if old[corpus, language] and not replace:
            raise InputError(
                f"The leak-free splits of {language} in the corpus {corpus} were dealt with another seed or from other "
                "splits; --replace deals them anew, and what rests on the old ones goes."
            )
    with warehouse.transaction():
        gone = remove_text_sets(warehouse, [number for numbers in old.values() for number in numbers])
        dealt = [_resplit(warehouse, corpus, language, numbers, seed) for corpus, language, numbers in sources]
    return dealt, gone


def with_both(sets: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """Those of the sets that can be dealt anew, and which languages of which corpora cannot: they lack a split.

    `sets` is as in `resplit`. A language lacks a split when it has no training or no test set in its corpus.
    """
    split = pl.col("split")
    place = ["corpus", "language"]
    of_names = sets.filter(task="ner").with_columns(
        has_both=((split == "train").any() & (split == "test").any()).over(place)
    )
    lacking = of_names.filter(~pl.col("has_both")).select(place).unique(maintain_order=True)
    return of_names.filter("has_both").select(sets.columns), [
        f"{corpus} {lang}" for corpus, lang in lacking.iter_rows()
    ]


def _check(corpus: str, language: str, numbers: dict[str, int]) -> None:
    lacking = [split for split in ("train", "test") if split not in numbers]
    if lacking:
        raise InputError(
            f"{language} has no {' and no '.join(lacking)} split in the corpus {corpus}; bring it in, or name other "
            "languages."
        )


def _dealt_before(warehouse: Warehouse, corpus: str, language: str, sources: set[int], seed: int) -> list[int]:
    """The leak-free splits that are there and were dealt with another seed or from other splits."""
    known = warehouse.frame(
        """
        select o.text_set, o.seed, list(distinct o.source_text_set) as sources
        from sentence_origin as o inner join text_set as t on o.text_set = t.text_set
        where t.corpus = $corpus and t.language = $language
        group by o.text_set, o.seed
        """,
        corpus=corpus,
        language=language,
    )
    dealt_from = set(known["sources"].explode()) if known.height else sources
    is_same = dealt_from == sources and set(known["seed"]) <= {seed}
    return [] if is_same else known["text_set"].to_list()


def _resplit(warehouse: Warehouse, corpus: str, language: str, numbers: dict[str, int], seed: int) -> Resplit:
    order = [split for split in SPLIT_NAMES if split in numbers]
    sentences = _sentences(warehouse, [numbers[split] for split in order])
    dealt = _dealt(sentences, order, seed)
    sizes = {split: dealt.filter(split=split).height for split in order}
    if not all(sizes.values()):
        raise InputError(
            f"{language} in the corpus {corpus} has too few different sentences for {len(order)} leak-free splits; "
            "bring in more of it, or name other languages."
        )
    known = [_land(warehouse, corpus, language, dealt.filter(split=split), seed) for split in order]
    return Resplit(
        corpus=corpus,
        language=language,
        n_sentences=sentences.height,
        n_kept=dealt.height,
        sizes=sizes,
        is_new=not all(known),
    )


def _sentences(warehouse: Warehouse, numbers: Sequence[int]) -> pl.DataFrame:
    """The sentences of the original splits, in the order of `numbers`."""
    return warehouse.frame(
        """
        select sentence.text_set, sentence.sentence, sentence.duplicate_of, sentence_audit.near_duplicate_of
        from sentence
        inner join sentence_audit
            on sentence.text_set = sentence_audit.text_set and sentence.sentence = sentence_audit.sentence
        where list_contains($numbers, sentence.text_set)
        order by list_position($numbers, sentence.text_set), sentence.sentence
        """,
        numbers=list(numbers),
    )


def _dealt(sentences: pl.DataFrame, splits: Sequence[str], seed: int) -> pl.DataFrame:
    """The sentences that are kept, each with its split and its number there.

    `sentences` stand in the order of `splits`. A cluster goes to the split in whose share of the hashed order its
    middle lies; the shares are those of the original splits.
    """
    kept = sentences.unique("duplicate_of", keep="first", maintain_order=True)
    sizes = sentences.group_by("text_set", maintain_order=True).len().get_column("len")
    ends = (sizes.cum_sum() / sizes.sum() * kept.height).to_list()
    clusters = (
        kept.group_by("near_duplicate_of")
        .len()
        .with_columns(
            drawn=pl.col("near_duplicate_of").map_elements(
                lambda cluster: draw(seed, "leak_free", cluster), return_dtype=pl.UInt64
            )
        )
        .sort("drawn", "near_duplicate_of")
        .with_columns(middle=pl.col("len").cum_sum() - pl.col("len") / 2)
    )
    split = pl.lit(splits[-1])
    for name, end in reversed(list(zip(splits[:-1], ends[:-1], strict=True))):
        split = pl.when(pl.col("middle") < end).then(pl.lit(name)).otherwise(split)
    return kept.join(
        clusters.select("near_duplicate_of", split=split), on="near_duplicate_of", maintain_order="left"
    ).with_columns(number=pl.int_range(pl.len(), dtype=pl.Int32).over("split"))


def _land(warehouse: Warehouse, corpus: str, language: str, dealt: pl.DataFrame, seed: int) -> bool:
    """Land one leak-free split; whether it was there already."""
    with warehouse.relation("dealt", dealt.select("text_set", "sentence", "number")):
        tokens = warehouse.frame(
            "select dealt.number as sentence, position, form, tag from token inner join dealt "
            "on token.text_set = dealt.text_set and token.sentence = dealt.sentence order by dealt.number, position"
        )
    split = f"{dealt.item(0, 'split')}{LEAK_FREE}"
    number = append_ner(warehouse, TextSetKey(corpus=corpus, task="ner", language=language, split=split), tokens)
    if warehouse.one("select count(*) from sentence_origin where text_set = $number", number=number):
        return True
    origins = dealt.select(
        pl.lit(number, dtype=pl.Int32).alias("text_set"),
        sentence="number",
        source_text_set="text_set",
        source_sentence="sentence",
        seed=pl.lit(seed, dtype=pl.Int32),
    )
    warehouse.append("sentence_origin", origins)
    return False
