"""What rewriting words keeps and changes, whatever the text: in Latin letters, in private ones, and misspelt."""

import math
import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.forms.romanised import romanise
from ingest.perturbing.characters import characters, is_capital, is_letter, kind, letters_by_kind
from ingest.perturbing.editing import replace_spans
from ingest.perturbing.misspelling import misspelt
from ingest.perturbing.perturbation import Perturbed
from tests.made_input import Sentence, build, input_of, tokens_of, word_of
from xlr_warehouse.spans import mentions

EACH = pytest.mark.parametrize("name", ["romanise", "disguise", "typo"])
WRITTEN = (
    "Москва ИЯФ это a zo McKay o'c'h 42 ٤٢ . « été e\u0301te\u0301 ع سعيد नमस्ते कक्षा 東京 서울 ไทย İstanbul aa aaa Ünye "
    "ъ ᾳδω \u0301a ﬁn -ё- שָׁלוֹם"
)
FORMS = st.one_of(
    st.sampled_from(WRITTEN.split()),
    st.text(st.characters(categories=["L", "M", "Nd", "Po"]), min_size=1, max_size=8),
)
TAGS = st.sampled_from(["O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC"])
TEXTS = st.lists(st.lists(st.tuples(FORMS, TAGS), min_size=1, max_size=8), min_size=1, max_size=5)
RATES = st.sampled_from([0.1, 0.5, 1.0])


def rewritten(name: str, text: list[Sentence], *, dose: float = 1.0, seed: int = 1, rate: float = 0.1) -> Perturbed:
    more = {"parameters": {"rate": rate}} if name == "typo" else {}
    return build(name, input_of(text, name=name, dose=dose, seed=seed, **more))


def in_edits(edits: pl.DataFrame) -> set[tuple[int, int]]:
    spans = edits.select("sentence", "first_token", "end_token").rows()
    return {(sentence, position) for sentence, first, end in spans for position in range(first, end)}


@EACH
@given(text=TEXTS, dose=st.sampled_from([0.5, 1.0]))
def test_tags_and_places_stay_and_so_do_the_words_outside_of_edits(
    name: str, text: list[Sentence], dose: float
) -> None:
    made, before = rewritten(name, text, dose=dose), tokens_of(text)
    places = ["sentence", "position", "tag"]
    assert made.tokens.select(places).equals(before.select(places))
    covered = in_edits(made.edits)
    for (sentence, position, old, _), new in zip(before.iter_rows(), made.tokens.get_column("form"), strict=True):
        if (sentence, position) not in covered or word_of(old) is None:
            assert new == old
        assert new
    spans = ["sentence", "mention", "first_token", "end_token", "type", "starts_with_b"]
    assert mentions(made.tokens).select(spans).equals(mentions(before).select(spans))


@EACH
@given(text=TEXTS)
def test_a_mention_is_one_edit_with_its_number_and_a_context_word_one_without(name: str, text: list[Sentence]) -> None:
    made = rewritten(name, text)
    known = {
        (row["sentence"], row["first_token"], row["end_token"]): (row["mention"], row["type"], row["type"])
        for row in mentions(tokens_of(text)).iter_rows(named=True)
    }
    for row in made.edits.iter_rows(named=True):
        place = (row["sentence"], row["original_first_token"], row["original_end_token"])
        assert (row["mention"], row["type"], row["new_type"]) == known.get(place, (None, None, None))
        assert place in known or place[2] - place[1] == 1
        assert (row["first_token"], row["end_token"], row["token_change"]) == (*place[1:], 0)
        assert row["original"] != row["replacement"]
        assert (row["was_seen"], row["is_seen"], row["similarity"]) == (None, None, None)
    assert made.edits.select("sentence", "first_token").is_unique().all()
    assert made.n_changed == made.edits.height
    assert made.n_changed + made.n_no_candidate == made.n_eligible


@EACH
@given(text=TEXTS)
def test_undoing_the_edits_gives_back_the_original(name: str, text: list[Sentence]) -> None:
    made = rewritten(name, text)
    places = made.edits.select("sentence", "first_token", "end_token", "type", forms=pl.col("original").str.split(" "))
    undone, _ = replace_spans(made.tokens, places)
    assert undone.equals(tokens_of(text))


@EACH
@given(text=TEXTS, seed=st.integers(0, 5))
def test_a_smaller_dose_makes_some_of_the_same_edits_and_a_seed_the_same_ones(
    name: str, text: list[Sentence], seed: int
) -> None:
    what = ("sentence", "first_token", "original", "replacement")
    made = {dose: rewritten(name, text, dose=dose, seed=seed) for dose in (0.25, 0.5, 1.0)}
    edits = {dose: set(one.edits.select(what).iter_rows()) for dose, one in made.items()}
    assert edits[0.25] <= edits[0.5] <= edits[1.0]
    for dose, one in made.items():
        assert one.n_changed + one.n_no_candidate == math.ceil(dose * one.n_eligible)
        again = rewritten(name, text, dose=dose, seed=seed)
        assert again.tokens.equals(one.tokens)
        assert again.edits.equals(one.edits)


@given(text=TEXTS)
def test_what_is_romanised_has_no_letters_but_ascii_except_where_nothing_would_be_left(text: list[Sentence]) -> None:
    for form in rewritten("romanise", text).tokens.get_column("form"):
        if any(is_letter(sign) and not sign.isascii() for sign in form):
            (latin,) = romanise([form])
            assert latin == form or not any(sign.isalnum() for sign in latin)


@given(text=TEXTS)
def test_what_is_romanised_is_not_romanised_again(text: list[Sentence]) -> None:
    once = rewritten("romanise", text)
    forms = once.tokens.select("sentence", "form", "tag").rows()
    again = rewritten("romanise", [[(f, t) for s, f, t in forms if s == number] for number in range(len(text))])
    assert again.n_eligible == 0
    assert again.tokens.equals(once.tokens)


@given(text=TEXTS, rate=RATES)
def test_every_place_with_a_letter_is_misspelt_or_has_no_candidate(text: list[Sentence], rate: float) -> None:
    made = rewritten("typo", text, rate=rate)
    words = [(s, p, form) for s, p, form, _ in tokens_of(text).iter_rows() if word_of(form) is not None]
    starts = {place: row for row in mentions(tokens_of(text)).iter_rows(named=True) for place in places_of(row)}
    places = {(s, starts[s, p]["first_token"] if (s, p) in starts else p) for s, p, _ in words}
    assert made.n_eligible == len(places)


def places_of(mention: dict[str, int]) -> list[tuple[int, int]]:
    return [(mention["sentence"], position) for position in range(mention["first_token"], mention["end_token"])]


WORDS = FORMS.filter(lambda form: word_of(form) is not None)


@given(word=WORDS, others=st.lists(WORDS, max_size=4), rate=RATES, seed=st.integers(0, 20))
def test_a_misspelt_word_is_another_with_the_same_ends_scripts_and_capitals(
    word: str, others: list[str], rate: float, seed: int
) -> None:
    letters = letters_by_kind([word, *others])
    new = misspelt(word, rate=rate, letters=letters, names=(seed, word))
    old_signs = characters(word)
    inner = [sign for sign in old_signs[1:-1] if is_letter(sign)]
    if new is None:
        capital = [sign for sign in inner if is_capital(sign)]
        assert len(inner) == len(capital)
        return
    new_signs = characters(new)
    assert unicodedata.normalize("NFC", new) != unicodedata.normalize("NFC", word)
    assert (new_signs[0], new_signs[-1]) == (old_signs[0], old_signs[-1])
    assert any(map(is_letter, new_signs))
    known = {letter for of_kind in letters.values() for letter in of_kind} | set(old_signs)
    assert set(new_signs) <= known
    assert {kind(sign) for sign in new_signs if is_letter(sign)} <= {
        kind(sign) for sign in old_signs if is_letter(sign)
    }
    if not (sum(map(is_capital, old_signs)) > 1 and word == word.upper()):
        assert [sign for sign in new_signs if is_capital(sign)] == [sign for sign in old_signs if is_capital(sign)]
    n_changes = max(1, math.floor(rate * len(old_signs) + 0.5))
    assert abs(len(new_signs) - len(old_signs)) <= n_changes
