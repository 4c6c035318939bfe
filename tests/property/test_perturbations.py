"""What every replacement of entities keeps, changes and counts, whatever the corpus."""

import math
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ingest.load import load
from ingest.perturb import How, perturb
from ingest.perturbing.editing import replace_spans
from ingest.perturbing.perturbation import Perturbed
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.made_input import Sentence, build, input_of, tokens_of, training_of
from xlr_warehouse.spans import is_legal_tag, mentions
from xlr_warehouse.warehouse import Warehouse

SHARED, PLACEBO = "entity_unshared", "entity_placebo"
BOTH = pytest.mark.parametrize("name", [SHARED, PLACEBO])
Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


def segment(form: str, entity_type: str, n_tokens: int, first: str) -> Sentence:
    """A stretch of text: one context word, or an entity of some tokens."""
    if entity_type == "O":
        return [(form, "O")]
    words = [form, *(f"{form}{number}" for number in range(1, n_tokens))]
    return list(zip(words, [f"{first}-{entity_type}", *[f"I-{entity_type}"] * (n_tokens - 1)], strict=True))


SEGMENTS = st.builds(
    segment,
    st.sampled_from(["a", "b", "c", "d", "e", "f", "Ж", "א"]),
    st.sampled_from(["O", "PER", "PER", "LOC"]),
    st.integers(1, 3),
    st.sampled_from("BBBI"),
)
TEXTS = st.lists(
    st.lists(SEGMENTS, min_size=1, max_size=5).map(lambda parts: [token for part in parts for token in part]),
    min_size=1,
    max_size=8,
)
TRAINING = st.dictionaries(
    st.sampled_from([f"{word}{rest}" for word in "abcdefЖ" for rest in ("", " {0}1", " {0}1 {0}2")]).map(
        lambda text: text.format(text[0])
    ),
    st.integers(1, 9),
    max_size=12,
)


def perturbed(
    text: list[Sentence], training: dict[str, int], name: str, *, seed: int = 1, dose: float = 1.0
) -> Perturbed:
    return build(name, input_of(text, training_of(training), name=name, seed=seed, dose=dose))


def outside(tokens: pl.DataFrame, edits: pl.DataFrame, prefix: str = "") -> list[tuple[int, str, str]]:
    """The sentence, form and tag of each token that no edit covers."""
    spans = edits.select("sentence", f"{prefix}first_token", f"{prefix}end_token").rows()
    inside = {(sentence, position) for sentence, first, end in spans for position in range(first, end)}
    return [(s, form, tag) for s, position, form, tag in tokens.iter_rows() if (s, position) not in inside]


@BOTH
@given(text=TEXTS, training=TRAINING)
def test_tokens_outside_of_edits_stay_and_those_inside_are_the_replacement(
    name: str, text: list[Sentence], training: dict[str, int]
) -> None:
    made = perturbed(text, training, name)
    assert outside(tokens_of(text), made.edits, "original_") == outside(made.tokens, made.edits)
    assert made.tokens.get_column("position").equals(
        made.tokens.select(pl.int_range(pl.len(), dtype=pl.Int32).over("sentence")).to_series().alias("position")
    )
    assert all(is_legal_tag(tag) for tag in made.tokens.get_column("tag"))
    # Nothing but the replaced texts changes in what the tags name.
    before = mentions(tokens_of(text))
    replaced = {(row["sentence"], row["mention"]): row["replacement"] for row in made.edits.iter_rows(named=True)}
    expected = [
        (sentence, number, kind, replaced.get((sentence, number), old), starts_with_b)
        for sentence, number, kind, old, starts_with_b in before.select(
            "sentence", "mention", "type", "text", "starts_with_b"
        ).iter_rows()
    ]
    after = mentions(made.tokens).select("sentence", "mention", "type", "text", "starts_with_b")
    assert expected == after.rows()


@BOTH
@given(text=TEXTS, training=TRAINING)
def test_every_seen_mention_with_a_donor_is_replaced_and_no_other(
    name: str, text: list[Sentence], training: dict[str, int]
) -> None:
    made = perturbed(text, training, name)
    all_mentions = mentions(tokens_of(text)).rows(named=True)
    donors = {(one["text"], one["type"]) for one in all_mentions if (one["text"] in training) == (name == PLACEBO)}
    eligible = [one for one in all_mentions if one["text"] in training]
    has_donor = [one for one in eligible if any(kind == one["type"] and text != one["text"] for text, kind in donors)]
    assert made.n_eligible == len(eligible)
    assert {(one["sentence"], one["mention"]) for one in has_donor} == set(
        made.edits.select("sentence", "mention").iter_rows()
    )
    assert made.n_changed == len(has_donor) == made.edits.height
    assert made.n_eligible == made.n_changed + made.n_no_candidate


@BOTH
@given(text=TEXTS, training=TRAINING)
def test_a_donor_is_of_the_right_arm_and_type_and_as_long_if_any_is(
    name: str, text: list[Sentence], training: dict[str, int]
) -> None:
    made = perturbed(text, training, name)
    donors = {
        (one["type"], one["text"])
        for one in mentions(tokens_of(text)).iter_rows(named=True)
        if (one["text"] in training) == (name == PLACEBO)
    }
    for edit in made.edits.iter_rows(named=True):
        assert (edit["type"], edit["replacement"]) in donors
        assert edit["replacement"] != edit["original"]
        assert (edit["was_seen"], edit["is_seen"]) == (True, name == PLACEBO)
        assert edit["original"] in training
        lengths = {len(donor.split()) for kind, donor in donors if kind == edit["type"] and donor != edit["original"]}
        n_tokens = len(edit["original"].split())
        nearest = min(abs(length - n_tokens) for length in lengths)
        assert abs(len(edit["replacement"].split()) - n_tokens) == nearest
        assert edit["token_change"] == len(edit["replacement"].split()) - n_tokens


@BOTH
@given(text=TEXTS, training=TRAINING)
def test_one_text_and_type_has_one_donor_and_a_deck_is_dealt_evenly(
    name: str, text: list[Sentence], training: dict[str, int]
) -> None:
    made = perturbed(text, training, name)
    mapping = made.edits.select("original", "type", "replacement").unique()
    assert mapping.select("original", "type").is_unique().all()

    def deck(kind: str, donor: str) -> tuple[str, int, int]:
        return kind, len(donor.split()), training.get(donor, 0).bit_length()

    donors = {(one["type"], one["text"]) for one in mentions(tokens_of(text)).iter_rows(named=True)}
    sizes = Counter(deck(kind, donor) for kind, donor in donors if (donor in training) == (name == PLACEBO))
    uses = Counter(mapping.select("type", "replacement").iter_rows())
    dealt = Counter(dict.fromkeys(sizes, 0))
    for (kind, donor), n in uses.items():
        dealt[deck(kind, donor)] += n
    # A deck is shuffled anew a little early when all that is left of it is the text to be replaced.
    early = 1 if name == PLACEBO else 0
    for (kind, donor), n in uses.items():
        one = deck(kind, donor)
        assert n <= math.ceil(dealt[one] / sizes[one]) + early


@BOTH
@given(text=TEXTS, training=TRAINING)
def test_a_smaller_dose_makes_some_of_the_same_edits(name: str, text: list[Sentence], training: dict[str, int]) -> None:
    what = ("sentence", "mention", "original", "replacement")
    made = {dose: perturbed(text, training, name, dose=dose) for dose in (0.25, 0.5, 1.0)}
    edits = {dose: set(one.edits.select(what).iter_rows()) for dose, one in made.items()}
    assert edits[0.25] <= edits[0.5] <= edits[1.0]
    for dose, one in made.items():
        assert one.n_changed + one.n_no_candidate == math.ceil(dose * one.n_eligible)
        assert one.n_eligible == made[1.0].n_eligible


@BOTH
@given(text=TEXTS, training=TRAINING)
def test_undoing_the_edits_gives_back_the_original(name: str, text: list[Sentence], training: dict[str, int]) -> None:
    made = perturbed(text, training, name)
    places = made.edits.select("sentence", "first_token", "end_token", "type", forms=pl.col("original").str.split(" "))
    undone, placed = replace_spans(made.tokens, places)
    assert undone.equals(tokens_of(text))
    assert (
        placed.select("first_token", "end_token").rows()
        == made.edits.sort("sentence", "mention").select("original_first_token", "original_end_token").rows()
    )


@BOTH
@given(text=TEXTS, training=TRAINING, seed=st.integers(0, 5))
def test_the_same_seed_makes_the_same_edits(
    name: str, text: list[Sentence], training: dict[str, int], seed: int
) -> None:
    make = partial(perturbed, text, name=name, seed=seed, dose=0.5)
    backwards = dict(reversed(training.items()))
    assert make(training).tokens.equals(make(backwards).tokens)
    assert make(training).edits.equals(make(backwards).edits)


@BOTH
def test_another_seed_makes_other_edits(name: str) -> None:
    text = [segment(word, "PER", 1, "B") for word in "abcdefghijklmnopqrstuvwxyz"]
    training = dict.fromkeys("abcdefghijklm", 1)
    edits = {tuple(perturbed(text, training, name, seed=seed).edits["replacement"]) for seed in range(5)}
    assert len(edits) == 5
    places = {tuple(perturbed(text, training, name, seed=seed, dose=0.5).edits["sentence"]) for seed in range(5)}
    assert len(places) == 5


def made_corpus(texts: dict[tuple[str, str], list[Sentence]]) -> Corpus:
    text_sets = tuple(
        NerTextSet(corpus="made", language=language, split=split, batches=one_batch(tokens_of(text)))
        for (language, split), text in texts.items()
    )
    return Corpus(name="made", source="s", revision="r", licence="l", text_sets=text_sets)


PERTURBED_HERE = """
select
    perturbation_id, perturbation.seed, n_eligible, n_changed, n_no_candidate, text_set.sha256, text_set.n_tokens,
    edit.* exclude (text_set, perturbation_id)
from perturbation
inner join text_set on perturbed_set = text_set.text_set
left join edit using (perturbation_id)
where perturbation_id like '%-made.da.no-%'
order by all
"""


@settings(max_examples=3, phases=[Phase.generate])  # shrinking makes a warehouse each time
@given(texts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_another_pair_in_the_warehouse_changes_nothing_in_the_first(
    fresh: Fresh, tmp_path_factory: pytest.TempPathFactory, texts: tuple[list[Sentence], ...]
) -> None:
    folder = tmp_path_factory.mktemp("pairs")
    keys = [("fo", "train"), ("fo", "test"), ("da", "train"), ("no", "test"), ("no", "train")]
    of_key = dict(zip(keys, (*texts, texts[0]), strict=True))
    with fresh(folder / "alone.duckdb") as warehouse:
        load(warehouse, made_corpus({key: of_key[key] for key in keys[2:]}))
        perturb(warehouse, [SHARED, PLACEBO], pairs=["da-no"])
        alone = warehouse.frame(PERTURBED_HERE)
    with fresh(folder / "among.duckdb") as warehouse:
        load(warehouse, made_corpus(of_key))
        perturb(warehouse, [PLACEBO, SHARED], how=How(seeds=(2, 1)), pairs=["fo-no", "da-fo"])
        perturb(warehouse, [PLACEBO, SHARED], how=How(seeds=(2, 1)))
        among = warehouse.frame(PERTURBED_HERE)
    assert alone.equals(among.filter(seed=1))
    assert alone.height > 0


def test_perturbing_twice_adds_nothing(warehouse: Warehouse) -> None:
    text = [segment("a", "PER", 1, "B"), segment("b", "PER", 2, "B")]
    load(warehouse, made_corpus({("da", "train"): text[:1], ("no", "test"): text, ("no", "train"): text}))
    first = perturb(warehouse, [SHARED], pairs=["da-no"])
    tables = ("text_set", "token", "mention", "perturbation", "replacement", "edit")
    before = [warehouse.frame(f"from {table}") for table in tables]
    again = perturb(warehouse, [SHARED], pairs=["da-no"])
    assert (len(first.made), first.n_known) == (2, 0)
    assert (len(again.made), again.n_known) == (0, 2)
    for table, rows in zip(tables, before, strict=True):
        assert rows.equals(warehouse.frame(f"from {table}"))
