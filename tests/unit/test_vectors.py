"""Word vectors out of the warehouse, and nearest neighbours against brute force."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from ingest.neighbours import nearest, nearest_sharing_nothing
from ingest.perturbing.facts import embeddings
from ingest.vectors import Vectors, load_vectors, mean_vectors
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse


def land(warehouse: Warehouse, vectors: Mapping[str, Sequence[float]], *, embedding: str = "small.mean.l1") -> None:
    pooling = embedding.split(".")[1]
    warehouse.execute(
        "insert into embedding values ($name, $encoder, 1, $pooling, 'kept')",
        name=embedding,
        encoder=embedding.partition(".")[0],
        pooling=pooling,
    )
    rows = pl.DataFrame({"form": list(vectors), "vector": list(vectors.values())})
    warehouse.append(
        "word_vector",
        rows.with_columns(pl.lit(embedding).alias("embedding"), pl.col("vector").cast(pl.List(pl.Float32))),
    )


def made(n: int, *, seed: int = 1, n_dimensions: int = 8) -> Vectors:
    numbers = np.random.default_rng(seed).normal(size=(n, n_dimensions)).astype(np.float32)
    numbers /= np.linalg.norm(numbers, axis=1, keepdims=True)
    return Vectors(embedding="made", rows={f"w{number:03}": number for number in range(n)}, matrix=numbers)


def by_brute_force(vectors: Vectors, queries: Sequence[str], candidates: Sequence[str]) -> list[tuple[str, float]]:
    """scipy's cosine distance over all pairs, one query after another."""
    distance = cdist(vectors.of(queries).astype(float), vectors.of(candidates).astype(float), "cosine")
    answer: list[tuple[str, float]] = []
    for row, query in enumerate(queries):
        others = [(distance[row, column], form) for column, form in enumerate(candidates) if form != query]
        answer.append((min(others)[1], 1 - min(others)[0]))
    return answer


def test_vectors_come_in_the_order_asked_for_with_length_one(warehouse: Warehouse) -> None:
    land(warehouse, {"a": [3, 4], "b": [0, 2], "c": [0, 0], "d": [1, 0]})
    found = load_vectors(warehouse, "small.mean.l1", ["b", "x", "a", "b", "c"])
    assert found.rows == {"b": 0, "a": 1, "c": 2}
    assert found.missing == ("x",)
    assert found.matrix.dtype == np.float32
    np.testing.assert_allclose(found.matrix, [[0, 1], [0.6, 0.8], [0, 0]], atol=1e-7)


def test_vectors_of_another_embedding_are_not_taken(warehouse: Warehouse) -> None:
    land(warehouse, {"a": [3, 4]})
    land(warehouse, {"a": [1, 0], "b": [1, 0]}, embedding="other.mean.l1")
    found = load_vectors(warehouse, "small.mean.l1", ["a", "b"])
    assert (found.missing, found.matrix.shape) == (("b",), (1, 2))
    assert load_vectors(warehouse, "small.mean.l1", []).matrix.shape == (0, 0)


def test_words_without_any_vector_say_what_makes_them(warehouse: Warehouse) -> None:
    with pytest.raises(InputError, match=r"None of 2 words has a vector in 'small\.mean\.l1'; 'xlr embed"):
        load_vectors(warehouse, "small.mean.l1", ["a", "b"])


def test_vectors_of_different_lengths_are_refused(warehouse: Warehouse) -> None:
    land(warehouse, {"a": [3, 4], "b": [0, 2, 1]})
    with pytest.raises(InputError, match="have different lengths: 2, 3"):
        load_vectors(warehouse, "small.mean.l1", ["a", "b"])


def test_a_text_has_the_mean_of_the_vectors_of_its_words() -> None:
    vectors = made(5)
    found = mean_vectors(vectors, {"one": ["w001"], "two": ["w000", "nothing", "w003"], "none": ["nothing"]})
    want = vectors.matrix[0] + vectors.matrix[3]
    assert (found.rows, found.missing) == ({"one": 0, "two": 1}, ("none",))
    np.testing.assert_allclose(found.of(["two"])[0], want / np.linalg.norm(want), rtol=1e-5)
    np.testing.assert_allclose(found.of(["one"])[0], vectors.matrix[1], rtol=1e-5)
    assert mean_vectors(vectors, {"none": ["nothing"]}).missing == ("none",)


def test_every_embedding_is_used_unless_some_are_named(warehouse: Warehouse) -> None:
    with pytest.raises(InputError, match="no word vectors in the warehouse: 'xlr embed --encoder ENCODER' makes them"):
        embeddings(warehouse, [])
    land(warehouse, {"a": [1]})
    land(warehouse, {}, embedding="small.mlm.l2")
    assert embeddings(warehouse, []) == ["small.mean.l1"]
    assert embeddings(warehouse, [], proposing=True) == ["small.mlm.l2"]
    land(warehouse, {"a": [1]}, embedding="small.cls.l2")
    land(warehouse, {"a": [1]}, embedding="other.mean.l1")
    assert embeddings(warehouse, []) == ["other.mean.l1", "small.cls.l2", "small.mean.l1"]
    assert embeddings(warehouse, ["small.cls.l2"]) == ["small.cls.l2"]
    assert embeddings(warehouse, ["small"]) == ["small.cls.l2", "small.mean.l1"]
    with pytest.raises(UnknownNameError, match=r"There is no embedding 'small\.mean\.l2'; did you mean"):
        embeddings(warehouse, ["small.mean.l2"])
    with pytest.raises(UnknownNameError):
        embeddings(warehouse, ["small.mlm.l2"])


@pytest.mark.parametrize("block", [1, 50, 10_000])
def test_neighbours_are_those_of_brute_force_whatever_the_block(block: int) -> None:
    vectors = made(120)
    queries, candidates = list(vectors.rows)[:70], list(vectors.rows)[40:]
    found = nearest(vectors, queries, candidates, block=block)
    want = by_brute_force(vectors, queries, candidates)
    assert found["form"].to_list() == queries
    assert found["nearest"].to_list() == [form for form, _ in want]
    np.testing.assert_allclose(found["similarity"], [similarity for _, similarity in want], rtol=1e-6)
    assert found.equals(nearest(vectors, queries, candidates[::-1], block=7))


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.integers(1, 40))
def test_of_identical_vectors_the_first_form_counts(kinds: list[int], block: int) -> None:
    matrix = np.array([made(4).matrix[kind] for kind in kinds])
    vectors = Vectors(embedding="e", rows={f"w{number:02}": number for number in range(len(kinds))}, matrix=matrix)
    forms = list(vectors.rows)
    found = dict(zip(forms, nearest(vectors, forms, forms[::-1], block=block)["nearest"], strict=True))
    for form, kind in zip(forms, kinds, strict=True):
        alike = [other for other, same in zip(forms, kinds, strict=True) if same == kind and other != form]
        if alike:
            assert found[form] == alike[0]


def test_a_query_without_a_vector_or_without_another_candidate_has_none() -> None:
    vectors = made(3)
    found = nearest(vectors, ["w000", "unknown", "w001"], ["w000", "unknown"])
    assert found["nearest"].to_list() == [None, None, "w000"]
    assert nearest(vectors, ["w000"], []).rows() == [("w000", None, None)]
    assert nearest(vectors, [], ["w000"]).rows() == []


@pytest.mark.parametrize("block", [1, 33, 10_000])
def test_forms_that_share_a_mark_never_match(block: int) -> None:
    vectors = made(60)
    forms = list(vectors.rows)
    marks = {form: {f"even{number % 2}", f"third{number % 3}"} for number, form in enumerate(forms)}
    found = nearest_sharing_nothing(vectors, forms, forms, marks=marks, block=block)
    want = [
        by_brute_force(vectors, [form], [other for other in forms if not marks[form] & marks[other]])[0][0]
        for form in forms
    ]
    assert found["nearest"].to_list() == want


def test_identical_vectors_that_share_a_mark_are_passed_over_too() -> None:
    one = made(2).matrix[0]
    vectors = Vectors(embedding="e", rows={"a b": 0, "b c": 1, "c d": 2}, matrix=np.array([one, one, one]))
    found = nearest_sharing_nothing(
        vectors, ["a b", "b c"], list(vectors.rows), marks={t: t.split() for t in vectors.rows}
    )
    assert found["nearest"].to_list() == ["c d", None]
