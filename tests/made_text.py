"""Texts with entities, for properties: how to draw them, and what each perturbation of entities is given with them."""

from collections.abc import Callable
from functools import cache

import numpy as np
from hypothesis import strategies as st

from ingest.choices import draw
from ingest.perturbing.perturbation import Perturbed
from ingest.vectors import Vectors
from tests.made_input import Sentence, build, input_of, training_of, word_of

WORDS = ("a", "b", "c", "d", "e", "f", "Ж", "א", "Anna", "SKOL", "नमस्ते", "中国", "7")
NAMES = ("Anna", "Enora", "Per Jakez", "a", "B", "Ženja", "नदी", "Ker 7 Veur")
SEEN, UNSEEN = True, False

ARMS = {
    "entity_unshared": (SEEN, UNSEEN),
    "entity_placebo": (SEEN, SEEN),
    "entity_seen": (UNSEEN, SEEN),
    "entity_unseen_placebo": (UNSEEN, UNSEEN),
    "entity_unshared_strict": (SEEN, UNSEEN),
    "entity_unshared_both": (SEEN, UNSEEN),
    "entity_cross_type": (SEEN, SEEN),
    "entity_semantic": (SEEN, UNSEEN),
}
"""Whether what is replaced is seen, and whether the donor is."""

NO_TRAINING = ("context_only", "per_given_name", "loc_place")
ENTITY = (*ARMS, *NO_TRAINING)


def segment(form: str, entity_type: str, n_tokens: int, first: str) -> Sentence:
    """A stretch of text: one context word, or an entity of some tokens."""
    if entity_type == "O":
        return [(form, "O")]
    words = [form, *(f"{form}{number}" for number in range(1, n_tokens))]
    return list(zip(words, [f"{first}-{entity_type}", *[f"I-{entity_type}"] * (n_tokens - 1)], strict=True))


SEGMENTS = st.builds(
    segment,
    st.sampled_from(WORDS),
    st.sampled_from(["O", "PER", "PER", "LOC"]),
    st.integers(1, 3),
    st.sampled_from("BBBI"),
)
TEXTS = st.lists(
    st.lists(SEGMENTS, min_size=1, max_size=5).map(lambda parts: [token for part in parts for token in part]),
    min_size=1,
    max_size=8,
)
TRAINING = st.dictionaries(
    st.sampled_from([f"{word}{rest.format(word)}" for word in WORDS[:9] for rest in ("", " {0}1", " {0}1 {0}2")]),
    st.integers(1, 9),
    max_size=12,
)


def partner_of(training: dict[str, int]) -> dict[str, int]:
    """What the other training set has seen: half of it, and a text of its own."""
    return {**{text: n for text, n in training.items() if n % 2 == 0}, "Anna": 1}


@cache
def _vector(word: str) -> tuple[float, ...]:
    return tuple(draw("vector", word, place) / 2**63 - 1 for place in range(4))


def vectors_of(text: list[Sentence]) -> Vectors:
    """A vector for every word, by hash."""
    words = sorted({word for sentence in text for form, _ in sentence if (word := word_of(form)) is not None})
    matrix = np.array([_vector(word) for word in words], dtype=np.float32).reshape(len(words), 4)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return Vectors(embedding="made", rows={word: row for row, word in enumerate(words)}, matrix=matrix)


MORE: dict[str, Callable[[list[Sentence], dict[str, int]], dict[str, object]]] = {
    "entity_unshared_both": lambda _, training: {"partner": training_of(partner_of(training))},
    "entity_semantic": lambda text, _: {"vectors": vectors_of(text)},
    "per_given_name": lambda _, __: {"pool": NAMES},
    "loc_place": lambda _, __: {"pool": NAMES},
}
"""What a perturbation is given beside the text and the training set."""


def perturbed(
    text: list[Sentence], training: dict[str, int], name: str, *, seed: int = 1, dose: float = 1.0, **more: object
) -> Perturbed:
    """What a perturbation of entities makes of a text."""
    more = {**MORE.get(name, lambda _, __: {})(text, training), **more}
    against = None if name in NO_TRAINING else training_of(training)
    return build(name, input_of(text, against, name=name, seed=seed, dose=dose, **more))
