"""The join for near duplicates finds what comparing every pair finds, and so do clusters and leakage."""

from collections.abc import Iterable
from itertools import combinations, groupby

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.audit import likeness
from ingest.audit.clusters import clusters, near_in_training
from ingest.audit.likeness import near_groups
from ingest.audit.wording import Wording, bare, wording

Sentence = tuple[str, ...]

words = st.sampled_from(
    ["Anna", "anna", "ANNA", "Brest", "Brest,", "e", "o", "a", "bet", "ganet", "(", ")", "1", "2", "ﬁ", "fi", "कि", "क"]
)
sentences = st.lists(words, min_size=1, max_size=12).map(tuple)


@st.composite
def families(draw: st.DrawFn) -> list[frozenset[int]]:
    """Sets that come from a few common ones by taking members out and putting others in."""
    common = draw(st.lists(st.frozensets(st.integers(0, 30), min_size=1, max_size=24), min_size=1, max_size=4))
    near = st.tuples(
        st.sampled_from(common),
        st.frozensets(st.integers(0, 30), max_size=2),
        st.frozensets(st.integers(31, 60), max_size=3),
    ).map(lambda parts: (parts[0] - parts[1]) | parts[2])
    made = draw(st.lists(near, min_size=2, max_size=40))
    return sorted({one for one in made if one}, key=sorted)


def grouped(groups: pl.DataFrame, member: str) -> set[tuple[int, int]]:
    """The pairs that share a group."""
    lists = groups.group_by("group").agg(member).get_column(member)
    return {pair for ids in lists for pair in combinations(sorted(set(ids)), 2)}


def alike(left: frozenset[object], right: frozenset[object]) -> bool:
    return bool(left) and 5 * len(left & right) >= 4 * len(left | right)


def like(sets: list[frozenset[int]]) -> set[tuple[int, int]]:
    """The pairs the join finds, by place in the list."""
    frame = pl.DataFrame(
        {"id": range(len(sets)), "members": [sorted(one) for one in sets]},
        schema={"id": pl.Int64, "members": pl.List(pl.Int32)},
    )
    return grouped(near_groups(frame), "id")


def compared(sets: list[frozenset[int]]) -> set[tuple[int, int]]:
    """The pairs that comparing every two finds."""
    return {(i, j) for (i, left), (j, right) in combinations(enumerate(sets), 2) if alike(left, right)}


@pytest.mark.parametrize("n_left", range(1, 30))
@pytest.mark.parametrize("n_more", range(3))
def test_join_is_exact_at_the_border(n_left: int, n_more: int) -> None:
    shared = range(100, 100 + n_left)
    sets = [frozenset([*shared, *range(10 * i, 10 * i + n + n_more)]) for i in range(4) for n in range(3)]
    assert compared(sorted(set(sets), key=sorted)) == like(sorted(set(sets), key=sorted))


def test_join_misses_nothing_where_it_works_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    fours = [frozenset([0, 3 * i + 1, 3 * i + 2, 3 * i + 3]) for i in range(8)]
    fives = [one | {100 + i} for i, one in enumerate(fours)]
    monkeypatch.setattr(likeness, "MAX_CANDIDATES", 3)
    assert {(i, i + 8) for i in range(8)} == like([*fours, *fives])


@pytest.mark.parametrize("most", [2_000_000, 3])
@given(sets=families())
def test_join_groups_exactly_the_sets_that_share_four_of_five(sets: list[frozenset[int]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "MAX_CANDIDATES", most)
        found = like(sets)
    assert compared(sets) == found


def worded(texts: dict[int, list[Sentence]]) -> Wording:
    """The wording of text sets, given as their sentences by number; equal sentences get one duplicate_of."""
    numbers = {text: n for n, text in enumerate(sorted({text for set_ in texts.values() for text in set_}))}
    rows = [(number, i, text) for number, set_ in texts.items() for i, text in enumerate(set_)]
    tokens = pl.DataFrame(
        [(number, i, position, form) for number, i, text in rows for position, form in enumerate(text)],
        schema={"text_set": pl.Int32, "sentence": pl.Int32, "position": pl.Int32, "form": pl.String},
        orient="row",
    )
    known = pl.DataFrame(
        [(number, i, numbers[text]) for number, i, text in rows],
        schema={"text_set": pl.Int32, "sentence": pl.Int32, "duplicate_of": pl.Int64},
        orient="row",
    )
    return wording(tokens, known)


def near(left: Sentence, right: Sentence) -> bool:
    """The definition, word for word."""
    bare_left, bare_right = ([word for word in bare(pl.Series(one)) if word] for one in (left, right))
    return (
        left == right
        or ("".join(bare_left) == "".join(bare_right) != "")
        or alike(frozenset(bare_left), frozenset(bare_right))
    )


LONG = tuple("abcdefghi")


@given(texts=st.lists(sentences, min_size=1, max_size=25))
@example(texts=[("(",), (")",), ("(", ")"), ("(",)])
@example(texts=[(*LONG, "j"), (*LONG, "k"), ("Anna",), ("Brest",), ("e",), ("a",), ("bet",), ("o",)])
def test_clusters_are_the_chains_of_near_duplicates(texts: list[Sentence]) -> None:
    found = clusters(worded({1: texts}))
    labels = list(range(len(texts)))
    for i, j in combinations(range(len(texts)), 2):
        if near(texts[i], texts[j]):
            labels = [labels[i] if label == labels[j] else label for label in labels]
    assert same_partition(labels, found.sort("sentence").get_column("near_duplicate_of"))


def same_partition(left: Iterable[int], right: Iterable[int]) -> bool:
    def parts(labels: Iterable[int]) -> list[list[int]]:
        numbered = sorted((label, i) for i, label in enumerate(labels))
        return sorted([i for _, i in part] for _, part in groupby(numbered, key=lambda one: one[0]))

    return parts(left) == parts(right)


@given(
    train=st.lists(sentences, min_size=1, max_size=12),
    other=st.lists(sentences, min_size=1, max_size=12),
    test=st.lists(sentences, min_size=1, max_size=12),
)
def test_leakage_is_a_near_duplicate_in_that_very_training_set(
    train: list[Sentence], other: list[Sentence], test: list[Sentence]
) -> None:
    pairs = pl.DataFrame(
        {"train_set": [1, 2], "test_set": [3, 3]}, schema={"train_set": pl.Int32, "test_set": pl.Int32}
    )
    found = near_in_training(worded({1: train, 2: other, 3: test}), pairs)
    assert [
        (number, 3, i)
        for number, texts in ((1, train), (2, other))
        for i, text in enumerate(test)
        if any(near(text, one) for one in texts)
    ] == found.rows()


TEMPLATE = tuple(range(1_000, 1_034))


@st.composite
def filled(draw: st.DrawFn) -> list[frozenset[int]]:
    """Templates that differ in a member or two, filled with rarer members."""
    length = draw(st.integers(6, len(TEMPLATE)))
    whole = frozenset(TEMPLATE[:length])
    taken = st.frozensets(st.sampled_from(TEMPLATE[:length]), max_size=2)
    put = st.frozensets(st.integers(2_000, 2_002), max_size=2)
    worded_so = draw(st.lists(st.tuples(taken, put).map(lambda two: (whole - two[0]) | two[1]), min_size=1, max_size=4))
    fillings = st.frozensets(st.integers(0, 8), max_size=4)
    made = draw(st.lists(st.tuples(st.sampled_from(worded_so), fillings), min_size=2, max_size=40))
    return sorted({template | filling for template, filling in made}, key=sorted)


@pytest.mark.parametrize("most", [2_000_000, 3])
@given(sets=filled())
def test_join_groups_exactly_the_likes_among_filled_templates(sets: list[frozenset[int]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "MAX_CANDIDATES", most)
        found = like(sets)
    assert compared(sets) == found


def test_one_template_with_one_and_with_two_places_is_one_group() -> None:
    template = range(10_000, 10_016)
    ones = [[i, *template] for i in range(300)]
    twos = [[300 + 2 * i, 301 + 2 * i, *template] for i in range(300)]
    groups = near_groups(pl.DataFrame({"id": range(600), "members": [*ones, *twos]}))
    assert (groups.height, groups.get_column("group").n_unique()) == (600, 1)


def test_templates_that_are_alike_whatever_fills_them_are_told_as_groups() -> None:
    ones = [[i, *range(10_000, 10_016)] for i in range(200)]
    twos = [[200 + 2 * i, 201 + 2 * i, *range(10_000, 10_017)] for i in range(200)]
    sets = [frozenset(one) for one in (*ones, *twos)]
    assert compared(sets) == like(sets)
    groups = near_groups(pl.DataFrame({"id": range(400), "members": [*ones, *twos]}))
    assert groups.height <= 2 * len(sets)


def test_wordings_of_a_template_that_are_not_alike_are_not_compared_pair_by_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten words, of which one is filled and one differs: 8 of 12 in common."""
    heights: list[int] = []
    compare = likeness._alike

    def counted(candidates: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
        heights.append(candidates.height)
        return compare(candidates, sets)

    monkeypatch.setattr(likeness, "_alike", counted)
    rows = [[i, *range(1_000, 1_008), 2_000 + i % 2] for i in range(400)]
    groups = near_groups(pl.DataFrame({"id": range(400), "members": rows}))
    assert (groups.height, groups.get_column("group").n_unique(), sum(heights)) == (400, 2, 0)


def test_candidates_are_looked_at_in_parts_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    heights: list[int] = []
    compare = likeness._alike

    def counted(candidates: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
        heights.append(candidates.height)
        return compare(candidates, sets)

    monkeypatch.setattr(likeness, "_alike", counted)
    monkeypatch.setattr(likeness, "MAX_CANDIDATES", 1_000)
    # Twenty members, two of them filled: whether two wordings are alike depends on the second of those.
    rows = [[0, 1 + i, *range(1_000, 1_017), 2_000 + i % 2] for i in range(200)]
    rows += [[0, 1 + i, *range(1_000, 1_016), 3_000, 3_001] for i in range(200)]
    near_groups(pl.DataFrame({"id": range(400), "members": rows}))
    assert max(heights) <= 2_000
    assert sum(heights) > 10_000
