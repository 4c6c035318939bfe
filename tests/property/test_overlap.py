"""Overlap counts are those of a naive count with Python alone, on made corpora and on real text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from ingest.corpora import lab, titles, wikiann
from ingest.forms.tokenizers import find_tokenizer
from ingest.load import load
from ingest.overlap import MEASURES, measure_overlap
from ingest.text_sets import TOKEN_SCHEMA, Corpus, NerTextSet, TitleTextSet, one_batch
from tests.naive_units import (
    NER,
    NER_TEST_SIDE,
    TITLE,
    TITLE_TEST_SIDE,
    Facts,
    Tokens,
    Units,
    counts,
)
from xlr_warehouse.catalog import names
from xlr_warehouse.warehouse import Warehouse

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
REAL_LANGUAGES = ["no", "da", "fo", "ta", "mr"]
TOKENIZERS = ["bert-base-multilingual-cased", "xlm-roberta-base"]
WITHOUT_FACTS = [
    "word",
    "entity_token",
    "entity_chunk",
    "entity_chunk_typed",
    "character_ngram",
    "reference_entity_chunk",
]
UNKNOWN = ["[UNK]", "<unk>"]

FORMS = ["a", "b", "A", "c", "1", "Σας", "ΣΑΣ", "İ", "e\u0301", "\u00e9", "!", "ab"]
TOKENS = st.tuples(st.sampled_from(FORMS), st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG"]))
TEXTS = st.lists(st.lists(TOKENS, min_size=1, max_size=5), min_size=1, max_size=6)
LANGUAGES = ["da", "no"]

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]
Sides = tuple[dict[str, Units], dict[str, Units]]
"""The units of the training sets and of the test sets, by language."""


def frame_of(text: list[list[tuple[str, str]]]) -> pl.DataFrame:
    rows = [(number, place, *token) for number, sentence in enumerate(text) for place, token in enumerate(sentence)]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def tokens_of(frame: pl.DataFrame) -> Tokens:
    return frame.select("sentence", "form", "tag").rows()


def corpus_of(*text_sets: NerTextSet) -> Corpus:
    return Corpus(name=text_sets[0].corpus, source="s", revision="r", licence="l", text_sets=text_sets)


def assert_counted(warehouse: Warehouse, measure: str, sides: Sides, *, tokenizer: str | None = None) -> None:
    columns = "n_train, n_test, shared_train, shared_test, types_train, types_test, shared_types"
    rows = warehouse.frame(
        f"""
        select train.language as train_language, test.language as test_language, type, {columns}
        from (
            from (select *, null::varchar as type from overlap) union all by name from overlap_by_type
        ) as counted
        inner join text_set as train on counted.train_set = train.text_set
        inner join text_set as test on counted.test_set = test.text_set
        where measure = $measure and ($tokenizer is null or tokenizer = $tokenizer)
        """,
        measure=measure,
        tokenizer=tokenizer,
    )
    ours = {(train, test, kind): tuple(n) for train, test, kind, *n in rows.iter_rows()}
    expected = {
        (train, test, kind): n
        for train, known in sides[0].items()
        for test, asked in sides[1].items()
        for kind, n in counts(known, asked).items()
    }
    assert expected == ours


@settings(max_examples=15, phases=[Phase.generate])  # shrinking makes a warehouse each time
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_overlap_counts_are_those_of_a_naive_count(
    fresh: Fresh, tmp_path_factory: pytest.TempPathFactory, texts: tuple[list[list[tuple[str, str]]], ...]
) -> None:
    keys = [(language, split) for language in LANGUAGES for split in ("train", "test")]
    frames = {key: frame_of(text) for key, text in zip(keys, texts, strict=True)}
    made = [
        NerTextSet(corpus="made", language=language, split=split, batches=one_batch(frame))
        for (language, split), frame in frames.items()
    ]
    with fresh(tmp_path_factory.mktemp("overlap") / "xlr.duckdb") as warehouse:
        load(warehouse, corpus_of(*made))
        measure_overlap(warehouse, measures=WITHOUT_FACTS)
        for measure in WITHOUT_FACTS:
            train, test = (
                {language: NER[measure](tokens_of(frames[language, split]), Facts()) for language in LANGUAGES}
                for split in ("train", "test")
            )
            assert_counted(warehouse, measure, (train, test))


def test_every_measure_has_a_naive_count() -> None:
    assert {*NER, *TITLE, "title"} == set(names(MEASURES))


class Cut(dict[str, list[str]]):
    """The pieces of forms as the library cuts words it is given apart; a form without a piece has the unknown one."""

    def __init__(self, tokenizer: str) -> None:
        super().__init__()
        self.backend = Tokenizer.from_file(str(SHARED / "tokenizers" / tokenizer / "tokenizer.json"))
        self.unknown = next(piece for piece in UNKNOWN if self.backend.token_to_id(piece) is not None)

    def learn(self, forms: set[str]) -> None:
        given = sorted(forms)
        words = [[form] for form in given]
        cut = self.backend.encode_batch(words, is_pretokenized=True, add_special_tokens=False)
        for form, encoding in zip(given, cut, strict=True):
            self[form] = [self.backend.id_to_token(one) or "" for one in encoding.ids] or [self.unknown]

    def __missing__(self, form: str) -> list[str]:
        self.learn({form})
        return self[form]


def facts_of(warehouse: Warehouse, task: str, language: str, pieces: Mapping[str, Sequence[str]]) -> Facts:
    """Word lists and romanised forms are facts with tests of their own: what is checked here is the counting."""
    function = warehouse.frame(
        "select word from word_frequency where is_function and task = $task and language = $language",
        task=task,
        language=language,
    )
    stop = warehouse.frame("select word from stop_word where language = $language", language=language)
    romanised = warehouse.frame("select form, romanised from romanised_form")
    return Facts(
        function_words=frozenset(function["word"]),
        stop_words=frozenset(stop["word"]),
        pieces=pieces,
        romanised=dict(romanised.iter_rows()),
    )


@pytest.fixture(scope="module")
def real(
    fresh: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Warehouse, dict[tuple[str, str], Tokens]]]:
    """Real WikiANN with every measure counted, and its tokens, read once."""
    if not (SHARED / "wikiann").is_dir() or not (SHARED / "tokenizers").is_dir():
        pytest.skip("real WikiANN (no, da, fo, ta, mr) and tokenizers are not beside this checkout")
    corpus = wikiann.read(REAL_LANGUAGES, folder=SHARED / "wikiann")
    text_sets = [one for one in corpus.text_sets if isinstance(one, NerTextSet) and one.split in {"train", "test"}]
    with fresh(tmp_path_factory.mktemp("real") / "xlr.duckdb") as warehouse:
        load(warehouse, corpus_of(*text_sets))
        found = [find_tokenizer(str(SHARED / "tokenizers" / name)) for name in TOKENIZERS]
        measure_overlap(warehouse, measures=list(NER), tokenizers=found)
        yield warehouse, {(one.language, one.split): tokens_of(one.tokens) for one in text_sets}


@pytest.mark.parametrize("measure", [name for name in NER if not name.startswith("subword")])
def test_overlap_of_real_wikiann_is_that_of_a_naive_count(
    real: tuple[Warehouse, dict[tuple[str, str], Tokens]], measure: str
) -> None:
    warehouse, tokens = real
    facts = {language: facts_of(warehouse, "ner", language, {}) for language in REAL_LANGUAGES}
    on_test = NER_TEST_SIDE.get(measure, NER[measure])
    train = {language: NER[measure](tokens[language, "train"], facts[language]) for language in REAL_LANGUAGES}
    test = {language: on_test(tokens[language, "test"], facts[language]) for language in REAL_LANGUAGES}
    assert_counted(warehouse, measure, (train, test))


@pytest.mark.parametrize("tokenizer", TOKENIZERS)
def test_subword_overlap_of_real_wikiann_is_that_of_a_naive_count(
    real: tuple[Warehouse, dict[tuple[str, str], Tokens]], tokenizer: str
) -> None:
    warehouse, tokens = real
    pieces = Cut(tokenizer)
    pieces.learn({form for text in tokens.values() for _, form, _ in text})
    facts = {language: facts_of(warehouse, "ner", language, pieces) for language in REAL_LANGUAGES}
    for measure in ("subword", "subword_entity", "subword_context"):
        train, test = (
            {language: NER[measure](tokens[language, split], facts[language]) for language in REAL_LANGUAGES}
            for split in ("train", "test")
        )
        assert_counted(warehouse, measure, (train, test), tokenizer=tokenizer)


@pytest.mark.skipif(not (SHARED / "titles").is_dir(), reason="real section-title items are not beside this checkout")
@pytest.mark.parametrize("tokenizer", TOKENIZERS)
def test_overlap_of_real_section_texts_is_that_of_a_naive_count(warehouse: Warehouse, tokenizer: str) -> None:
    languages = ["as", "bn", "ta", "mr"]
    texts: dict[str, list[str]] = {}
    for language in languages:
        for split in ("train", "test"):
            path = SHARED / "titles" / f"{language}.json"
            corpus = titles.read(path, corpus="t", language=language, split=split).corpus
            load(warehouse, corpus)
            (one,) = (one for one in corpus.text_sets if isinstance(one, TitleTextSet))
            texts[language] = one.items["text"].to_list()
    measure_overlap(
        warehouse, measures=list(TITLE), tokenizers=[find_tokenizer(str(SHARED / "tokenizers" / tokenizer))]
    )
    pieces = Cut(tokenizer)
    facts = {language: facts_of(warehouse, "title", language, pieces) for language in languages}
    assert any(one.stop_words for one in facts.values())
    for measure, units_of in TITLE.items():
        on_test = TITLE_TEST_SIDE.get(measure, units_of)
        train = {language: units_of(texts[language], facts[language]) for language in languages}
        test = {language: on_test(texts[language], facts[language]) for language in languages}
        assert_counted(warehouse, measure, (train, test))


def test_measured_entity_overlap_of_the_lab_is_the_planted_one(warehouse: Warehouse) -> None:
    load(warehouse, lab.read(seed=2))
    measure_overlap(warehouse, measures=["entity_chunk"])
    rows = warehouse.frame("select n_planted, n_measured, value, measured from planted_and_measured")
    assert rows.height > 2
    assert rows["n_planted"].to_list() == rows["n_measured"].to_list()
