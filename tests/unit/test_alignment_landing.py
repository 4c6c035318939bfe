"""Alignment of test sets in a warehouse: whose words are compared, which mean the same, what lands and what goes."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ingest.alignment.lexicon_file import land_lexicon, languages_of, read_lexicon
from ingest.alignment.measuring import measure_alignment
from ingest.alignment.units import ComparedSet, units_of
from ingest.appending import TextSetKey, append_ner
from ingest.replacing import remove_text_sets
from ingest.text_sets import TOKEN_SCHEMA
from tests.command import refused, xlr
from xlr_warehouse.errors import InputError, UnknownNameError, XlrError
from xlr_warehouse.warehouse import Warehouse

Sentence = Sequence[tuple[str, str]]
EMBEDDING = "enc.mean.l1"


def land(warehouse: Warehouse, language: str, text: Sequence[Sentence], *, split: str = "test") -> int:
    rows = [(s, p, form, tag) for s, sentence in enumerate(text) for p, (form, tag) in enumerate(sentence)]
    key = TextSetKey(corpus="made", task="ner", language=language, split=split)
    return append_ner(warehouse, key, pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row"))


def land_vectors(warehouse: Warehouse, vectors: Mapping[str, Sequence[float]], *, embedding: str = EMBEDDING) -> None:
    warehouse.execute(
        "insert or ignore into embedding values ($name, $encoder, 1, 'mean', 'kept')",
        name=embedding,
        encoder=embedding.partition(".")[0],
    )
    rows = pl.DataFrame({"form": list(vectors), "vector": list(vectors.values())})
    warehouse.append(
        "word_vector",
        rows.with_columns(pl.lit(embedding).alias("embedding"), pl.col("vector").cast(pl.List(pl.Float32))),
    )


def context(*words: str) -> Sentence:
    return [(word, "O") for word in words]


GREEK = dict(zip("abgdeziklmnopr", "αβγδεζικλμνοπρ", strict=True))
LATIN = ["abo", "dego", "zila", "kano", "lemo", "mirap", "nobel", "opla", "prego", "rigam", "igla", "elko"]
"""Words that the romaniser reads out of their Greek letters as they are."""


def greek(word: str) -> str:
    return "".join(GREEK[letter] for letter in word)


@pytest.fixture
def text(warehouse: Warehouse) -> Warehouse:
    """Twelve entities in Danish, the same in Greek letters, as many context words; vectors along axes of their own."""
    axes = np.eye(24)
    for language, write in (("da", str), ("el", greek)):
        sentences: list[Sentence] = [[(write(word).title(), "B-LOC"), (write(word) * 2, "O")] for word in LATIN]
        land(warehouse, language, sentences)
        # Greek stands a little off the axis of its Danish twin, in the direction of all.
        shift = 0.0 if language == "da" else 0.1
        for place, word in enumerate(LATIN):
            land_vectors(warehouse, {write(word): (axes[place] + shift).tolist()})
            land_vectors(warehouse, {write(word) * 2: (axes[place + 12] + shift).tolist()})
    return warehouse


def values(warehouse: Warehouse, where: str = "true") -> list[tuple[object, ...]]:
    return warehouse.frame(
        f"select source_text_set, test_set, measure, spelling, value from alignment where {where} order by all"
    ).rows()


def test_entities_that_sound_alike_are_found_across_scripts(text: Warehouse) -> None:
    done = measure_alignment(text)
    assert (done.n_new, done.n_known, done.n_couples) == (1, 0, 1)
    assert (done.without_lexicon, done.too_small, done.without_vectors) == ({"word": 1}, {}, ())
    assert values(text, "lexicon = 'entity' and measure like '%precision%'") == [
        (1, 2, "csls_precision_at_1", "different", 1.0),
        (1, 2, "precision_at_1", "different", 1.0),
        (2, 1, "csls_precision_at_1", "different", 1.0),
        (2, 1, "precision_at_1", "different", 1.0),
    ]
    assert text.frame("select distinct unit, n_pairs, n_source, n_target from alignment where n_pairs > 0").rows() == [
        ("entity", 12, 12, 12)
    ]


def test_every_value_of_the_clouds_is_the_same_in_both_directions(text: Warehouse) -> None:
    measure_alignment(text)
    forth = values(text, "source_text_set = 1 and lexicon = 'none'")
    back = values(text, "source_text_set = 2 and lexicon = 'none'")
    assert len(forth) == 16
    assert [row[2:] for row in forth] == [row[2:] for row in back]


def test_an_entity_is_its_words_and_has_their_mean(warehouse: Warehouse) -> None:
    land(
        warehouse, "da", [[("Rio", "B-LOC"), ("-", "I-LOC"), ("NEGRO", "I-LOC"), ("er", "O"), ("Er", "O"), (".", "O")]]
    )
    land(warehouse, "no", [[("7", "B-LOC"), ("rio", "B-LOC"), ("negro", "I-LOC")]])
    sets = [
        ComparedSet(number=number, corpus="made", task="ner", language=language, split="test")
        for number, language in ((1, "da"), (2, "no"))
    ]
    found = [units_of(warehouse, one) for one in sets]
    assert found[0].units == {"word": ("er",), "entity": ("rio negro",)}
    assert found[0].forms == ["er", "negro", "rio"]
    assert found[1].units == {"word": (), "entity": ("rio negro",)}


def test_identical_pairs_are_told_apart_and_their_partners_are_no_different_pair(warehouse: Warehouse) -> None:
    land(warehouse, "da", [[(name, "B-LOC"), ("x", "O")] for name in ("Oslo", "Malmø", "Rom")])
    land(warehouse, "no", [[(name, "B-LOC"), ("y", "O")] for name in ("Oslo", "Óslo", "Malmö", "Roma")])
    words = ["oslo", "óslo", "malmø", "malmö", "rom", "roma", "x", "y"]
    land_vectors(warehouse, dict(zip(words, np.eye(8).tolist(), strict=True)))
    done = measure_alignment(warehouse)
    pairs = warehouse.frame("select distinct lexicon, spelling, n_pairs from alignment order by all").rows()
    assert pairs == [("entity", "different", 1), ("entity", "identical", 1)]
    # Malmø is near to none of the four: its partner is the first by chance.
    assert values(warehouse, "source_text_set = 1 and measure = 'precision_at_1'") == [
        (1, 2, "precision_at_1", "different", 0.25),
        (1, 2, "precision_at_1", "identical", 1.0),
    ]
    assert done.too_small == dict.fromkeys([(u, s) for u in ("word", "entity") for s in ("any", "different")], 1)


def test_names_of_both_gazetteers_make_words_that_mean_the_same(text: Warehouse) -> None:
    word, other = LATIN[3] * 2, greek(LATIN[3]) * 2
    for language, kind, name in (("da", "surname", word.title()), ("el", "surname", other), ("el", "place", other)):
        text.execute("insert into name values ($l, $k, $n, 'made')", l=language, k=kind, n=name)
    text.execute("insert into name values ('da', 'given_name', $n, 'made')", n=LATIN[4] * 2)
    text.execute("insert into name values ('el', 'surname', $n, 'made')", n=greek(LATIN[4]) * 2)
    assert measure_alignment(text).without_lexicon == {}
    assert text.frame("select distinct unit, spelling, n_pairs from alignment where lexicon = 'name'").rows() == [
        ("word", "different", 1)
    ]


def test_repeating_lands_nothing_and_new_names_are_measured_anew(text: Warehouse) -> None:
    first = measure_alignment(text)
    before = values(text)
    again = measure_alignment(text)
    assert (again.n_new, again.n_known, again.n_values) == (0, 1, 0)
    assert values(text) == before
    assert len(before) == first.n_values
    land_lexicon(
        text,
        pl.DataFrame([(LATIN[0] * 2, greek(LATIN[1]) * 2)], ["source_form", "target_form"], orient="row"),
        languages=("da", "el"),
        source="a.txt",
    )
    assert measure_alignment(text).n_values == 8
    assert values(text, "lexicon <> 'given'") == before
    assert [row[4] for row in values(text, "lexicon = 'given' and measure like '%precision%'")] == [0.0] * 4
    land_lexicon(
        text,
        pl.DataFrame([(LATIN[0] * 2, greek(LATIN[0]) * 2)], ["source_form", "target_form"], orient="row"),
        languages=("da", "el"),
        source="a.txt",
        replace=True,
    )
    assert measure_alignment(text).n_values == 8
    assert [row[4] for row in values(text, "lexicon = 'given' and measure like '%precision%'")] == [1.0] * 4
    text.execute("delete from lexicon")
    assert measure_alignment(text).n_values == 0
    assert values(text) == before


def test_a_lexicon_serves_the_other_direction_too(text: Warehouse) -> None:
    pairs = pl.DataFrame([(greek(LATIN[0]) * 2, LATIN[0] * 2)], ["source_form", "target_form"], orient="row")
    land_lexicon(text, pairs, languages=("el", "da"), source="a.txt")
    measure_alignment(text)
    found = values(text, "lexicon = 'given' and measure = 'precision_at_1'")
    assert [row[:2] for row in found] == [(1, 2), (2, 1)]


def test_another_sample_size_stands_beside_the_first(text: Warehouse) -> None:
    measure_alignment(text)
    assert measure_alignment(text, sample_size=11).n_values == 32
    assert text.frame(
        "select distinct sample_size, n_source from alignment where lexicon = 'none' order by all"
    ).rows() == [
        (11, 11),
        (2000, 12),
    ]
    with pytest.raises(InputError, match="at least 11, not 10"):
        measure_alignment(text, sample_size=10)


@pytest.mark.parametrize("gone", [1, 2])
def test_alignment_of_a_text_that_is_replaced_goes(text: Warehouse, gone: int) -> None:
    measure_alignment(text)
    with text.transaction():
        remove_text_sets(text, [gone])
    assert values(text) == []


def test_a_pair_without_vectors_says_what_makes_them(text: Warehouse) -> None:
    land(text, "mt", [context("dar"), [("Malta", "B-LOC")]])
    command = "'xlr embed --encoder enc mt' makes them"
    done = measure_alignment(text)
    assert (done.n_new, len(done.without_vectors)) == (1, 1)
    assert command in done.without_vectors[0]
    with pytest.raises(InputError, match=command):
        measure_alignment(text, pairs=["da-mt"])
    land_vectors(text, {"bonjour": [1, 0]}, embedding="other.mean.l1")
    with pytest.raises(InputError, match="test sets of da el mt have no vector in the embedding other"):
        measure_alignment(text, embeddings=["other"])
    again = measure_alignment(text, pairs=["el-da"])
    assert (again.n_known, len(again.without_vectors)) == (1, 1)


def test_training_sets_and_other_corpora_are_not_compared(warehouse: Warehouse) -> None:
    land_vectors(warehouse, {"a": [1, 0]})
    land(warehouse, "da", [context("a")])
    land(warehouse, "el", [context("a")], split="train")
    with pytest.raises(InputError, match=r"No corpus has a test split in two languages: 'xlr ingest'"):
        measure_alignment(warehouse)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"pairs": ["da-sv"]}, "There is no language with text in the warehouse 'sv'"),
        ({"pairs": ["da-da"]}, "For the pair da-da, no corpus has a test split of two languages"),
        ({"corpus": "mad"}, "There is no corpus with a test set 'mad'; did you mean 'made'?"),
        ({"embeddings": ["encc"]}, "There is no embedding 'encc'"),
        ({"leak_free": True}, "'xlr audit LANG... --resplit' makes them"),
    ],
)
def test_what_cannot_be_measured_is_told(text: Warehouse, asked: dict[str, object], sentence: str) -> None:
    with pytest.raises(XlrError) as refusal:
        measure_alignment(text, **asked)  # pyright: ignore[reportArgumentType]
    assert sentence in str(refusal.value)


def test_titles_are_compared_by_their_words(warehouse: Warehouse) -> None:
    for language, words in (("da", LATIN), ("el", map(greek, LATIN))):
        forms = list(words)
        warehouse.execute(
            "insert into text_set select coalesce(max(text_set), 0) + 1, 't', 'title', $l, 'test', 'none', "
            "coalesce(max(text_set), 0) + 1, 1, 1, $l from text_set",
            l=language,
        )
        warehouse.execute(
            "insert into title_item (text_set, item, page, text, correct) select max(text_set), 0, 'p', $t, 'A' "
            "from text_set",
            t=", ".join(forms).title(),
        )
        land_vectors(warehouse, dict(zip(forms, np.eye(12).tolist(), strict=True)))
    done = measure_alignment(warehouse)
    assert done.too_small == {("entity", "any"): 1, ("entity", "different"): 1}
    assert warehouse.frame("select distinct unit, n_source from alignment").rows() == [("word", 12)]


def test_the_lines_of_a_lexicon_are_read_with_tab_or_space(tmp_path: Path) -> None:
    file = tmp_path / "da-no.txt"
    file.write_text("\ufeffhus hus\n# note\n\nikke\tikkje\nNew  York\tNy York\nikke ikkje\n", encoding="utf-8")
    assert read_lexicon(file).rows() == [("hus", "hus"), ("ikke", "ikkje"), ("New York", "Ny York")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a b\na b c\n", "lex.txt:2: a line has two forms"),
        (b"a\t\n", "lex.txt:1: a line has two forms"),
        (b"a\tb\tc\n", "lex.txt:1: a line has two forms"),
        (b"# nothing\n", "it holds no pair"),
        (b"\xff\xfe a", "this is no UTF-8 text"),
    ],
)
def test_a_line_without_two_forms_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "lex.txt"
    file.write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        read_lexicon(file)


def test_codes_with_hyphens_of_their_own_make_pairs_too(warehouse: Warehouse) -> None:
    assert languages_of(warehouse, "da-no") == ("da", "no")
    assert languages_of(warehouse, "zh-min-nan-no") == ("zh-min-nan", "no")
    with pytest.raises(UnknownNameError, match="There is no language 'xx1'"):
        languages_of(warehouse, "da-xx1")
    for pair in ("da", "da-da"):
        with pytest.raises(InputError):
            languages_of(warehouse, pair)


def test_the_commands_say_what_landed_and_what_was_left_out(text: Warehouse, tmp_path: Path) -> None:
    path = text.path
    text.__exit__(None, None, None)
    file = tmp_path / "lex.tsv"
    file.write_text(f"{LATIN[0] * 2}\t{greek(LATIN[0]) * 2}\n", encoding="utf-8")
    first = xlr("alignment", warehouse=path)
    assert first.stdout == ""
    assert "Measured 1 pair of test sets, both ways and once an embedding (40 values).\n" in first.stderr
    assert "No retrieval of words for 1 of 1 pair: no word outside entities is a name" in first.stderr
    assert first.stderr.endswith('Next: xlr sql "from overlap_and_alignment"\n')
    landed = xlr("ingest", "lexicon", file, "--pair", "da-el", warehouse=path)
    assert landed.stderr == "Landed 1 new pair of da and el.\nNext: xlr alignment --pair da-el\n"
    again = xlr("ingest", "lexicon", file, "--pair", "da-el", warehouse=path)
    assert "Landed 0 new pairs of da and el; 1 were there already.\n" in again.stderr
    second = xlr("alignment", "--pair", "el-da", warehouse=path)
    assert second.stderr.startswith("Measured 1 pair of test sets, both ways and once an embedding (8 values).\n")
    third = xlr("alignment", "--pair", "el-da", warehouse=path)
    assert "(0 values); 1 were known.\n" in third.stderr
    refused(xlr("alignment", "--pair", "da-sv", warehouse=path), "There is no language with text")
    refused(xlr("ingest", "lexicon", tmp_path / "none", "--pair", "da-el", warehouse=path), "No such file")
