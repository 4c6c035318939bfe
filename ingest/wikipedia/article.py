"""One page of a dump, from its bytes to its questions: what a worker does."""

from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from xml.etree import ElementTree as ET

from ingest.choices import draw
from ingest.wikipedia.dump import SHORTEST_PAGE
from ingest.wikipedia.headings import boilerplate
from ingest.wikipedia.link_names import LinkNames
from ingest.wikipedia.questions import OPTIONS, Question, questions_of
from ingest.wikipedia.wikitext import n_heading_lines, sections_of

_ARTICLE_MODELS = frozenset({"wikitext", ""})


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What decides over a page's questions, the same for all pages of a dump."""

    language: str
    seed: int
    keep_boilerplate: bool
    names: LinkNames


class Place(NamedTuple):
    """Where a page stands in the order pages are sampled in; two pages of one hash stand by their ids."""

    hash: int
    page_id: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """A sampled page and its questions; `changed` is when its text was written, `n_markup` counts left-out sections."""

    place: Place
    title: str
    changed: str
    questions: tuple[Question, ...]
    n_markup: int = 0


def place_of(page_id: int, *, language: str, seed: int) -> Place:
    """Where a page stands in the sample, by a hash of the seed, the language and its id."""
    return Place(draw("wikipedia page", seed, language, page_id), page_id)


def title_of(page: bytes) -> str:
    """The title of a page, for a message; it need not be well-formed XML."""
    title = page.partition(b"<title>")[2].partition(b"</title>")[0].decode("utf-8", "replace")
    return " ".join(unescape(title).split())[:200]


def read_page(page: bytes, rules: Rules) -> Page:
    """The questions of a page (none where it has too few headings).

    Raises `ValueError` when it is not as a page of an articles dump should be, and whatever the parser raises.
    """
    element = ET.fromstring(page)  # noqa: S314 (an element has no DTD, so there are no entities to explode)
    revisions = element.findall("revision")
    if len(revisions) != 1:
        raise ValueError(f"it has {len(revisions)} revisions; give the dump named pages-articles")
    wikitext = revisions[0].findtext("text") or ""
    place = place_of(int(element.findtext("id") or ""), language=rules.language, seed=rules.seed)
    title, changed = element.findtext("title") or "", revisions[0].findtext("timestamp") or ""
    is_wikitext = (revisions[0].findtext("model") or "") in _ARTICLE_MODELS
    is_long = len(wikitext) >= SHORTEST_PAGE or len(wikitext.encode()) >= SHORTEST_PAGE
    if not is_wikitext or not is_long or n_heading_lines(wikitext) < len(OPTIONS):
        return Page(place=place, title=title, changed=changed, questions=())
    sections = sections_of(wikitext, rules.names)
    left_out = frozenset[str]() if rules.keep_boilerplate else boilerplate(rules.language)
    questions = questions_of(sections, left_out=left_out, page=(rules.seed, rules.language, place.page_id))
    n_markup = sum(section.has_markup for section in sections if section.key not in left_out)
    return Page(place=place, title=title, changed=changed, questions=questions, n_markup=n_markup)
