"""What every perturbation of words keeps, changes and counts, in sentences and in section texts."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.perturbing.editing import replace_spans
from ingest.perturbing.perturbation import Perturbed
from ingest.perturbing.running_text import with_words
from tests.made_input import Sentence, build, tokens_of, word_of
from tests.made_titles import (
    landed_texts,
    sentences_of,
    words_in,
)
from tests.made_words import (
    ALL,
    CASES,
    DRAWN,
    FACTS,
    FEW,
    OF_NER,
    OF_TITLES,
    OURS,
    REFERENCE,
    SECTIONS,
    SENTENCES,
    TEXTS,
    TITLE,
    WORDS,
    Facts,
    prepared,
    spared,
)
from xlr_warehouse.spans import mentions


@ALL
@FEW
@given(data=st.data(), facts=FACTS)
def test_only_words_outside_of_entities_change_and_tags_and_mentions_stay(
    name: str, task: str, data: st.DataObject, facts: Facts
) -> None:
    one = prepared(name, task, data.draw(TEXTS[task]), facts, dose=data.draw(st.sampled_from([0.5, 1.0])))
    made = build(name, one)
    edits = made.edits.filter(pl.col("mention").is_null())
    spans = ("original_first_token", "original_end_token")
    tag_of = {(s, p): (form, tag) for s, p, form, tag in one.tokens.drop("word").iter_rows()}
    for sentence, first, end, original in edits.select("sentence", *spans, "original").iter_rows():
        assert end == first + 1
        assert tag_of[sentence, first] == (original, "O")
    assert edits.select("type", "new_type").null_count().row(0) == (edits.height, edits.height)
    if name == "entity_context":
        return
    assert (edits.get_column("first_token") == edits.get_column("original_first_token")).all()
    assert made.edits.height == edits.height
    assert mentions(made.tokens).equals(mentions(one.tokens)) or name.startswith("entity")
    touched = set(edits.select("sentence", "first_token").iter_rows())
    lowered = name in REFERENCE
    assert made.tokens.drop("form").equals(one.tokens.select("sentence", "position", "tag"))
    for (s, p, old, _), new in zip(one.tokens.drop("word").iter_rows(), made.tokens.get_column("form"), strict=True):
        if (s, p) not in touched:
            assert new == (old.lower() if lowered else old)
    standing = made.tokens.join(edits, left_on=["sentence", "position"], right_on=["sentence", "first_token"])
    assert standing.get_column("form").equals(standing.get_column("replacement"), check_names=False)


@ALL
@FEW
@given(data=st.data(), facts=FACTS)
def test_a_smaller_dose_makes_some_of_the_same_edits(name: str, task: str, data: st.DataObject, facts: Facts) -> None:
    text = data.draw(TEXTS[task])
    made = {dose: build(name, prepared(name, task, text, facts, dose=dose)) for dose in (0.25, 0.5, 1.0)}
    what = ("sentence", "original_first_token", "original", "replacement", "similarity")
    edits = {dose: set(one.edits.select(what).iter_rows()) for dose, one in made.items()}
    assert edits[0.25] <= edits[0.5] <= edits[1.0]
    # The two halves of entity_context have a dose each.
    spare = 1 if name == "entity_context" else 0
    for dose, one in made.items():
        wanted = math.ceil(dose * one.n_eligible)
        assert wanted <= one.n_changed + one.n_no_candidate <= wanted + spare
        assert (one.n_eligible, one.n_changed) == (made[1.0].n_eligible, one.edits.height)


@ALL
@FEW
@given(data=st.data(), facts=FACTS, seed=st.integers(0, 3))
def test_the_same_seed_makes_the_same_edits(name: str, task: str, data: st.DataObject, facts: Facts, seed: int) -> None:
    text = data.draw(TEXTS[task])
    one = prepared(name, task, text, facts, seed=seed, dose=0.5)
    again = prepared(name, task, text, facts, seed=seed, dose=0.5)
    assert build(name, one).tokens.equals(build(name, again).tokens)
    assert build(name, one).edits.equals(build(name, again).edits)


LONG = ["kozh " + " ".join(["bras ti"] * 20) + " kêr घर में Дом", "bras", "ti kozh घर"]
SEEN = Facts(
    training=frozenset({"bras", "ti", "में", "Дом"}), names=frozenset(), function=frozenset(), options=(("q",) * 4,) * 3
)


@pytest.mark.parametrize("name", DRAWN)
def test_another_seed_draws_other_words(name: str) -> None:
    drawn = {
        tuple(build(name, prepared(name, "title", LONG, SEEN, seed=seed)).edits["replacement"]) for seed in range(5)
    }
    assert len(drawn) == 5


@pytest.mark.parametrize("name", [name for name, _ in CASES if name != "entity_context"])
def test_another_seed_touches_other_words_at_a_smaller_dose(name: str) -> None:
    task = "title" if name in TITLE else "ner"
    text = LONG if task == "title" else sentences_of(LONG)
    places = {
        tuple(build(name, prepared(name, task, text, SEEN, seed=seed, dose=0.5)).edits["original_first_token"])
        for seed in range(5)
    }
    assert len(places) == 5


@OF_NER
@FEW
@given(text=SENTENCES, facts=FACTS)
def test_undoing_the_edits_gives_back_the_sentences(name: str, text: list[Sentence], facts: Facts) -> None:
    made = build(name, prepared(name, "ner", text, facts))
    places = made.edits.select("sentence", "first_token", "end_token", "type", forms=pl.col("original").str.split(" "))
    undone, _ = replace_spans(made.tokens, places)
    assert undone.equals(tokens_of(text))


@OF_TITLES
@FEW
@given(texts=SECTIONS, facts=FACTS)
def test_undoing_the_edits_gives_back_the_section_texts_to_the_byte(name: str, texts: list[str], facts: Facts) -> None:
    one = prepared(name, "title", texts, facts)
    made = build(name, one)
    landed = landed_texts(texts, made, one.tokens)
    undone: list[str] = []
    for item, text in enumerate(landed):
        words, old = words_in(text), words_in(text)
        for edit in made.edits.filter(sentence=item).iter_rows(named=True):
            if name == "title_option_only":
                assert (text, edit["first_token"], edit["end_token"]) == ("", 0, 0)
                text = edit["original"]  # noqa: PLW2901 (the edit is about the whole of it)
                continue
            assert words[edit["first_token"] : edit["end_token"]] == [edit["replacement"]]
            old[edit["first_token"]] = edit["original"]
        undone.append(text if name == "title_option_only" else with_words(text, words, old))
    if name in REFERENCE:
        assert [text.lower() for text in undone] == [text.lower() for text in texts]
        assert landed == [text.lower() for text in landed]
    else:
        assert undone == texts


@pytest.mark.parametrize(("name", "task"), [case for case in CASES if case[0] in OURS])
@FEW
@given(data=st.data(), facts=FACTS)
def test_capitals_stay_and_function_words_and_spared_words_are_left_alone(
    name: str, task: str, data: st.DataObject, facts: Facts
) -> None:
    one = prepared(name, task, data.draw(TEXTS[task]), facts)
    for edit in build(name, one).edits.iter_rows(named=True):
        old, new = edit["original"], edit["replacement"]
        letters = [character for character in old if character.isalpha()]
        if old.isupper() and len(letters) > 1:
            assert new == new.upper()
        elif letters[0].isupper():
            first = next(character for character in new if character.isalpha())
            assert first == first.title()
        else:
            assert new == new.lower()
        # Capitals of a ligature are several letters, and do not come back.
        is_plain = new.lower() in {word_of(word) for word in WORDS}
        taken = one.function_words | spared(name, one, edit["sentence"])
        assert word_of(old) not in taken
        assert new.lower() not in taken or not is_plain
        assert new.lower() != word_of(old)


def test_perturbed_has_the_types_that_land() -> None:
    from ingest.perturbing.perturbation import EDIT_SCHEMA

    for name, task in [*CASES, ("title_option_only", "title")]:
        made: Perturbed = build(name, prepared(name, task, LONG if task == "title" else sentences_of(LONG), SEEN))
        assert made.edits.schema == pl.Schema(EDIT_SCHEMA)
