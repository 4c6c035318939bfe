"""How a word is written in the place of another: capitals as they were, in every script that has them."""

import pytest

from ingest.perturbing.capitals import written_like
from ingest.perturbing.reference_words import written_as_in_reference


@pytest.mark.parametrize(
    ("original", "replacement", "written"),
    [
        ("house", "dwelling", "dwelling"),
        ("House", "dwelling", "Dwelling"),
        ("HOUSE", "dwelling", "DWELLING"),
        ("дом", "изба", "изба"),
        ("Дом", "изба", "Изба"),
        ("ДОМ", "изба", "ИЗБА"),
        ("Σπίτι", "ὁδός", "Ὁδός"),
        ("STRASSE", "weiß", "WEISS"),
        ("Straße", "ǆep", "ǅep"),
        ("O'NEILL", "o'c'h", "O'C'H"),
        ("'Neill", "'ar", "'Ar"),
        ("3D", "2d", "2D"),
        ("x-RAY", "kelenn", "kelenn"),
    ],
)
def test_a_replacement_has_the_capitals_of_the_word_it_replaces(original: str, replacement: str, written: str) -> None:
    assert written_like(original, replacement) == written


def test_one_capital_letter_is_a_first_capital() -> None:
    assert written_like("A", "kêr") == "Kêr"


@pytest.mark.parametrize(
    ("original", "replacement"), [("घर", "घरे"), ("東京", "house"), ("بيت", "دار"), ("ბანი", "წყალი")]
)
def test_in_scripts_without_case_the_replacement_stays_as_it_is(original: str, replacement: str) -> None:
    assert written_like(original, replacement) == replacement


def test_a_replacement_without_a_letter_has_no_capital() -> None:
    assert written_like("House", "12") == "12"


@pytest.mark.parametrize(
    ("original", "written"),
    [("house", "dwelling"), ("House", "Dwelling"), ("HOUSE", "Dwelling"), ("iPod", "Dwelling"), ("घर", "dwelling")],
)
def test_the_reference_keeps_no_more_than_a_first_capital(original: str, written: str) -> None:
    assert written_as_in_reference(original, "dwelling") == written
