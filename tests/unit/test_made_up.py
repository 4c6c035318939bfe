"""Made-up forms: of the letters of the text, as long as what they replace, and new."""

import pytest

from ingest.perturbing.characters import characters, in_case_of, runs
from ingest.perturbing.made_up import Maker, Taken, learnt

NAMES = (1, "some", "test")


def maker(words: str, *, forms: str = "", texts: tuple[str, ...] = (), seed: int = 1) -> Maker:
    """A maker that knows the letters of some words; `forms` are taken besides them."""
    taken = Taken(
        forms=frozenset(f"{words} {forms}".split()),
        words=frozenset(f"{words} {forms}".lower().split()),
        texts=frozenset(texts),
    )
    return Maker(alphabet=learnt(words.lower().split()), taken=taken, names=(seed, *NAMES[1:]))


def made(one: Maker, text: str) -> list[str]:
    found = one.made_up(text.split(" "), text, "PER")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Anna", ["A", "n", "n", "a"]),
        ("नमस्ते", ["न", "म", "स्", "ते"]),
        ("क्\u200dष", ["क्\u200d", "ष"]),
        ("C'h-2", ["C", "'", "h", "-", "2"]),
        ("x\u0323\u0301y", ["x\u0323\u0301", "y"]),
        ("\u0301a", ["\u0301", "a"]),
        ("", []),
    ],
)
def test_a_letter_keeps_its_marks(text: str, pieces: list[str]) -> None:
    assert characters(text) == pieces


def test_a_run_is_of_one_script() -> None:
    assert runs(characters("abЖ-中国")) == [
        ("LATIN", ["a", "b"]),
        ("CYRILLIC", ["Ж"]),
        (None, ["-"]),
        ("CJK", ["中", "国"]),
    ]


@pytest.mark.parametrize(
    ("original", "letter", "written"),
    [
        ("A", "b", "B"),
        ("a", "b", "b"),
        ("中", "b", "b"),
        ("A", "ß", "ß"),
        ("A", "न", "न"),
        ("É", "e\u0323", "Ẹ"),
        ("ǅ", "b", "B"),
    ],
)
def test_a_letter_is_a_capital_where_there_was_one_and_it_has_one(original: str, letter: str, written: str) -> None:
    assert in_case_of(original, letter) == written


def test_a_made_up_form_is_as_long_with_the_same_capitals_and_signs() -> None:
    one = maker("Kemper Brest Naoned Roazhon Gwened Sant-Brieg C'hastellin Lannuon")
    for text in ("Kemper", "SANT-BRIEG", "C'hastellin", "McGregor", "Ar Roc'h 2 B."):
        for old, new in zip(text.split(" "), made(one, text), strict=True):
            assert [place.isupper() for place in old] == [place.isupper() for place in new]
            assert [place for place in old if not place.isalpha()] == [place for place in new if not place.isalpha()]
            assert (old == new) == (old == "2")


def test_what_ends_words_only_ends_made_up_ones() -> None:
    one = maker("Σίσυφος Όμηρος Πλάτωνας Σωκράτης Ηράκλειτος Θαλής Ζήνωνας")
    for seed in range(20):
        (form,) = made(maker("Σίσυφος Όμηρος Πλάτωνας Σωκράτης Ηράκλειτος Θαλής Ζήνωνας", seed=seed), "Επίκουρος")
        assert "ς" not in form[:-1]
        assert form[-1] == "ς"
    assert made(one, "ΘΑΛΗΣ")[0].isupper()


def test_a_made_up_form_never_begins_with_a_mark() -> None:
    words = "नमस्ते राजेश विद्यापीठ कोपरगाव महाराष्ट्र पाटेकर नाना मुंबई"
    for seed in range(20):
        (form,) = made(maker(words, seed=seed), "मराठवाडा")
        assert len(characters(form)) == len(characters("मराठवाडा"))
        assert set(characters(form)) <= {letter for word in words.split() for letter in characters(word)}


def test_a_token_of_one_letter_becomes_another_letter_though_it_is_a_form() -> None:
    one = maker("中 国 北 京 上 海", texts=("中 国", "北 京"))
    for text in ("中 国", "北 京", "上 海"):
        new = made(one, text)
        assert all(old != letter for old, letter in zip(text.split(" "), new, strict=True))
        assert " ".join(new) not in {"中 国", "北 京"}


def test_a_token_of_two_letters_becomes_no_form_there_is() -> None:
    assert made(maker("ab", forms="aa bb"), "ab") == ["ba"]
    assert made(maker("ab", forms="AA Bb"), "AB") == ["BA"]
    for seed in range(10):
        assert made(maker("ab", forms="AA Bb", seed=seed), "ab") == ["ba"]
    assert maker("ab", forms="aa bb ba").made_up(["ab"], "ab", "PER") is None


def test_a_form_counts_as_one_though_its_word_is_not_known() -> None:
    taken = Taken(forms=frozenset({"AB", "AA", "BB"}), words=frozenset(), texts=frozenset())
    for seed in range(10):
        assert made(Maker(alphabet=learnt(["ab"]), taken=taken, names=(seed,)), "AB") == ["BA"]


def test_a_text_that_comes_out_as_a_mention_is_made_up_again() -> None:
    found = [maker("a b c", texts=("b a", "c c"), seed=seed).made_up(["a", "b"], "a b", "PER") for seed in range(20)]
    assert {"b c", "c a"} == {" ".join(forms or ()) for forms in found}


def test_a_letter_alone_in_its_script_cannot_be_replaced() -> None:
    assert maker("Ж ab ac").made_up(["Ж"], "Ж", "PER") is None


def test_the_same_names_make_the_same_form_and_others_another() -> None:
    words = "Kemper Brest Naoned Roazhon Gwened"
    assert made(maker(words), "Lannuon") == made(maker(words), "Lannuon")
    assert len({made(maker(words, seed=seed), "Lannuon")[0] for seed in range(10)}) > 5
    assert maker(words).made_up(["Lannuon"], "Lannuon", "LOC") != made(maker(words), "Lannuon")
