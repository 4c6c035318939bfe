"""What every perturbation of entities keeps, changes and counts, whatever the corpus."""

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.load import load
from ingest.perturb import How, perturb
from ingest.perturbing.editing import replace_spans
from ingest.perturbing.facts import training_facts
from ingest.perturbing.perturbation import Training
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.made_input import Sentence, tokens_of, word_of
from tests.made_text import ENTITY, NAMES, TEXTS, TRAINING, perturbed, segment
from xlr_warehouse.spans import is_legal_tag, mentions, nfc
from xlr_warehouse.warehouse import Warehouse

EACH = pytest.mark.parametrize("name", ENTITY)
Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


def outside(tokens: pl.DataFrame, edits: pl.DataFrame, prefix: str = "") -> list[tuple[int, str, str]]:
    """The sentence, form and tag of each token that no edit covers."""
    spans = edits.select("sentence", f"{prefix}first_token", f"{prefix}end_token").rows()
    inside = {(sentence, position) for sentence, first, end in spans for position in range(first, end)}
    return [(s, form, tag) for s, position, form, tag in tokens.iter_rows() if (s, position) not in inside]


@EACH
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
    # Nothing but the replaced texts changes in what the tags name: as many mentions, each of the type it was given.
    before = mentions(tokens_of(text))
    replaced = {
        (row["sentence"], row["mention"]): (row["new_type"], row["replacement"])
        for row in made.edits.iter_rows(named=True)
    }
    expected = [
        (sentence, number, *replaced.get((sentence, number), (kind, old)), starts_with_b)
        for sentence, number, kind, old, starts_with_b in before.select(
            "sentence", "mention", "type", "text", "starts_with_b"
        ).iter_rows()
    ]
    after = mentions(made.tokens).select("sentence", "mention", "type", "text", "starts_with_b")
    assert expected == after.rows()


@EACH
@given(text=TEXTS, training=TRAINING)
def test_an_edit_says_what_stood_there_and_what_stands_there(
    name: str, text: list[Sentence], training: dict[str, int]
) -> None:
    made = perturbed(text, training, name)
    before = {(one["sentence"], one["mention"]): one for one in mentions(tokens_of(text)).iter_rows(named=True)}
    for edit in made.edits.iter_rows(named=True):
        one = before[edit["sentence"], edit["mention"]]
        assert (edit["original"], edit["type"]) == (one["text"], one["type"])
        assert (edit["original_first_token"], edit["original_end_token"]) == (one["first_token"], one["end_token"])
        assert edit["replacement"] != edit["original"]
        assert edit["replacement"] == nfc(edit["replacement"])
        assert edit["token_change"] == len(edit["replacement"].split(" ")) - len(edit["original"].split(" "))
        assert (edit["new_type"] != edit["type"]) == (name == "entity_cross_type")
        assert (edit["similarity"] is not None) == (name == "entity_semantic")


@EACH
@given(text=TEXTS, training=TRAINING)
def test_one_text_and_type_has_one_replacement(name: str, text: list[Sentence], training: dict[str, int]) -> None:
    mapping = perturbed(text, training, name).edits.select("original", "type", "replacement", "new_type").unique()
    assert mapping.select("original", "type").is_unique().all()


@EACH
@given(text=TEXTS, training=TRAINING)
def test_a_smaller_dose_makes_some_of_the_same_edits(name: str, text: list[Sentence], training: dict[str, int]) -> None:
    what = ("sentence", "mention", "original", "replacement")
    made = {dose: perturbed(text, training, name, dose=dose) for dose in (0.25, 0.5, 1.0)}
    edits = {dose: set(one.edits.select(what).iter_rows()) for dose, one in made.items()}
    assert edits[0.25] <= edits[0.5] <= edits[1.0]
    for dose, one in made.items():
        assert one.n_changed == one.edits.height
        assert one.n_changed + one.n_no_candidate == math.ceil(dose * one.n_eligible)
        assert one.n_eligible == made[1.0].n_eligible


@EACH
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


@EACH
@given(text=TEXTS, training=TRAINING, seed=st.integers(0, 5))
def test_the_same_seed_makes_the_same_edits(
    name: str, text: list[Sentence], training: dict[str, int], seed: int
) -> None:
    make = partial(perturbed, text, name=name, seed=seed, dose=0.5)
    backwards = dict(reversed(training.items()))
    assert make(training).tokens.equals(make(backwards).tokens)
    assert make(training).edits.equals(make(backwards).edits)


@EACH
def test_another_seed_makes_other_edits(name: str) -> None:
    words = [f"{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    text = [segment(word, "LOC" if number % 2 else "PER", 1, "B") for number, word in enumerate(words)]
    training = dict.fromkeys(words[:13], 2)
    more = {"pool": tuple(words)} if name in ("per_given_name", "loc_place") else {}
    edits = {tuple(perturbed(text, training, name, seed=seed, **more).edits["replacement"]) for seed in range(5)}
    # The nearest in meaning is the nearest whatever the seed.
    assert len(edits) == (1 if name == "entity_semantic" else 5)
    places = {
        tuple(perturbed(text, training, name, seed=seed, dose=0.5, **more).edits["sentence"]) for seed in range(5)
    }
    assert len(places) == 5


def made_corpus(texts: dict[tuple[str, str], list[Sentence]]) -> Corpus:
    text_sets = tuple(
        NerTextSet(corpus="made", language=language, split=split, batches=one_batch(tokens_of(text)))
        for (language, split), text in texts.items()
    )
    return Corpus(name="made", source="s", revision="r", licence="l", text_sets=text_sets)


def land_names_and_vectors(warehouse: Warehouse, texts: list[list[Sentence]], *languages: str) -> None:
    """What perturbations need beside texts: names of each language, and a vector for each form and word."""
    rows = [(language, kind, name, "s") for language in languages for kind in ("given_name", "place") for name in NAMES]
    schema = ["language", "kind", "name", "source"]
    warehouse.append("name", pl.DataFrame(rows, schema=schema, orient="row"))
    warehouse.execute("insert into embedding values ('made', 'encoder', 1, 'mean', 'kept')")
    forms = {form for text in texts for sentence in text for form, _ in sentence}
    forms |= {word for form in forms if (word := word_of(form)) is not None}
    vectors = [[float(len(form)), float(sum(map(ord, form)) % 7), 1.0] for form in sorted(forms)]
    warehouse.append(
        "word_vector",
        pl.DataFrame(
            {"embedding": "made", "form": sorted(forms), "vector": vectors},
            schema_overrides={"form": pl.String, "vector": pl.List(pl.Float32)},
        ),
    )


PERTURBED_HERE = """
select
    perturbation_id, perturbation.seed, n_eligible, n_changed, n_no_candidate, text_set.sha256, text_set.n_tokens,
    edit.* exclude (text_set, perturbation_id)
from perturbation
inner join text_set on perturbed_set = text_set.text_set
left join edit using (perturbation_id)
where perturbation_id like '%-made.da.no-%' or perturbation_id like '%-made.no-%'
order by all
"""


def sentences(words: str, shift: int = 0) -> list[Sentence]:
    """A sentence for each word: a person or a place of one token or two, and a word of context."""
    return [
        [*segment(word, ("PER", "LOC")[(number + shift) % 2], 1 + number % 3 // 2, "B"), (f"o{number}", "O")]
        for number, word in enumerate(words.split())
    ]


def test_another_pair_in_the_warehouse_changes_nothing_in_the_first(fresh: Fresh, tmp_path: Path) -> None:
    of_key = {
        ("fo", "train"): sentences("Aa Bb Cc Dd"),
        ("fo", "test"): sentences("Aa Bb Ee", 1),
        ("da", "train"): sentences("Cc Dd Aa Bb Gg Ee"),
        ("no", "test"): sentences("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Aa Kk Ll Mm", 1),
        ("no", "train"): sentences("Ff Aa Mm Dd Bb Nn Cc Gg Oo"),
    }
    here = {key: text for key, text in of_key.items() if key[0] != "fo"}
    with fresh(tmp_path / "alone.duckdb") as warehouse:
        load(warehouse, made_corpus(here))
        land_names_and_vectors(warehouse, [of_key["no", "test"]], "no")
        perturb(warehouse, ENTITY, pairs=["da-no"])
        alone = warehouse.frame(PERTURBED_HERE)
    with fresh(tmp_path / "among.duckdb") as warehouse:
        load(warehouse, made_corpus(of_key))
        land_names_and_vectors(warehouse, list(of_key.values()), "fo", "no")
        perturb(warehouse, ENTITY[::-1], how=How(seeds=(2, 1)))
        among = warehouse.frame(PERTURBED_HERE)
    assert alone.equals(among.filter(seed=1))
    edited = alone.filter(pl.col("original").is_not_null()).get_column("perturbation_id")
    assert set(ENTITY) == {name.partition("-")[0] for name in edited}


def test_perturbing_twice_adds_nothing(warehouse: Warehouse) -> None:
    text = [segment("a", "PER", 1, "B"), segment("b", "PER", 2, "B"), segment("b", "LOC", 2, "B")]
    load(warehouse, made_corpus({("da", "train"): text[:1], ("no", "test"): text, ("no", "train"): text}))
    land_names_and_vectors(warehouse, [text], "no")
    first = perturb(warehouse, ENTITY, pairs=["da-no"])
    tables = ("text_set", "token", "mention", "perturbation", "replacement", "edit")
    before = [warehouse.frame(f"from {table}") for table in tables]
    again = perturb(warehouse, ENTITY, pairs=["da-no"])
    n_made = 2 * 7 + 1 + 3  # two training sets each; both of them at once; none
    assert (len(first.made), first.n_known) == (n_made, 0)
    assert (len(again.made), again.n_known) == (0, n_made)
    for table, rows in zip(tables, before, strict=True):
        assert rows.equals(warehouse.frame(f"from {table}"))


def test_other_names_make_another_perturbation_and_the_old_one_stays(warehouse: Warehouse) -> None:
    text = [segment("a", "LOC", 1, "B"), segment("b", "LOC", 1, "B")]
    load(warehouse, made_corpus({("no", "train"): text, ("no", "test"): text}))
    land_names_and_vectors(warehouse, [text], "no")
    first = perturb(warehouse, ["loc_place"])
    warehouse.execute("insert into name values ('da', 'place', 'Ribe', 's')")
    assert perturb(warehouse, ["loc_place"]).n_known == 1
    warehouse.execute("insert into name values ('no', 'place', 'Oslo', 's')")
    second = perturb(warehouse, ["loc_place"])
    assert (len(first.made), len(second.made), second.n_known) == (1, 1, 0)
    assert warehouse.one("select count(distinct perturbation_id) from perturbation") == 2


def test_training_sets_that_no_longer_fit_are_read_again(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    of_key = {
        (language, split): sentences("Aa Bb Cc Dd Ee Ff Gg", shift)
        for shift, language in enumerate(("da", "fo", "no"))
        for split in ("train", "test")
    }
    load(warehouse, made_corpus(of_key))
    reads: list[int] = []

    def noted(warehouse: Warehouse, text_set: int, *, task: str, language: str, with_stop_words: bool) -> Training:
        reads.append(text_set)
        return training_facts(warehouse, text_set, task=task, language=language, with_stop_words=with_stop_words)

    monkeypatch.setattr("ingest.perturbing.facts.training_facts", noted)
    perturb(warehouse, ["entity_unshared", "entity_placebo"])
    assert len(reads) == 3
    reads.clear()
    monkeypatch.setattr("ingest.perturbing.reader.KEPT_FORMS", 0)
    perturb(warehouse, ["entity_unshared", "entity_placebo"], how=How(seeds=(2, 3)))
    assert len(reads) > 3
    assert warehouse.one("select count(*) from perturbation") == 2 * 9 * 3


def test_what_was_made_before_a_failure_stays_and_is_whole(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = sentences("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk")
    load(warehouse, made_corpus({("da", "train"): text[:4], ("no", "test"): text, ("no", "train"): text[2:6]}))
    append = Warehouse.append

    def failing(self: Warehouse, table: str, frame: pl.DataFrame) -> int:
        if table == "edit" and "-s2-" in str(frame.get_column("perturbation_id").first()):
            raise KeyboardInterrupt
        return append(self, table, frame)

    monkeypatch.setattr(Warehouse, "append", failing)
    with pytest.raises(KeyboardInterrupt):
        perturb(warehouse, ["entity_unshared_both"], pairs=["da-no"], how=How(seeds=(1, 2)))
    assert warehouse.one("select count(*) from perturbation") == 2
    monkeypatch.undo()
    again = perturb(warehouse, ["entity_unshared_both"], pairs=["da-no"], how=How(seeds=(1, 2)))
    assert (len(again.made), again.n_known) == (1, 1)
    assert warehouse.one("select count(*) from perturbation") == 4
