"""Labels in charts: none covers another, and all stay near what they name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.labels import LETTER, LINE, POINT, place, spread

WIDTH, HEIGHT = 340.0, 250.0
POINTS = st.lists(st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), max_size=20)


@given(POINTS)
def test_no_label_covers_another_or_a_point_or_leaves_the_plot(points: list[tuple[float, float]]) -> None:
    half = LETTER * 7 / 2
    spots = [spot for spot in place(points, ["aaa→bbb"] * len(points), width=WIDTH, height=HEIGHT) if spot]
    for number, spot in enumerate(spots):
        assert half <= spot.x <= WIDTH - half
        assert LINE / 2 <= spot.y <= HEIGHT - LINE / 2
        for other in spots[number + 1 :]:
            assert abs(spot.x - other.x) >= 2 * half or abs(spot.y - other.y) >= LINE
        for x, y in points:
            assert abs(spot.x - x) >= half + POINT or abs(spot.y - y) >= LINE / 2 + POINT


def test_a_point_by_itself_has_its_label_at_its_right() -> None:
    (spot,) = place([(100.0, 100.0)], ["br"], width=WIDTH, height=HEIGHT)
    assert spot is not None
    assert (spot.x > 100, spot.y, spot.is_far) == (True, 100.0, False)


def test_points_in_a_heap_keep_the_labels_that_find_room() -> None:
    spots = place([(170.0, 125.0)] * 60, ["aaa→bbb"] * 60, width=WIDTH, height=HEIGHT)
    assert 0 < sum(spot is not None for spot in spots) < 60


@given(st.lists(st.floats(0, 100), max_size=12))
def test_positions_spread_apart_keep_their_order_and_their_bounds(positions: list[float]) -> None:
    moved = spread(positions, gap=8, low=0, high=100)
    inner = sorted(zip(positions, moved, strict=True))
    assert all(second[1] - first[1] >= 8 - 1e-6 for first, second in pairwise(sorted(inner, key=lambda pair: pair[1])))
    assert [pair[0] for pair in sorted(inner, key=lambda pair: pair[1])] == [pair[0] for pair in inner]
    assert all(-1e-6 <= position <= 100 + 1e-6 for position in moved)


def test_positions_that_are_apart_do_not_move() -> None:
    assert spread([80.0, 10.0, 40.0], gap=11, low=0, high=100) == pytest.approx([80.0, 10.0, 40.0])


def test_equal_positions_spread_evenly_around_where_they_were() -> None:
    assert spread([50.0, 50.0, 50.0], gap=10, low=0, high=100) == pytest.approx([40.0, 50.0, 60.0])


def test_the_gap_shrinks_where_there_is_no_room() -> None:
    assert spread([5.0] * 5, gap=10, low=0, high=20) == pytest.approx([0.0, 5.0, 10.0, 15.0, 20.0])
