"""The sample is the pages of the smallest hashes, whatever the order in which they come."""

import random

from hypothesis import given
from hypothesis import strategies as st

from ingest.wikipedia.article import Page, Place
from ingest.wikipedia.questions import Question
from ingest.wikipedia.sampling import Failure, Sample


def made(hash_: int, texts: list[str], *, changed: str = "") -> Page:
    questions = tuple(Question(text=text, options=("a", "b", "c", "d"), correct="A") for text in texts)
    return Page(place=Place(hash_, hash_), title=str(hash_), changed=changed, questions=questions)


def naive(pages: dict[int, list[str]], n: int) -> list[tuple[int, list[str]]]:
    """What the docstring of the module says, in as many words."""
    seen: set[str] = set()
    found: list[tuple[int, list[str]]] = []
    for hash_ in sorted(pages):
        if len(seen) >= n:
            break
        texts = [text for text in pages[hash_] if text not in seen]
        seen |= set(texts)
        found += [(hash_, texts)] if texts else []
    return found


TEXTS = st.lists(st.text("abc", min_size=1, max_size=3), max_size=4, unique=True)


@given(
    pages=st.dictionaries(st.integers(0, 10_000), TEXTS, max_size=60),
    n=st.integers(1, 30),
    rng=st.randoms(),
    often=st.booleans(),
)
def test_sample_is_the_one_defined_in_any_order(
    pages: dict[int, list[str]], n: int, rng: random.Random, *, often: bool
) -> None:
    order = list(pages)
    rng.shuffle(order)
    sample = Sample(n)
    for hash_ in order:
        if Place(hash_, hash_) <= sample.limit:
            sample.add(made(hash_, pages[hash_]))
        if often:
            sample.settle()
    got = [(page.place.hash, [question.text for question in page.questions]) for page in sample.pages()]
    assert naive(pages, n) == got


def test_sample_stays_small_however_many_pages_come() -> None:
    sample = Sample(100)
    for number in range(20_000):
        hash_ = number * 7_919 % 20_011
        sample.add(made(hash_, [f"{number}"]))
        assert len(sample._pages) <= 200
    assert len(sample.pages()) == 100


def test_failures_count_only_where_they_could_have_mattered() -> None:
    sample = Sample(2)
    for hash_ in (1, 5, 9):
        sample.add(Failure(place=Place(hash_, hash_), title=str(hash_), reason="broken"))
    for hash_ in (2, 6, 8):
        sample.add(made(hash_, [str(hash_)]))
    assert [page.title for page in sample.pages()] == ["2", "6"]
    assert [failure.title for failure in sample.failures()] == ["1", "5"]
    assert sample.n_looked_at() == 4


def test_later_text_of_a_page_that_comes_twice_counts() -> None:
    for order in ((0, 1), (1, 0)):
        sample = Sample(5)
        pages = [made(1, ["old"], changed="2020"), made(1, ["new"], changed="2021")]
        for number in order:
            sample.add(pages[number])
        assert [question.text for page in sample.pages() for question in page.questions] == ["new"]
