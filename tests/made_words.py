"""Texts and what stands beside them, drawn at random: what perturbations of words are given in property tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from ingest.choices import draw
from ingest.perturbing.perturbation import PerturbationInput
from ingest.vectors import Vectors
from tests.made_input import Sentence, input_of, training_of, word_of
from tests.made_titles import (
    option_words_frame,
    options_frame,
    sentences_of,
    texts_frame,
)

NER = ["context_cosine", "entity_context", "context_mlm", "reference_context_cosine"]
SPARING = ["title_cosine_sparing", "title_random_sparing", "title_placebo"]
OURS = ["context_cosine", "context_mlm", "title_cosine", "title_random", *SPARING]
REFERENCE = ["reference_title_cosine", "reference_title_random"]
TITLE = [*OURS, *REFERENCE]
CASES = [(name, "ner") for name in NER] + [(name, "title") for name in TITLE]
ALL = pytest.mark.parametrize(("name", "task"), CASES)
OF_NER = pytest.mark.parametrize("name", NER)
OF_TITLES = pytest.mark.parametrize("name", [*TITLE, "title_option_only"])
FEW = settings(max_examples=12)  # each perturbation has as many
DRAWN = ["title_random", "title_random_sparing", "title_placebo", "reference_title_random"]

WRITTEN = (
    "bras Bras BRAS kêr Kêr kozh ti Ti an AN ba d Дом дом ДОМ είναι ΛΌΓΟΣ घर में नमस्ते دار بيت 東京 a\u200cb e\u0301te ŉa "
    "ﬁn straße STRASSE ĳs 12 a1"
)
WORDS = WRITTEN.split()
GAPS = st.sampled_from([" ", " ", " ", ", ", "\n", ".\n\n", " (", "_", "—", "\u00a0", "…", " 🙂 ", "'"])
WORD_LISTS = st.frozensets(st.sampled_from(WORDS), max_size=16)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What stands beside a text: the words of a training set (outside entities, and in them), function words."""

    training: frozenset[str]
    names: frozenset[str]
    function: frozenset[str]
    options: tuple[tuple[str, ...], ...]


FACTS = st.builds(
    Facts,
    training=WORD_LISTS,
    names=st.frozensets(st.sampled_from(WORDS), max_size=4),
    function=st.frozensets(st.sampled_from(WORDS), max_size=3),
    options=st.lists(st.tuples(*[st.sampled_from(WORDS)] * 4), min_size=6, max_size=6).map(tuple),
)
TOKENS = st.one_of(
    st.sampled_from(WORDS).map(lambda word: [(word, "O")]),
    st.sampled_from([".", "—", "1990", "x.y"]).map(lambda form: [(form, "O")]),
    st.sampled_from(WORDS).map(lambda word: [(word, "B-PER")]),
    st.sampled_from(WORDS).map(lambda word: [(word, "I-LOC"), (f"{word}x", "I-LOC")]),
)
SENTENCES = st.lists(
    st.lists(TOKENS, min_size=1, max_size=7).map(lambda parts: [token for part in parts for token in part]),
    min_size=1,
    max_size=6,
)
SECTIONS = st.lists(
    st.builds(
        lambda before, parts, last: before + "".join(word + gap for word, gap in parts) + last,
        st.one_of(st.just(""), GAPS),
        st.lists(st.tuples(st.sampled_from(WORDS), GAPS), max_size=8),
        st.one_of(st.just(""), st.sampled_from(WORDS)),
    ),
    min_size=1,
    max_size=6,
)
TEXTS = {"ner": SENTENCES, "title": SECTIONS}


def made_vectors(forms: Sequence[str]) -> Vectors:
    """Unit vectors that the forms determine, alike for none."""
    numbers = [[draw("vector", form, axis) / 2**63 - 1 for axis in range(4)] for form in forms]
    matrix = np.array(numbers, dtype=np.float64).reshape(len(forms), 4)
    unit = (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float32)
    return Vectors(embedding="made", rows={form: row for row, form in enumerate(forms)}, matrix=unit)


def made_proposals(tokens: pl.DataFrame) -> pl.DataFrame:
    """Four proposals for every token, among them forms without a letter and the word itself."""
    offered = [*WORDS, "7", "—"]
    rows = [
        (sentence, position, rank, form, word_of(form), 1 / (rank + 1))
        for sentence, position in tokens.select("sentence", "position").iter_rows()
        for rank in range(1, 5)
        for form in [offered[draw("proposal", sentence, position, rank) % len(offered)]]
    ]
    schema = {"sentence": pl.Int32, "position": pl.Int32, "rank": pl.Int32, "form": pl.String, "word": pl.String}
    # As no order is promised.
    return pl.DataFrame(rows[::-1], schema={**schema, "probability": pl.Float32}, orient="row")


def prepared(
    name: str, task: str, text: list[Sentence] | list[str], facts: Facts, *, seed: int = 1, dose: float = 1.0
) -> PerturbationInput:
    """What a perturbation is given of a text."""
    sentences: list[Sentence] = sentences_of(text) if task == "title" else text  # pyright: ignore[reportAssignmentType, reportArgumentType] (the task says which)
    texts = texts_frame(text) if task == "title" else texts_frame([])  # pyright: ignore[reportArgumentType]
    options = facts.options[: len(text)] if task == "title" else ()
    base = input_of(
        sentences,
        replace(
            training_of(dict.fromkeys(sorted(facts.names), 1), facts.training),
            context_forms=facts.training,
            stop_words=frozenset({"ba", "Ti"}),
        ),
        name=name,
        task=task,
        seed=seed,
        dose=dose,
        option_words=option_words_frame(options),
        options=options_frame(options),
        texts=texts,
    )
    tokens = base.tokens
    forms = sorted({*tokens.get_column("form"), *tokens.get_column("word").drop_nulls()})
    return replace(
        base,
        function_words=frozenset(word for form in facts.function if (word := word_of(form))),
        stop_words=frozenset({"an"}),
        vectors=made_vectors(forms),
        proposals=made_proposals(tokens),
        training=None if name in {"context_mlm", "title_option_only"} else base.training,
    )


def naive_content(one: PerturbationInput) -> list[tuple[int, int, str, str]]:
    rows = one.tokens.select("sentence", "position", "form", "word", "tag").iter_rows()
    return [
        (s, p, form, word) for s, p, form, word, tag in rows if tag == "O" and word and word not in one.function_words
    ]


def spared(name: str, one: PerturbationInput, sentence: int) -> set[str]:
    words = one.option_words.filter(sentence=sentence).get_column("word").drop_nulls()
    return set(words) if name in SPARING else set()
