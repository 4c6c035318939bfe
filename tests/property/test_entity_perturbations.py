"""What is eligible and what may replace it, for each perturbation of entities."""

import math
import unicodedata
from collections import Counter

import numpy as np
import pytest
from hypothesis import given

from ingest.perturbing.characters import characters, script_of
from tests.made_input import Sentence, tokens_of, training_of, word_of
from tests.made_text import ARMS, NAMES, SEEN, TEXTS, TRAINING, partner_of, perturbed, vectors_of
from xlr_warehouse.spans import mentions

WITHIN_A_TYPE = [name for name in ARMS if name != "entity_cross_type"]
DEALT = [name for name in WITHIN_A_TYPE if name != "entity_semantic"]
Training = dict[str, int]
Row = dict[str, object]


def rows_of(text: list[Sentence]) -> list[Row]:
    return mentions(tokens_of(text)).rows(named=True)


def is_replaced(name: str, text: str, training: Training) -> bool:
    """Whether a mention of this text is eligible."""
    if name == "entity_unshared_both":
        return text in training and text in partner_of(training)
    return (text in training) == ARMS[name][0]


def is_donor(name: str, text: str, training: Training) -> bool:
    match name:
        case "entity_unshared_both":
            return text not in training and text not in partner_of(training)
        case "entity_unshared_strict":
            forms = {form for seen in training for form in seen.split(" ")}
            return text not in training and not forms & set(text.split(" "))
        case _:
            return (text in training) == ARMS[name][1]


def donors_of(name: str, text: list[Sentence], training: Training) -> set[tuple[str, str]]:
    return {(one["type"], one["text"]) for one in rows_of(text) if is_donor(name, one["text"], training)}


@pytest.mark.parametrize("name", DEALT)
@given(text=TEXTS, training=TRAINING)
def test_every_mention_of_the_arm_with_a_donor_is_replaced_and_no_other(
    name: str, text: list[Sentence], training: Training
) -> None:
    made = perturbed(text, training, name)
    donors = donors_of(name, text, training)
    eligible = [one for one in rows_of(text) if is_replaced(name, one["text"], training)]
    has_donor = [one for one in eligible if donors - {(one["type"], one["text"])} and _others(donors, one)]
    assert made.n_eligible == len(eligible)
    assert {(one["sentence"], one["mention"]) for one in has_donor} == set(
        made.edits.select("sentence", "mention").iter_rows()
    )


def _others(donors: set[tuple[str, str]], one: Row) -> set[str]:
    return {donor for kind, donor in donors if kind == one["type"] and donor != one["text"]}


@pytest.mark.parametrize("name", DEALT)
@given(text=TEXTS, training=TRAINING)
def test_a_donor_is_of_the_right_arm_and_type_and_as_long_if_any_is(
    name: str, text: list[Sentence], training: Training
) -> None:
    donors = donors_of(name, text, training)
    for edit in perturbed(text, training, name).edits.iter_rows(named=True):
        assert (edit["type"], edit["replacement"]) in donors
        assert (edit["was_seen"], edit["is_seen"]) == ARMS[name]
        n_tokens = len(edit["original"].split())
        same_type = _others(donors, {"type": edit["type"], "text": edit["original"]})
        nearest = min(abs(len(donor.split()) - n_tokens) for donor in same_type)
        assert abs(edit["token_change"]) == nearest


@pytest.mark.parametrize("name", DEALT)
@given(text=TEXTS, training=TRAINING)
def test_a_deck_is_dealt_evenly(name: str, text: list[Sentence], training: Training) -> None:
    mapping = perturbed(text, training, name).edits.select("original", "type", "replacement").unique()

    def deck(kind: str, donor: str) -> tuple[str, int, int]:
        return kind, len(donor.split()), training.get(donor, 0).bit_length()

    sizes = Counter(deck(*donor) for donor in donors_of(name, text, training))
    uses = Counter(mapping.select("type", "replacement").iter_rows())
    dealt = Counter(dict.fromkeys(sizes, 0))
    for one, n in uses.items():
        dealt[deck(*one)] += n
    # A deck is shuffled anew a little early when all that is left of it is the text to be replaced.
    early = 1 if ARMS[name][0] == ARMS[name][1] else 0
    assert all(n <= math.ceil(dealt[deck(*one)] / sizes[deck(*one)]) + early for one, n in uses.items())


@given(text=TEXTS, training=TRAINING)
def test_the_strict_arm_touches_the_places_of_the_plain_one_as_the_semantic_does(
    text: list[Sentence], training: Training
) -> None:
    names = ("entity_unshared", "entity_unshared_strict", "entity_semantic")
    assert len({perturbed(text, training, name).n_eligible for name in names}) == 1


@given(text=TEXTS, training=TRAINING)
def test_the_nearest_in_meaning_is_unseen_shares_no_word_and_none_is_nearer(
    text: list[Sentence], training: Training
) -> None:
    made = perturbed(text, training, "entity_semantic")
    vectors = vectors_of(text)

    def words(one: str) -> list[str]:
        return [word for form in one.split(" ") if (word := word_of(form)) is not None]

    def cosine(one: str, other: str) -> float:
        first, second = (vectors.of(words(each)).sum(axis=0) for each in (one, other))
        return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))

    replaced = {(edit["sentence"], edit["mention"]): edit for edit in made.edits.iter_rows(named=True)}
    for one in rows_of(text):
        if one["text"] not in training:
            continue
        candidates = {
            other["text"]
            for other in rows_of(text)
            if other["type"] == one["type"] and other["text"] not in training
            if words(other["text"]) and words(one["text"]) and not set(words(other["text"])) & set(words(one["text"]))
        }
        edit = replaced.pop((one["sentence"], one["mention"]), None)
        if edit is None:
            assert not candidates
        else:
            assert edit["replacement"] in candidates
            assert (edit["was_seen"], edit["is_seen"]) == (True, False)
            best = max(cosine(one["text"], other) for other in candidates)
            assert edit["similarity"] == pytest.approx(best, abs=1e-5)
    assert not replaced


@given(text=TEXTS, training=TRAINING)
def test_a_name_of_another_type_is_of_that_type_alone_and_glues_nothing_together(
    text: list[Sentence], training: Training
) -> None:
    made = perturbed(text, training, "entity_cross_type")
    types: dict[str, set[str]] = {}
    for one in rows_of(text):
        types.setdefault(one["text"], set()).add(one["type"])
    replaced = {(edit["sentence"], edit["mention"]): edit for edit in made.edits.iter_rows(named=True)}
    n_eligible = 0
    for before, one, after in zip([None, *rows_of(text)], rows_of(text), [*rows_of(text)[1:], None], strict=False):
        edit = replaced.get((one["sentence"], one["mention"]))
        is_stray_after = not one["starts_with_b"] and _touch(before, one)
        may_merge = is_stray_after or (_touch(one, after) and not after["starts_with_b"])
        is_eligible = one["text"] in training and not may_merge
        n_eligible += is_eligible
        candidates = {
            other
            for other, kinds in types.items()
            if other in training and len(kinds) == 1 and one["type"] not in kinds and other != one["text"]
        }
        assert (edit is not None) == (is_eligible and bool(candidates))
        if edit is not None:
            assert edit["replacement"] in candidates
            assert {edit["new_type"]} == types[edit["replacement"]]
            assert (edit["was_seen"], edit["is_seen"]) == (SEEN, SEEN)
    assert made.n_eligible == n_eligible


def test_mentions_of_two_sentences_touch_nothing_of_one_another() -> None:
    text = [[("Anna", "B-PER")], [("e", "O"), ("Brest", "I-LOC")]]
    made = perturbed(text, {"Anna": 1, "Brest": 1}, "entity_cross_type")
    assert made.edits.select("original", "replacement").rows() == [("Anna", "Brest"), ("Brest", "Anna")]
    assert made.tokens.get_column("tag").to_list() == ["B-LOC", "O", "I-PER"]


def _touch(one: Row | None, other: Row | None) -> bool:
    if one is None or other is None or one["sentence"] != other["sentence"]:
        return False
    return one["end_token"] == other["first_token"]


@given(text=TEXTS)
def test_a_made_up_form_has_the_letters_capitals_and_signs_of_what_it_replaces_but_is_new(text: list[Sentence]) -> None:
    forms = {form for sentence in text for form, _ in sentence}
    texts = {one["text"] for one in rows_of(text)}
    words = [word for one in texts for form in one.split(" ") if (word := word_of(form)) is not None]
    own_letters = {letter for word in words for letter in characters(word)}
    made = perturbed(text, {}, "context_only")
    assert made.n_eligible == sum(any(map(word_of, one["text"].split(" "))) for one in rows_of(text))
    for edit in made.edits.iter_rows(named=True):
        assert edit["replacement"] not in texts
        assert (edit["was_seen"], edit["is_seen"], edit["script_changed"]) == (None, None, False)
        for old, new in zip(edit["original"].split(" "), edit["replacement"].split(" "), strict=True):
            n_letters = sum(script_of(letter) is not None for letter in characters(old))
            assert (old == new) == (n_letters == 0)
            assert n_letters < 2 or new not in forms
            assert not unicodedata.category(new[0]).startswith("M")
            for before, after in zip(characters(old), characters(new), strict=True):
                assert script_of(before) == script_of(after)
                assert before[0].isupper() == after[0].isupper()
                assert after.lower() in own_letters if script_of(before) else after == before


@given(text=TEXTS)
def test_a_given_name_stands_before_the_rest_of_the_person(text: list[Sentence]) -> None:
    made = perturbed(text, {}, "per_given_name")
    people = [one for one in rows_of(text) if one["type"] == "PER" and word_of(one["text"].split(" ")[0])]
    assert made.n_eligible == made.n_changed == len(people)
    for edit in made.edits.iter_rows(named=True):
        old, new = edit["original"].split(" "), edit["replacement"].split(" ")
        assert edit["type"] == "PER"
        assert new[1:] == old[1:]
        assert new[0] != old[0]
        names = [name for name in NAMES if " " not in name]
        capitals = [name.upper() for name in names] if old[0] == "SKOL" else names
        assert new[0] in [*capitals, *([name.title() for name in names] if old[0][0].isupper() else [])]
        assert (edit["was_seen"], edit["is_seen"]) == (None, None)


@given(text=TEXTS)
def test_a_place_is_one_of_the_pool_as_long_if_any_is_and_never_itself(text: list[Sentence]) -> None:
    made = perturbed(text, {}, "loc_place")
    places = [one for one in rows_of(text) if one["type"] == "LOC"]
    assert made.n_eligible == made.n_changed == len(places)
    for edit in made.edits.iter_rows(named=True):
        written = [name.upper() if edit["original"].isupper() and len(edit["original"]) > 1 else name for name in NAMES]
        others = [name for name in written if name != edit["original"]]
        assert edit["replacement"] in others
        n_tokens = len(edit["original"].split(" "))
        assert abs(edit["token_change"]) == min(abs(len(name.split(" ")) - n_tokens) for name in others)
        assert (edit["was_seen"], edit["is_seen"]) == (None, None)


def test_places_beside_places_stay_as_many() -> None:
    """What N9 lost: adjacent places, with and without a B-, and a stray one after another type."""
    text = [
        [("Brest", "B-LOC"), ("Kemper", "B-LOC"), ("ha", "O"), ("Naoned", "I-LOC"), ("Pariz", "B-LOC")],
        [("Anna", "B-PER"), ("Roazhon", "I-LOC"), ("Gwened", "B-LOC")],
    ]
    made = perturbed(text, {}, "loc_place", pool=("Ar Roc'h", "Santez Anna", "Bro An Tregor"))
    after = mentions(made.tokens)
    assert [one["type"] for one in after.rows(named=True)] == [one["type"] for one in rows_of(text)]
    assert [tag for tag in made.tokens.get_column("tag") if tag.startswith("B-")] == ["B-LOC"] * 3 + ["B-PER", "B-LOC"]
    assert made.n_changed == 6


def test_donors_unseen_in_one_training_set_only_are_no_donors_for_both() -> None:
    text = [[("Anna", "B-PER")], [("Lena", "B-PER")], [("Soaz", "B-PER")], [("Mona", "B-PER")]]
    here, there = {"Anna": 3, "Lena": 1}, {"Anna": 1, "Soaz": 4}
    made = perturbed(text, here, "entity_unshared_both", partner=training_of(there))
    assert made.edits.select("original", "replacement").rows() == [("Anna", "Mona")]
    assert made.n_eligible == 1
    # Neither training set goes before the other.
    turned = perturbed(text, there, "entity_unshared_both", partner=training_of(here))
    assert turned.edits.equals(made.edits)
