"""Wikitext becomes running text: what is markup goes, what is text stays, each under its own heading."""

import time

import pytest

from ingest.wikipedia.cleaning import comparable, has_markup, tidied
from ingest.wikipedia.effort import n_unclosed
from ingest.wikipedia.headings import boilerplate
from ingest.wikipedia.link_names import link_names
from ingest.wikipedia.wikitext import Section, sections_of

NAMES = link_names({6: "Restr", 14: "Rummad"})
STUDY = "fr br ar fa hi en sco cy es ca cs sk id ms oc nl af it scn an ast"


def sections(wikitext: str) -> tuple[Section, ...]:
    return sections_of(wikitext, NAMES)


def text(wikitext: str) -> str:
    (section,) = sections(f"== H ==\n{wikitext}")
    assert not section.has_markup
    return section.text


@pytest.mark.parametrize(
    ("wikitext", "expected"),
    [
        ("one {{cite|a=[[b]]|{{c}}}} two", "one two"),
        ("one\n{| class='x'\n! a\n|-\n| b || [[c]]\n|}\ntwo", "one\ntwo"),
        ("one\n<table><tr><td>a</td></tr></table>\ntwo", "one\ntwo"),
        ("one<ref>a [[b]] {{c}}</ref> two<ref name='x' /> three", "one two three"),
        ("one\n<gallery>\nFile:a.jpg|caption\n</gallery>\ntwo", "one\ntwo"),
        ("one <math>x^2</math> two <!-- three\n\n --> four", "one two four"),
        ("[[File:a.jpg|thumb|200px|caption with a [[link|name]] in it]]one", "one"),
        ("[[restr:a.xyz|thumb|caption]]one [[Rummad:Tra]]\n[[Category:X|*]]", "one"),
        ("[[Unbekannt:a.jpg|mini|caption]] one", "one"),
        ("one\n[[fr:Un]]\n[[zh-min-nan:Chi̍t]]", "one"),
        ("a [[link]], [[link|its text]], [[:Category:Kept]], [[:fr:Un|shown]], [[wikt:word]]", None),
        ("[http://a.example the name] and [http://b.example] and http://c.example/x?y=z end", "the name and and end"),
        ("''italic'' and '''bold''' and '''''both'''''", "italic and bold and both"),
        ("'''Homère''' écrit l'''Iliade''.", "Homère écrit l'Iliade."),
        ("a&nbsp;b &amp; c &#8211; d &lt;e&gt; f", "a b & c \u2013 d <e> f"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("* one\n* two\n# three\n: four\n; five: six", "one\ntwo\nthree\nfour\nfive six"),
        ("one __NOTOC__ two __لافهرس__", "one two"),
        (
            "Town (; {{lang|xx|y}}) is (pronounced {{IPA|x}}; old) {{x}}, here ({{x}}) <math>x</math>.",
            "Town is (pronounced; old), here.",
        ),
        (
            "<nowiki>plain</nowiki> <small>small</small> <span style='x'>span</span> x<sup>2</sup>",
            "plain small span x2",
        ),
        ("first paragraph\nstill\n\n\nsecond", "first paragraph\nstill\nsecond"),
        ("one\n==== Deep ====\ntwo\n===== Deeper =====\nthree", "one\ntwo\nthree"),
        ("بَرلين\u200c ها {{x}} عاصِمة", "بَرلين\u200c ها عاصِمة"),  # noqa: RUF001 (Persian)
        ("बर्लिन [[जर्मनी|जर्मनी की]] राजधानी", "बर्लिन जर्मनी की राजधानी"),
    ],
)
def test_markup_goes_and_text_stays(wikitext: str, expected: str | None) -> None:
    assert text(wikitext) == (expected or "a link, its text, Category:Kept, shown, word")


def test_section_ends_at_the_next_heading_of_level_two_or_three() -> None:
    found = sections("lead\n== A ==\na\n=== B ===\nb\n==== C ====\nc\n== D ==\nd\n= Top =\nnot d")
    assert [(one.heading, one.text) for one in found] == [("A", "a"), ("B", "b\nc"), ("D", "d")]


def test_repeated_heading_has_its_own_section() -> None:
    found = sections("== A ==\nfirst\n== B ==\nmiddle\n== A ==\nsecond")
    assert [(one.heading, one.text) for one in found] == [("A", "first"), ("B", "middle"), ("A", "second")]


def test_heading_is_cleaned_as_text_is() -> None:
    (section,) = sections("== ''The'' [[x|Name]]<ref>r</ref> &amp; {{t}} <!-- c --> more ==  \ntext")
    assert section.heading == "The Name & more"


def test_heading_in_a_comment_or_a_template_is_none() -> None:
    found = sections("== A ==\n<!--\n== B ==\n-->\n{{box|\n== C ==\n}}\nend\n<!-- never closed\n== D ==\n")
    assert [(one.heading, one.text) for one in found] == [("A", "end")]


@pytest.mark.parametrize("left", ["{{open", "[[open", "{| open", "a <ref> open", "| a cell", "x}}"])
def test_markup_that_was_not_understood_is_told(left: str) -> None:
    (section,) = sections(f"== H ==\ntext\n{left} more")
    assert section.has_markup


def test_many_unclosed_comments_take_no_time() -> None:
    assert sections("== A ==\nx\n" + "<!-" * 300_000 + "<!--" * 300_000)[0].heading == "A"


@pytest.mark.parametrize(
    ("wikitext", "n"),
    [
        ("{{a|{{b}}}} [[c|d]] {|\n|e\n|} <b>f</b> <ref name=g /> <br> <br/> [http://h i] 1 < 2 > [3] <3", 0),
        ("{{a {{b}} [[c {| <ref> [//d ", 5),
        ("<div <div <p>", 2 + 1),
        ("}} {{ ]] [[ |} {| </b> <b>", 4),
        ("<li> <td> <hr> <TR>", 0),
    ],
)
def test_openings_that_are_never_closed_are_counted(wikitext: str, n: int) -> None:
    assert n_unclosed(wikitext) == n


def test_a_page_that_closes_what_it_opens_is_parsed_however_long_it_is() -> None:
    (section,) = sections("== H ==\n" + "{{a}} [[b]] <b>c</b> word " * 10_000)
    assert section.text.startswith("b c word")


@pytest.mark.parametrize(
    "run", ["''a", "a'''b", "(", "( ", "(,", ", ", " ,;", " ", "\t ", "-{a", "__a", "\0 ", " )", "\n"]
)
def test_long_runs_of_anything_are_tidied_in_no_time(run: str) -> None:
    started = time.perf_counter()
    has_markup(tidied(f"{run * 100_001}''x"))
    assert time.perf_counter() - started < 20  # quadratic rules took minutes


def test_headings_are_compared_without_case_form_and_spaces() -> None:
    assert comparable("Cafe\u0301  Noir:") == comparable("café noir")


@pytest.mark.parametrize("language", STUDY.split())
def test_every_language_of_the_study_has_boilerplate_headings(language: str) -> None:
    assert len(boilerplate(language) - boilerplate("*")) > 10


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "external links"),
        ("br", "Daveoù"),
        ("fa", "پیوند به بیرون"),
        ("hi", "बाहरी कड़ियाँ"),
        ("nb", "Referanser"),
        ("xx", "References"),
    ],
)
def test_boilerplate_is_known_by_language_old_codes_and_in_all(language: str, heading: str) -> None:
    assert comparable(heading) in boilerplate(language)


def test_a_heading_about_something_is_no_boilerplate() -> None:
    assert not {comparable(one) for one in ("History", "Histoire", "तारीख", "تاريخ")} & boilerplate("en")
