"""Overlap counts are those of a naive count, on made corpora and on real WikiANN."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ingest.corpora import wikiann
from ingest.load import load
from ingest.overlap import measure_overlap
from ingest.text_sets import TOKEN_SCHEMA, Corpus, NerTextSet, one_batch
from xlr_warehouse.spans import mentions
from xlr_warehouse.warehouse import Warehouse

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "wikiann"
REAL_LANGUAGES = ["no", "da", "fo", "ta", "mr"]

TOKENS = st.tuples(
    st.sampled_from(["a", "b", "c", "A", "d"]), st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG"])
)
TEXTS = st.lists(st.lists(TOKENS, min_size=1, max_size=5), min_size=1, max_size=6)
LANGUAGES = ["da", "no"]

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]
Units = dict[tuple[str, str], Counter[tuple[str, str]]]
"""The units and their types, counted, of each language and split."""


def tokens_of(text: list[list[tuple[str, str]]]) -> pl.DataFrame:
    rows = [(number, place, *token) for number, sentence in enumerate(text) for place, token in enumerate(sentence)]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def token_units(tokens: pl.DataFrame) -> Counter[tuple[str, str]]:
    inside = tokens.filter(pl.col("tag") != "O")
    return Counter((f"{form}\t{tag}", tag[2:]) for form, tag in inside.select("form", "tag").iter_rows())


def chunk_units(tokens: pl.DataFrame) -> Counter[tuple[str, str]]:
    return Counter(mentions(tokens).select("text", "type").iter_rows())


COUNTED = {"entity_token": token_units, "entity_chunk": chunk_units}


def naive(train: Counter[tuple[str, str]], test: Counter[tuple[str, str]]) -> dict[str | None, tuple[int, ...]]:
    """The counts by type of the test side, and under None those of all types."""
    known: Counter[str] = Counter()
    for (unit, _), n in train.items():
        known[unit] += n
    answer = {}
    for entity_type in (None, *{entity_type for _, entity_type in test}):
        met: Counter[str] = Counter()
        for (unit, of_type), n in test.items():
            met[unit] += n if entity_type in (None, of_type) else 0
        met = +met
        shared = known.keys() & met.keys()
        answer[entity_type] = (
            known.total(),
            met.total(),
            sum(known[unit] for unit in shared),
            sum(met[unit] for unit in shared),
            len(known),
            len(met),
            len(shared),
        )
    return answer


def assert_counted(warehouse: Warehouse, measure: str, units: Units) -> None:
    numbers = warehouse.frame("select text_set, language, split from text_set").rows_by_key("text_set", unique=True)
    counts = "n_train, n_test, shared_train, shared_test, types_train, types_test, shared_types"
    rows = warehouse.frame(
        f"""
        select train_set, test_set, null as type, {counts} from overlap where measure = $measure
        union all by name
        select train_set, test_set, type, {counts} from overlap_by_type where measure = $measure
        """,
        measure=measure,
    )
    ours = {(numbers[train], numbers[test], kind): tuple(n) for train, test, kind, *n in rows.iter_rows()}
    expected = {
        (train, test, kind): counted
        for train in units
        if train[1] == "train"
        for test in units
        if test[1] == "test"
        for kind, counted in naive(units[train], units[test]).items()
    }
    assert expected == ours


@settings(max_examples=15, phases=[Phase.generate])  # shrinking makes a warehouse each time
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_overlap_counts_are_those_of_a_naive_count(
    fresh: Fresh, tmp_path_factory: pytest.TempPathFactory, texts: tuple[list[list[tuple[str, str]]], ...]
) -> None:
    keys = [(language, split) for language in LANGUAGES for split in ("train", "test")]
    tokens = {key: tokens_of(text) for key, text in zip(keys, texts, strict=True)}
    text_sets = tuple(
        NerTextSet(corpus="made", language=language, split=split, batches=one_batch(of_key))
        for (language, split), of_key in tokens.items()
    )
    with fresh(tmp_path_factory.mktemp("overlap") / "xlr.duckdb") as warehouse:
        load(warehouse, Corpus(name="made", source="s", revision="r", licence="l", text_sets=text_sets))
        measure_overlap(warehouse, measures=list(COUNTED))
        for measure, units_of in COUNTED.items():
            assert_counted(warehouse, measure, {key: units_of(of_key) for key, of_key in tokens.items()})


@pytest.mark.skipif(not REAL.is_dir(), reason="real WikiANN (no, da, fo, ta, mr) is not beside this checkout")
def test_overlap_of_real_wikiann_is_that_of_a_naive_count(warehouse: Warehouse) -> None:
    corpus = wikiann.read(REAL_LANGUAGES, folder=REAL)
    text_sets = tuple(one for one in corpus.text_sets if one.split in {"train", "test"})
    load(warehouse, Corpus(name="wikiann", source="s", revision="r", licence="l", text_sets=text_sets))
    measure_overlap(warehouse, measures=list(COUNTED))
    for measure, units_of in COUNTED.items():
        units = {(one.language, one.split): units_of(one.tokens) for one in text_sets if isinstance(one, NerTextSet)}
        assert len(units) == 2 * len(REAL_LANGUAGES)
        assert_counted(warehouse, measure, units)
