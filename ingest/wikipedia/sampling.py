"""A uniform sample of a dump's pages: those of the smallest hashes, as many as it takes to have the items wanted.

The sample is defined without regard to the order in which pages come: take the pages in the order of their hashes,
leave out each question whose text an earlier page asked about, and stop after the page with which the wanted number of
questions is reached. The last page is taken whole, so there may be up to three more. What comes after that page can
never matter again, so it is forgotten, and pages whose hash says so need not be read at all.
"""

from array import array
from dataclasses import dataclass, replace

from ingest.wikipedia.article import Page, Place

_EVERYTHING = Place(1 << 64, 0)
_SLACK = 64


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A page that could not be read, and why."""

    place: Place
    title: str
    reason: str


class Sample:
    """The pages that may still be in the sample, of those met so far; its size is bounded by the items wanted."""

    def __init__(self, n_wanted: int) -> None:
        """An empty sample that wants so many questions."""
        self.limit = _EVERYTHING
        """The place of the last page that matters; what stands after it need not be read."""
        self.n_wanted = n_wanted
        self._pages: dict[Place, Page] = {}
        self._failures: dict[Place, Failure] = {}
        self._barren = array("Q")
        self.n_questions = 0

    def add(self, result: Page | Failure) -> None:
        """Take in what was read of a page; of one that comes twice, the later text counts."""
        if result.place > self.limit:
            return
        if isinstance(result, Failure):
            self._failures[result.place] = result
        elif result.questions:
            known = self._pages.get(result.place)
            if known is None or known.changed < result.changed:
                self._pages[result.place] = result
                self.n_questions += len(result.questions) - (len(known.questions) if known else 0)
        else:
            self._barren.append(result.place.hash)
        # Looked at only when an eighth more has come, so that the work stays in proportion.
        if self.n_questions >= self.n_wanted + self.n_wanted // 8 + _SLACK:
            self.settle()

    def pass_over(self, place: Place) -> None:
        """Note a page that can have no questions, without reading it."""
        if place <= self.limit:
            self._barren.append(place.hash)

    def settle(self) -> bool:
        """Whether the wanted number is reached; forgets what can no longer matter."""
        n_found = 0
        texts: set[str] = set()
        for place in sorted(self._pages):
            new = {question.text for question in self._pages[place].questions} - texts
            texts |= new
            n_found += len(new)
            if n_found >= self.n_wanted:
                self._forget_after(place)
                return True
        return False

    def pages(self) -> tuple[Page, ...]:
        """The pages of the sample in their order, without questions that an earlier page asked."""
        self.settle()
        texts: set[str] = set()
        kept: list[Page] = []
        for place in sorted(self._pages):
            page = self._pages[place]
            questions = tuple(question for question in page.questions if question.text not in texts)
            texts.update(question.text for question in questions)
            kept.append(replace(page, questions=questions))
        return tuple(page for page in kept if page.questions)

    def failures(self) -> tuple[Failure, ...]:
        """The pages that would have been looked at for the sample, but could not be read."""
        return tuple(self._failures[place] for place in sorted(self._failures))

    def n_looked_at(self) -> int:
        """How many pages stand at or before the last page of the sample: read ones, barren ones, and failures."""
        return len(self._pages) + len(self._failures) + len(self._barren)

    def _forget_after(self, place: Place) -> None:
        self.limit = min(self.limit, place)
        self._pages = {known: page for known, page in self._pages.items() if known <= place}
        self._failures = {known: failure for known, failure in self._failures.items() if known <= place}
        self._barren = array("Q", (hash_ for hash_ in self._barren if hash_ <= place.hash))
        self.n_questions = sum(len(page.questions) for page in self._pages.values())
