"""Private letters: one for one, both ways, and letters to everything that reads them."""

import re
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.perturbing.private_letters import CASED, PRIVATE_CASED, exchanged
from ingest.words import WORD
from tests.made_input import build, input_of, word_of
from xlr_warehouse.warehouse import Warehouse

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿāăąćčďđēęěğģīįķłļľńņňőœŕřśşšţťūůűųźżžơưạảấậắếệịốộớủứựỳșțəɓɗ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяђѓєіїјљњћќѝўџґғқңүұһәөӣӯαβγδεζηθικλμνξοπρστυφχψωάέήίόύώաբգդեզէըթ"
)
BASIC = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=12)
CASED_TEXT = st.text(st.sampled_from(ALPHABETS + ALPHABETS.upper()), max_size=12)


@given(text=BASIC)
def test_what_is_exchanged_twice_is_the_text(text: str) -> None:
    assert exchanged(exchanged(text)) == unicodedata.normalize("NFC", text)


@given(text=BASIC)
def test_letters_and_marks_become_letters_and_all_else_stays(text: str) -> None:
    written = unicodedata.normalize("NFC", text)
    private = exchanged(text)
    assert len(private) == len(written)
    for old, new in zip(written, private, strict=True):
        if unicodedata.category(old)[0] not in "LM":
            assert new == old
        elif new != old:
            assert unicodedata.category(new)[0] == "L"
    assert unicodedata.normalize("NFC", private) == private


@given(text=CASED_TEXT)
def test_case_is_that_of_the_text(text: str) -> None:
    private = exchanged(text)
    assert exchanged(text.lower()) == private.lower()
    assert [sign.isupper() for sign in private] == [sign.isupper() for sign in text]
    assert not set(private) & set(text)


def test_every_alphabet_that_is_listed_has_a_pair_for_each_of_its_letters() -> None:
    for small in ALPHABETS:
        private = exchanged(small)
        assert (private.upper(), private.islower()) == (exchanged(small.upper()), True), small


@pytest.mark.parametrize("ranges", [CASED, PRIVATE_CASED])
def test_ranges_of_capitals_share_none(ranges: tuple[tuple[int, int], ...]) -> None:
    codes = [code for first, last in ranges for code in range(first, last + 1)]
    assert len(codes) == len(set(codes))


def test_words_are_words_to_polars_and_duckdb(warehouse: Warehouse) -> None:
    private = exchanged("Ångstrøm Пермь नमस्ते 東京 서울 سعيد שלום ไทย かな Հայ")
    assert pl.Series([private]).str.extract_all(WORD).item().to_list() == private.split()
    assert warehouse.one("select words_of($text)", text=private).to_list() == private.split()
    for word in private.split():
        assert warehouse.one("select word_of($text)", text=word) == word_of(word) == word.lower()
    assert re.fullmatch(r"\w+( \w+)*", private)


def test_two_languages_share_a_word_as_written_and_none_when_one_is_disguised() -> None:
    text = [[("Anna", "B-PER"), ("bor", "O"), ("i", "O"), ("Ålesund", "B-LOC"), ("42", "O")]]
    disguised = build("disguise", input_of(text, name="disguise"))
    forms = disguised.tokens.get_column("form").to_list()
    assert set(forms) & {form for form, _ in text[0]} == {"42"}
    assert [form.istitle() for form in forms] == [form.istitle() for form, _ in text[0]]
