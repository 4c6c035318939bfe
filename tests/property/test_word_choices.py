"""Which words each perturbation replaces, and by which, worked out naively."""

import math
import string

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_input import Sentence, build, word_of
from tests.made_titles import landed_texts, words_in
from tests.made_words import FACTS, FEW, SECTIONS, SENTENCES, TEXTS, Facts, naive_content, prepared, spared


@pytest.mark.parametrize("name", ["context_cosine", "title_cosine"])
@FEW
@given(data=st.data(), facts=FACTS)
def test_each_seen_word_has_the_nearest_unseen_one_everywhere(name: str, data: st.DataObject, facts: Facts) -> None:
    task = "title" if name == "title_cosine" else data.draw(st.sampled_from(["ner", "title"]))
    one = prepared(name, task, data.draw(TEXTS[task]), facts)
    made = build(name, one)
    content, vectors = naive_content(one), one.vectors
    assert vectors is not None
    seen = {word_of(form) for form in facts.training}
    known = seen | {word_of(form) for form in facts.names}
    candidates = sorted({word for *_, word in content if word not in known})
    eligible = [row for row in content if row[3] in seen]
    assert made.n_eligible == len(eligible)
    assert made.n_no_candidate == (0 if candidates else len(eligible))
    assert made.edits.height == (len(eligible) if candidates else 0)
    for (s, p, form, word), edit in zip(eligible, made.edits.iter_rows(named=True), strict=False):
        assert (s, p, form) == (edit["sentence"], edit["original_first_token"], edit["original"])
        cosines = (vectors.of([word]) @ vectors.of(candidates).T)[0]
        best = candidates[int(cosines.argmax())]
        assert edit["replacement"].casefold() == best.casefold()
        assert edit["similarity"] == pytest.approx(cosines.max(), abs=1e-5)
        assert (edit["was_seen"], edit["is_seen"]) == (True, False)


@given(texts=SECTIONS, facts=FACTS, dose=st.sampled_from([0.25, 1.0]))
def test_context_cosine_of_titles_is_title_cosine(texts: list[str], facts: Facts, dose: float) -> None:
    one, other = (
        build(name, prepared(name, "title", texts, facts, dose=dose)) for name in ("context_cosine", "title_cosine")
    )
    assert one.edits.equals(other.edits)
    assert one.tokens.equals(other.tokens)


@given(text=SENTENCES, facts=FACTS, seed=st.integers(0, 3), dose=st.sampled_from([0.25, 0.5, 1.0]))
def test_the_halves_of_entity_context_are_the_edits_of_the_two_by_themselves(
    text: list[Sentence], facts: Facts, seed: int, dose: float
) -> None:
    both, entities, context = (
        build(name, prepared(name, "ner", text, facts, seed=seed, dose=dose))
        for name in ("entity_context", "entity_unshared", "context_cosine")
    )
    # Words behind a longer or shorter name have moved; all else of an edit is the same.
    halves = pl.concat([entities.edits, context.edits]).sort("sentence", "original_first_token")
    moved = ["first_token", "end_token"]
    assert both.edits.drop(moved).equals(halves.drop(moved))
    for count in ("n_eligible", "n_changed", "n_no_candidate"):
        assert getattr(both, count) == getattr(entities, count) + getattr(context, count)


@pytest.mark.parametrize("name", ["title_random", "title_random_sparing", "title_placebo"])
@FEW
@given(texts=SECTIONS, facts=FACTS)
def test_what_is_drawn_is_of_its_arm_and_fails_where_nothing_is_left(name: str, texts: list[str], facts: Facts) -> None:
    one = prepared(name, "title", texts, facts)
    made = build(name, one)
    seen = {word for form in facts.training if (word := word_of(form))}
    known = seen | {word for form in facts.names if (word := word_of(form))}
    content = naive_content(one)
    arm = {word for *_, word in content if (word in seen if name == "title_placebo" else word not in known)}
    eligible = [row for row in content if row[3] in seen and row[3] not in spared(name, one, row[0])]
    has_candidate = [(s, p) for s, p, _, word in eligible if arm - {word} - spared(name, one, s)]
    assert made.n_eligible == len(eligible)
    assert list(made.edits.select("sentence", "original_first_token").iter_rows()) == has_candidate
    for edit in made.edits.iter_rows(named=True):
        assert (edit["was_seen"], edit["is_seen"]) == (True, name == "title_placebo")
        assert edit["replacement"].casefold() in {word.casefold() for word in arm - {word_of(edit["original"])}}


@given(data=st.data(), facts=FACTS)
def test_a_model_s_first_proposal_that_may_stand_there_stands_there(data: st.DataObject, facts: Facts) -> None:
    task = data.draw(st.sampled_from(["ner", "title"]))
    one = prepared("context_mlm", task, data.draw(TEXTS[task]), facts)
    made = build("context_mlm", one)
    assert one.proposals is not None
    wanted: dict[tuple[int, int], str] = {}
    for s, p, _, word in naive_content(one):
        proposed = one.proposals.filter(sentence=s, position=p).sort("rank").get_column("word").drop_nulls()
        may = [other for other in proposed if other != word and other not in one.function_words]
        if may:
            wanted[s, p] = may[0]
    got = made.edits.select("sentence", "original_first_token", "replacement").iter_rows()
    assert {(s, p): new.casefold() for s, p, new in got} == {place: word.casefold() for place, word in wanted.items()}
    assert made.n_eligible == len(naive_content(one))
    seen = made.edits.select("similarity", "was_seen", "is_seen").null_count().row(0)
    assert seen == (made.n_changed,) * 3


@given(text=SENTENCES, facts=FACTS)
def test_the_reference_replaces_what_training_has_in_lower_case_and_no_stop_word(
    text: list[Sentence], facts: Facts
) -> None:
    one = prepared("reference_context_cosine", "ner", text, facts)
    made = build("reference_context_cosine", one)
    training = facts.training - one.seen.stop_words
    outside = [(s, p, form) for s, sentence in enumerate(text) for p, (form, tag) in enumerate(sentence) if tag == "O"]
    listed = {form.lower() for *_, form in outside if len(form) > 1 and not set(form) & set(string.punctuation)}
    shared = {word for word in listed if word in training and word not in one.stop_words}
    unshared = listed - training - one.stop_words
    eligible = [(s, p) for s, p, form in outside if form.lower() in shared]
    assert made.n_eligible == len(eligible)
    assert one.vectors is not None
    if unshared & {word for form in one.vectors.rows if (word := form.lower())}:
        assert list(made.edits.select("sentence", "original_first_token").iter_rows()) == eligible
    for old, new in made.edits.select("original", "replacement").iter_rows():
        assert new.lower() in {word.capitalize().lower() for word in unshared}
        assert new == (new.lower() if old == old.lower() else new.capitalize())


@given(texts=SECTIONS, facts=FACTS, dose=st.sampled_from([0.5, 1.0]))
def test_without_its_text_an_item_has_its_options_alone(texts: list[str], facts: Facts, dose: float) -> None:
    one = prepared("title_option_only", "title", texts, facts, dose=dose)
    made = build("title_option_only", one)
    n_texts = len([text for text in texts if text])
    assert (made.n_eligible, made.n_changed) == (n_texts, math.ceil(dose * n_texts))
    landed = landed_texts(texts, made, one.tokens)
    emptied = {edit["sentence"] for edit in made.edits.iter_rows(named=True)}
    assert landed == ["" if item in emptied else text for item, text in enumerate(texts)]
    for edit in made.edits.iter_rows(named=True):
        assert edit["token_change"] == -len(words_in(texts[edit["sentence"]]))
