"""Forms in Latin letters: what comes out of every script, and what must not change."""

import os
import unicodedata
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.forms.romanised import ROMANISER, land_romanised, romanise
from xlr_warehouse.warehouse import Warehouse

REAL = Path(os.environ.get("XLR_WIKIANN", Path(__file__).parents[3] / "shared" / "data" / "wikiann"))

SCRIPTS = {
    "Arabic": ("القاهرة", "alqahra"),
    "Devanagari": ("दिल्ली", "dillii"),
    "Tamil": ("சென்னை", "cennai"),
    "Bengali": ("বাংলা", "baanglaa"),
    "Cyrillic": ("Москва", "Moskva"),
    "Greek": ("Ελλάδα", "Ellada"),
    "Han": ("北京", "beijing"),
    "Hiragana": ("とうきょう", "toukyou"),
    "Katakana": ("トヨタ", "toyota"),
    "Hangul": ("서울", "seoul"),
    "Thai": ("กรุงเทพ", "krungthep"),
    "Ethiopic": ("አዲስ", "adise"),
    "Georgian": ("თბილისი", "tbilisi"),
    "Armenian": ("Հայաստան", "Hayastan"),
    "Hebrew": ("ישראל", "yshral"),
    "Latin": ("Þór", "Thor"),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_comes_out_in_ascii_letters(script: str) -> None:
    form, want = SCRIPTS[script]
    assert romanise([form]) == [want]


def test_numerals_of_names_are_read_out_and_not_computed() -> None:
    assert romanise(["千葉", "三菱", "佐々木"]) == ["qianye", "sanling", "zuozuomu"]


def test_a_form_is_capitalised_as_it_was() -> None:
    written = ["Øst", "ØST", "øst", "ЮНЕСКО", "Юрий", "Ж", "Ж."]
    assert romanise(written) == ["Oest", "OEST", "oest", "YUNESKO", "Yury", "Zh", "Zh."]


def test_composed_and_decomposed_forms_come_out_alike() -> None:
    composed = ["Žižek", "ñandú", "இலங்கை", "한국"]
    assert romanise([unicodedata.normalize("NFD", form) for form in composed]) == romanise(composed)


def test_punctuation_stays_and_what_would_vanish_is_given_back() -> None:
    assert romanise(["–", "«Прага»", "\u200b", "ー"]) == ["–", "«Praga»", "\u200b", "ー"]  # noqa: RUF001 (a dash that stays)


def test_white_space_that_reading_out_would_add_is_left_out() -> None:
    assert romanise(["「東京」", "：", "（Notting"]) == ['"dongjing"', ":", "(Notting"]  # noqa: RUF001 (wide signs)


@given(st.text(st.characters(codec="ascii")))
def test_ascii_text_stays_as_it_is(form: str) -> None:
    assert romanise([form]) == [form]


@given(st.text(st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1, max_size=12))
def test_what_is_romanised_is_one_token_and_stays_when_romanised_again(form: str) -> None:
    (romanised,) = romanise([form])
    assert romanised
    assert romanised == form or not any(character.isspace() for character in romanised)
    assert romanised == form or not any(c.isalpha() and not c.isascii() for c in romanised)
    assert romanise([romanised]) == [romanised]


def test_each_distinct_form_is_romanised_once(warehouse: Warehouse) -> None:
    assert land_romanised(warehouse, pl.Series(["Москва", "Oslo", "Москва", None])) == 2
    assert land_romanised(warehouse, pl.Series(["Oslo", "दिल्ली"])) == 1
    assert warehouse.frame("from romanised_form order by romanised").rows() == [
        (ROMANISER, "Москва", "Moskva"),
        (ROMANISER, "Oslo", "Oslo"),
        (ROMANISER, "दिल्ली", "dillii"),
    ]


@pytest.mark.parametrize("language", ["ta", "mr"])
def test_real_forms_come_out_as_single_latin_tokens(language: str) -> None:
    file = REAL / language / "test.tsv"
    if not file.is_file():
        pytest.skip(f"{file} is not here")
    lines = file.read_text(encoding="utf-8").splitlines()
    forms = sorted({line.split("\t")[0] for line in lines if line})
    romanised = romanise(forms)
    assert len(forms) > 2000
    assert [form for form, latin in zip(forms, romanised, strict=True) if not latin or len(latin.split()) != 1] == []
    assert [latin for latin in romanised if any(c.isalpha() and not c.isascii() for c in latin)] == []
