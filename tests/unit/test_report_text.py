"""What the report does with text and values before they reach the page."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.blocks import Format
from reports.markup import json_in_script, shown
from reports.query import Query, ask, literal
from reports.text import direction, escaped, shortened, visible, with_code
from xlr_warehouse.warehouse import Warehouse

HOSTILE = [
    "</script><script>alert(1)</script>",
    "it's",
    'say "no"',
    "a\u2028b\u2029c",
    "\u202egnp.exe",
    "tab\tline\n",
    "a`b",
    "",
    "$x",
]


def test_signs_that_act_are_written_as_numbers() -> None:
    assert visible("a\u202eb\u2028c\x00") == "a[U+202E]b[U+2028]c[U+0000]"


def test_letters_of_any_script_stay_with_their_joiners() -> None:
    words = "\u0645\u06cc\u200c\u062e \u0915\u094d\u200d\u0937 \U0001f469"
    assert visible(words) == words


def test_of_a_word_too_long_to_be_one_the_rest_is_counted() -> None:
    assert shortened("a " + "x" * 10_000 + " b") == "a " + "x" * 80 + "\N{HORIZONTAL ELLIPSIS} [9,920 more] b"
    short = "Donaudampfschifffahrtsgesellschaftskapitän " + "y" * 89
    assert shortened(short) == short


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("abc", "ltr"),
        ("\u0627\u0628\u062c X", "rtl"),
        ("IBM \u05d7\u05d1\u05e8\u05d4", "rtl"),
        ("12 .", "ltr"),
        ("", "ltr"),
    ],
)
def test_text_runs_the_way_of_most_of_its_letters(text: str, way: str) -> None:
    assert direction(text) == way


def test_markup_is_escaped_in_elements_and_attributes() -> None:
    assert escaped("<b a=\"1\" c='2'>&") == "&lt;b a=&quot;1&quot; c=&#x27;2&#x27;&gt;&amp;"


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("run `xlr demo` now", "run <code>xlr demo</code> now"),
        ("a ` alone", "a ` alone"),
        ("`a` and ` b", "<code>a</code> and ` b"),
        ("a`): `b` c", "a`): <code>b</code> c"),
        ("`<i>`", "`&lt;i&gt;`"),
    ],
)
def test_backticks_in_pairs_make_code_and_single_ones_stay(sentence: str, html: str) -> None:
    assert with_code(sentence) == html


@given(st.text())
def test_json_in_a_script_reads_back_and_holds_nothing_that_html_reads(text: str) -> None:
    written = json_in_script({"text": text})
    assert json.loads(written) == {"text": text}
    assert written.isascii()
    assert not set(written) & set("<>&")


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (None, "number", "\N{EN DASH}"),
        (1234, "count", "1,234"),
        (2.5, "count", "2.5"),
        (12.34, "number", "12.3"),
        (0.12345, "share", "0.123"),
        (-3.21, "change", "\N{MINUS SIGN}3.2"),
        (3.21, "change", "+3.2"),
        (-0.5, "correlation", "\N{MINUS SIGN}0.500"),
        (0.0004, "p", "< 0.001"),
        (0.04, "p", "0.040"),
        ("a-b", "text", "a-b"),
        (True, "text", "True"),
    ],
)
def test_values_are_written_as_their_column_says(value: object, form: Format, text: str) -> None:
    assert shown(value, form) == text


@pytest.mark.parametrize("value", [*HOSTILE, 3, -1])
def test_a_value_as_sql_is_the_value_again(warehouse: Warehouse, value: str | int) -> None:
    assert warehouse.one(f"select {literal(value)}") == value


@pytest.mark.parametrize("value", HOSTILE)
def test_a_query_as_shown_answers_as_it_was_asked(warehouse: Warehouse, value: str) -> None:
    query, frame = ask(warehouse, "select $word as word, $n as n", word=value, n=3)
    assert warehouse.frame(query.shown).rows() == frame.rows() == [(value, 3)]


def test_a_value_that_looks_like_a_parameter_stays_a_value() -> None:
    assert Query(sql="select $a, $b", parameters={"a": "$b", "b": 1}).shown == "select '$b', 1"
