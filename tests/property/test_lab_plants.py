from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.lab.names import _repeats, cell_counts
from ingest.lab.plan import PAIRS, generator
from ingest.lab.sounds import Forms, Zipf, capitalised

shares = st.integers(0, 300).map(lambda n: n / 300)


@given(shares, shares)
def test_cells_have_the_planted_margins(in_source: float, in_native: float) -> None:
    counts = cell_counts(replace(PAIRS[0], seen_in_source=in_source, seen_in_native=in_native))
    assert min(counts.values()) >= 0
    assert sum(counts.values()) == 300
    assert sum(n for cell, n in counts.items() if cell.in_source) == round(300 * in_source)
    assert sum(n for cell, n in counts.items() if cell.in_native) == round(300 * in_native)


@given(shares, shares)
def test_cells_are_as_independent_as_integers_allow(in_source: float, in_native: float) -> None:
    counts = cell_counts(replace(PAIRS[0], seen_in_source=in_source, seen_in_native=in_native))
    assert all(
        abs(
            n
            - 300 * (in_source if cell.in_source else 1 - in_source) * (in_native if cell.in_native else 1 - in_native)
        )
        <= 0.5 + 1e-9
        for cell, n in counts.items()
    )


@given(st.integers(1, 60), st.floats(1, 5), st.integers())
def test_every_name_occurs_and_repeats_add_up(n_names: int, rate: float, seed: int) -> None:
    n = round(n_names * rate)
    repeats = _repeats(generator(seed), n_names, n)
    assert sum(repeats) == n
    assert min(repeats) >= 1


@given(st.lists(st.integers(), min_size=1, max_size=30), st.integers())
def test_a_draw_is_one_of_the_values(values: list[int], seed: int) -> None:
    assert Zipf(values).draw(generator(seed)) in values


@given(
    st.text("abg\u03c3\u03c2\u03a3\u00df", min_size=1, max_size=4),
    st.text("abg\u03c3\u03c2\u03a3\u00df", min_size=1, max_size=4),
)
def test_a_spelling_is_taken_whatever_its_case(first: str, second: str) -> None:
    forms = Forms()
    assert forms.take((first,))
    assert forms.take((second,)) == (first.casefold() != second.casefold())
    assert not forms.take((first.upper(),))


def test_georgian_words_have_no_capitals() -> None:
    assert capitalised("Geor", "მარე") == "მარე"
    assert capitalised("Latn", "mare") == "Mare"
