"""The windows of long sentences, for any lengths of words and any capacity."""

from hypothesis import given
from hypothesis import strategies as st

from runners.windows import Window, windows

CASES = st.integers(1, 24).flatmap(
    lambda capacity: st.tuples(st.just(capacity), st.lists(st.integers(1, capacity), max_size=80))
)


@given(CASES)
def test_every_word_is_owned_by_exactly_one_window(case: tuple[int, list[int]]) -> None:
    capacity, lengths = case
    owned = [word for part in windows(lengths, capacity=capacity) for word in range(part.owned_first, part.owned_end)]
    assert owned == list(range(len(lengths)))


@given(CASES)
def test_every_window_fits_and_holds_what_it_owns(case: tuple[int, list[int]]) -> None:
    capacity, lengths = case
    for part in windows(lengths, capacity=capacity):
        assert sum(lengths[part.first : part.end]) <= capacity
        assert part.first <= part.owned_first < part.owned_end <= part.end


@given(CASES)
def test_a_word_is_owned_where_its_shorter_side_has_most_context(case: tuple[int, list[int]]) -> None:
    capacity, lengths = case
    parts = windows(lengths, capacity=capacity)

    def shorter_side(part: Window, word: int) -> int:
        return min(sum(lengths[part.first : word]), sum(lengths[word + 1 : part.end]))

    for part in parts:
        for word in range(part.owned_first, part.owned_end):
            others = [shorter_side(other, word) for other in parts if other.first <= word < other.end]
            assert shorter_side(part, word) == max(others)


def test_a_sentence_that_fits_is_one_window() -> None:
    assert windows([2, 3, 1], capacity=6) == [Window(first=0, end=3, owned_first=0, owned_end=3)]


def test_a_long_sentence_is_cut_into_overlapping_windows() -> None:
    parts = windows([1] * 10, capacity=4)
    assert [(part.first, part.end) for part in parts] == [(0, 4), (2, 6), (4, 8), (6, 10)]
    assert [(part.owned_first, part.owned_end) for part in parts] == [(0, 3), (3, 5), (5, 7), (7, 10)]


def test_a_sentence_without_words_has_no_window() -> None:
    assert windows([], capacity=4) == []
