"""Overlap of all pairs of twenty languages, whole and by type, beside Python counters and Polars.

The languages are real WikiANN dealt into twenty, of at most 10,000 training and 5,000 test sentences each. All three
start from the tables of the warehouse and make the same seven counts a pair; we land them as well. Python and Polars
read the rows as a frame first; that is a small part of their time.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from pathlib import Path

import polars as pl

from ingest.corpora import lab, wikiann
from ingest.load import load
from ingest.overlap import measure_overlap
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.benchmarks.race import Race
from xlr_warehouse.warehouse import Warehouse

LANGUAGES = [
    "af",
    "als",
    "am",
    "an",
    "ang",
    "ar",
    "arc",
    "arz",
    "as",
    "ast",
    "ay",
    "az",
    "ba",
    "bar",
    "be",
    "bg",
    "bh",
    "bn",
    "bo",
    "br",
]
POOLS = ["no", "da", "ta", "mr"]
N_TRAIN, N_TEST = 10_000, 5_000

Units = tuple[list[Hashable], list[str | None]]
"""The units of a text set and their types."""
Seven = tuple[int, int, int, int, int, int, int]

MEASURES = ("entity_token", "entity_chunk", "entity_chunk_typed", "word")
"""Those that need neither a tokenizer nor a romaniser nor a word list."""

TOKENS = "select text_set, split, form, tag from token inner join text_set using (text_set)"
MENTIONS = "select text_set, split, text, type from mention inner join text_set using (text_set)"
OF_BOTH = "where split in ('train', 'test')"


def overlap(folder: Path, real: Path) -> list[Race]:
    """A race for each peer: all measures of all pairs in one go."""
    corpus = _dealt(real) if real.is_dir() else lab.read(seed=1)
    warehouse = Warehouse.writing(folder / "bench.duckdb")
    load(warehouse, corpus)
    n = warehouse.one("select count(*) filter (split = 'train') * count(*) filter (split = 'test') from text_set")

    def ours() -> None:
        warehouse.execute("delete from overlap; delete from overlap_by_type")
        measure_overlap(warehouse, corpus=corpus.name, measures=MEASURES)

    peers: dict[str, Callable[[], object]] = {
        "Python counters made for each pair": lambda: [count_each_pair(*sides) for sides in _lists(warehouse)],
        "Python counters made once for each text set": lambda: [count_sets_once(*sides) for sides in _lists(warehouse)],
        "Polars": lambda: [count_with_polars(units) for units in _frames(warehouse)],
    }
    return [
        Race(what=f"overlap, {len(MEASURES)} measures of {n} pairs, beside {peer}", ours=ours, theirs=theirs)
        for peer, theirs in peers.items()
    ]


def count_sets_once(train: Mapping[int, Units], test: Mapping[int, Units]) -> dict[tuple[int, int, str | None], Seven]:
    """The counts of all pairs, of counters made once for every text set."""
    known = {number: Counter(units) for number, (units, _) in train.items()}
    met = {number: _by_type(units) for number, units in test.items()}
    return {
        (train_set, test_set, kind): _shared(of_train, of_kind)
        for train_set, of_train in known.items()
        for test_set, by_type in met.items()
        for kind, of_kind in by_type.items()
    }


def count_each_pair(train: Mapping[int, Units], test: Mapping[int, Units]) -> dict[tuple[int, int, str | None], Seven]:
    """The same, where each pair is counted from its two lists, as scripts for one pair do."""
    return {
        (train_set, test_set, kind): _shared(known, of_kind)
        for train_set, (units, _) in train.items()
        for test_set, of_test in test.items()
        for known in [Counter(units)]
        for kind, of_kind in _by_type(of_test).items()
    }


def count_with_polars(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """The same with Polars: totals of all sets, and what pairs share, whole and by type."""
    typed = frame.group_by("split", "text_set", "unit", "type").agg(n=pl.len())
    whole = typed.group_by("split", "text_set", "unit").agg(pl.col("n").sum())
    train, test = (whole.filter(split=split).select("text_set", "unit", "n") for split in ("train", "test"))
    sides = [
        (test.with_columns(type=pl.lit(None, pl.String)), whole.group_by("text_set").agg(pl.col("n").sum(), pl.len()))
    ]
    if frame["type"].null_count() < frame.height:
        by_type = typed.filter(split="test").drop("split")
        sides.append((by_type, by_type.group_by("text_set", "type").agg(pl.col("n").sum(), pl.len())))
    answer: list[pl.DataFrame] = []
    for side, totals in sides:
        joined = train.join(side, on="unit", suffix="_test")
        shared = joined.group_by("text_set", "text_set_test", "type").agg(pl.col("n", "n_test").sum(), pl.len())
        answer += [totals, shared]
    return answer


def _by_type(units: Units) -> dict[str | None, Counter[Hashable]]:
    texts, types = units
    kinds = {kind for kind in types if kind is not None}
    by_type = {kind: Counter(text for text, of in zip(texts, types, strict=True) if of == kind) for kind in kinds}
    return {None: Counter(texts), **by_type}


def _shared(known: Counter[Hashable], met: Counter[Hashable]) -> Seven:
    shared = known.keys() & met.keys()
    return (
        known.total(),
        met.total(),
        sum(known[unit] for unit in shared),
        sum(met[unit] for unit in shared),
        len(known),
        len(met),
        len(shared),
    )


def _lists(warehouse: Warehouse) -> list[tuple[dict[int, Units], dict[int, Units]]]:
    """The units of each measure as lists, of the training and of the test sets."""
    found: list[dict[str, dict[int, Units]]] = [{"train": {}, "test": {}} for _ in MEASURES]
    token, chunk, typed, words = found

    def add(side: dict[str, dict[int, Units]], split: str, number: int, unit: Hashable, kind: str | None) -> None:
        units, kinds = side[split].setdefault(number, ([], []))
        units.append(unit)
        kinds.append(kind)

    for number, split, form, tag in warehouse.frame(f"{TOKENS} {OF_BOTH}").iter_rows():
        if tag != "O":
            add(token, split, number, (form, tag), tag[2:])
        word = word_of(form)
        if word is not None:
            add(words, split, number, word, None)
    for number, split, text, kind in warehouse.frame(f"{MENTIONS} {OF_BOTH}").iter_rows():
        add(chunk, split, number, text, kind)
        add(typed, split, number, (text, kind), kind)
    return [(side["train"], side["test"]) for side in found]


@cache
def word_of(form: str) -> str | None:
    """As the macro of this name, for all but two letters of Unicode."""
    return unicodedata.normalize("NFC", form).lower() if any(map(str.isalpha, form)) else None


def _frames(warehouse: Warehouse) -> list[pl.DataFrame]:
    """The units of each measure as frames: split, text_set, unit, type."""
    tokens = warehouse.frame(f"{TOKENS} {OF_BOTH}")
    mentions = warehouse.frame(f"{MENTIONS} {OF_BOTH}")
    inside = tokens.filter(pl.col("tag") != "O")
    word = pl.col("form").str.normalize("NFC").str.to_lowercase()
    return [
        inside.select("split", "text_set", unit=pl.struct("form", "tag"), type=pl.col("tag").str.slice(2)),
        mentions.select("split", "text_set", "type", unit="text"),
        mentions.select("split", "text_set", "type", unit=pl.struct("text", "type")),
        tokens.filter(pl.col("form").str.contains(r"\p{L}")).select(
            "split", "text_set", unit=word, type=pl.lit(None, pl.String)
        ),
    ]


def _dealt(real: Path) -> Corpus:
    """Twenty languages: sentences of a real one each, drawn without replacement; several draw from one."""
    pools = {code: _sentences(real, code) for code in POOLS}
    made: list[NerTextSet] = []
    for number, language in enumerate(LANGUAGES):
        tokens = pools[POOLS[number % len(POOLS)]]
        drawn = tokens["sentence"].unique(maintain_order=True).sample(fraction=1, shuffle=True, seed=number)
        n_train = min(N_TRAIN, 2 * len(drawn) // 3)
        for split, part in (("train", drawn[:n_train]), ("test", drawn[n_train : n_train + N_TEST])):
            renumbered = pl.DataFrame({"sentence": part, "new": range(len(part))}, schema_overrides={"new": pl.Int32})
            frame = (
                tokens.join(renumbered, on="sentence", maintain_order="left")
                .with_columns(sentence="new")
                .drop("new")
                .sort("sentence", "position")
            )
            made.append(NerTextSet(corpus="dealt", language=language, split=split, batches=one_batch(frame)))
    return Corpus(name="dealt", source="WikiANN", revision="r", licence="l", text_sets=tuple(made))


def _sentences(real: Path, language: str) -> pl.DataFrame:
    """All tokens of a language, its sentences numbered through over the splits."""
    frames: Sequence[pl.DataFrame] = [
        one.tokens for one in wikiann.read([language], folder=real).text_sets if isinstance(one, NerTextSet)
    ]
    start = 0
    numbered: list[pl.DataFrame] = []
    for frame in frames:
        numbered.append(frame.with_columns(pl.col("sentence") + start))
        start += frame["sentence"].n_unique()
    return pl.concat(numbered)
