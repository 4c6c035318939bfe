"""What an audit works out, for which text sets, and how a re-split is made and repeated."""

from collections.abc import Sequence

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner
from ingest.audit import resplitting, summary
from ingest.audit.auditing import Audited, audit, chosen_sets
from ingest.audit.resplitting import resplit
from ingest.audit.templates import templates
from ingest.audit.wording import bare
from ingest.audit.writing import SCRIPTS, written_in
from ingest.pairs import set_pairs
from ingest.text_sets import TOKEN_SCHEMA
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse


def tokens_of(text: Sequence[str]) -> pl.DataFrame:
    """Sentences written `form/TAG form form/TAG`; a form without a tag is outside."""
    rows = [
        (i, position, form.partition("/")[0], form.partition("/")[2] or "O")
        for i, sentence in enumerate(text)
        for position, form in enumerate(sentence.split())
    ]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


def add(warehouse: Warehouse, language: str, split: str, *text: str) -> int:
    key = TextSetKey(corpus="c", task="ner", language=language, split=split)
    warehouse.execute("insert or ignore into corpus values ('c', 'ner', 's', 'r', 'l', now()::timestamp)")
    return append_ner(warehouse, key, tokens_of(text))


def in_sentences(tokens: pl.DataFrame) -> pl.DataFrame:
    return tokens.with_columns(text_set=pl.lit(1, dtype=pl.Int32))


@pytest.fixture
def filled(warehouse: Warehouse) -> Warehouse:
    add(warehouse, "br", "train", *(f"Ganet e Brest/B-LOC {n}a" for n in "abcdef"), "kêr Roazhon/B-LOC eo")
    add(warehouse, "br", "test", "Ganet e Brest/B-LOC aa", "Kêr ( Roazhon/B-LOC ) eo .", "nevez/B-PER", "tra all amañ")
    add(warehouse, "fr", "train", "Né à Brest/B-LOC", "tra all amañ")
    add(warehouse, "fr", "test", "Mort à Brest/B-LOC")
    return warehouse


def test_audit_looks_at_nothing_twice(filled: Warehouse) -> None:
    assert audit(filled) == Audited(n_new=4, n_known=0, n_sentences=14, n_pairs=4)
    before = filled.frame("from sentence_audit"), filled.frame("from near_in_training")
    assert audit(filled) == Audited(n_new=0, n_known=4, n_sentences=0, n_pairs=0)
    assert all(one.equals(other) for one, other in zip(before, _rows(filled), strict=True))


def _rows(warehouse: Warehouse) -> tuple[pl.DataFrame, pl.DataFrame]:
    return warehouse.frame("from sentence_audit"), warehouse.frame("from near_in_training")


def test_one_language_after_another_gives_what_both_at_once_give(filled: Warehouse) -> None:
    audit(filled)
    at_once = [one.sort(one.columns[:2]) for one in _rows(filled)]
    filled.execute("delete from sentence_audit; delete from near_in_training")
    assert audit(filled, ["fr"]).n_pairs == 1
    assert audit(filled, ["br"]).n_pairs == 3
    assert all(one.equals(other.sort(other.columns[:2])) for one, other in zip(at_once, _rows(filled), strict=True))


def test_a_new_split_has_its_language_audited_anew(filled: Warehouse) -> None:
    audit(filled)
    number = add(filled, "fr", "validation", "né à BREST/B-LOC !")
    assert audit(filled) == Audited(n_new=1, n_known=4, n_sentences=4, n_pairs=0)
    clusters = filled.frame(
        "select count(distinct near_duplicate_of) from sentence_audit where (text_set, sentence) in (($n, 0), (3, 0))",
        n=number,
    )
    assert clusters.item() == 1


def test_near_leakage_is_told_by_pair(filled: Warehouse) -> None:
    audit(filled)
    found = filled.frame(
        "select train_language, test_language, n_exact, n_near from audit_leakage order by train_set, test_set"
    )
    assert found.rows() == [("br", "br", 1, 2), ("br", "fr", 0, 0), ("fr", "br", 1, 1), ("fr", "fr", 0, 0)]


def test_unknown_names_are_refused(filled: Warehouse, warehouse: Warehouse) -> None:
    with pytest.raises(UnknownNameError, match="brr"):
        audit(filled, ["brr"])
    with pytest.raises(UnknownNameError, match="corpus 'd'"):
        audit(filled, corpus="d")
    warehouse.execute("delete from text_set")
    with pytest.raises(InputError, match="no text"):
        audit(warehouse)


def test_titles_alone_are_audited_without_words(warehouse: Warehouse) -> None:
    warehouse.execute(
        """
        insert into text_set values
        (1, 't', 'title', 'br', 'train', 'none', 1, 1, 2, 'a'), (2, 't', 'title', 'br', 'test', 'none', 2, 2, 4, 'b');
        insert into sentence values
        (1, 0, 2, true, 7, 'p'), (2, 0, 2, true, 7, 'p'), (2, 1, 2, true, 8, 'p');
        """
    )
    assert audit(warehouse) == Audited(n_new=0, n_known=0, n_sentences=0, n_pairs=0)
    numbers = chosen_sets(warehouse, (), corpus=None).get_column("text_set").to_list()
    assert summary.findings(warehouse, numbers) == [
        "t br test: 1 of 2 titles stand word for word in training (50.0%), 2 are of a page that has others there."
    ]
    assert summary.table(warehouse, numbers).height == 2
    with pytest.raises(InputError, match="named entities"):
        resplit(warehouse, chosen_sets(warehouse, (), corpus=None))


def test_findings_name_the_languages_that_leak_most_first(filled: Warehouse) -> None:
    audit(filled)
    said = summary.findings(filled, [1, 2, 3, 4])
    br, fr, across = said
    assert br == (
        "c br test: 1 of 4 sentences stand word for word in training (25.0%), 50.0% at least nearly; 25.0% have no "
        "word outside entities; 66.7% of the mentions were seen in training."
    )
    assert fr.startswith("c fr test: 0 of 1 sentences stand word for word in training (0.0%), 0.0% at least nearly")
    assert across == "Across languages, test sentences that nearly stand in training: fr -> br 25.0%."


@pytest.mark.parametrize(
    ("form", "left"),
    [("Straße", "strasse"), ("ﬁn", "fin"), ("``", ""), ("d'Arc", "darc"), ("कि", "कि"), ("Ⅳ", "iv"), ("İ", "i̇")],
)
def test_a_bare_form_keeps_letters_marks_and_numbers(form: str, left: str) -> None:
    assert bare(pl.Series([form])).to_list() == [left]


def test_a_template_has_types_for_entities_and_zero_for_numbers() -> None:
    found = templates(
        in_sentences(
            tokens_of(
                (
                    "Ganet e 1901 e Brest/B-LOC",
                    "Ganet e 77 e Kastell/B-LOC Nevez/I-LOC",
                    "Ganet e 77 e Kastell/B-PER",
                    "Brest/B-LOC",
                    "Ganet e 1",
                    "Ganet e 5 e Brest/I-LOC",
                )
            )
        )
    )
    by_sentence = {row["sentence"]: row for row in found.iter_rows(named=True)}
    assert set(by_sentence) == {0, 1, 2, 5}
    assert by_sentence[0]["template"] == by_sentence[1]["template"] == by_sentence[5]["template"]
    assert by_sentence[0]["template"] != by_sentence[2]["template"]
    assert by_sentence[0]["filling"] == by_sentence[5]["filling"] != by_sentence[1]["filling"]


def test_adjacent_entities_fill_a_template_otherwise_than_one_long_one() -> None:
    one, two = templates(in_sentences(tokens_of(("e A/B-PER B/I-PER", "e A/B-PER B/B-PER")))).rows(named=True)
    assert one["filling"] != two["filling"]
    assert one["template"] != two["template"]


def test_the_script_is_that_of_most_letters() -> None:
    text = ("Brest ( Брест ) aa", "Ω Ωμέγα b", "1 , 2", "日本 で", "ab вг", "𐐀𐐁 a")
    found = written_in(in_sentences(tokens_of(text)))
    assert found.select("sentence", "script").rows() == [
        (0, "Latn"), (1, "Grek"), (3, "Hani"), (4, "Cyrl"), (5, "Zyyy")
    ]  # fmt: skip


def test_every_script_of_a_known_language_is_told(warehouse: Warehouse) -> None:
    scripts = set(warehouse.frame("select distinct script from language").to_series())
    assert scripts - {"Jpan", "Kore"} <= set(SCRIPTS)


def all_sets(warehouse: Warehouse) -> pl.DataFrame:
    return chosen_sets(warehouse, ["br"], corpus=None)


def test_a_resplit_is_made_once(filled: Warehouse) -> None:
    audit(filled)
    ((first,), _) = resplit(filled, all_sets(filled), seed=3)
    assert (first.n_sentences, first.n_kept, first.is_new) == (11, 10, True)
    assert sum(first.sizes.values()) == 10
    audit(filled)
    before = filled.frame("from sentence_origin")
    ((second,), _) = resplit(filled, all_sets(filled), seed=3)
    assert (second.n_kept, second.is_new) == (10, False)
    assert before.equals(filled.frame("from sentence_origin"))
    assert audit(filled).n_new == 0


def test_a_resplit_is_dealt_anew_on_purpose_alone(filled: Warehouse) -> None:
    audit(filled)
    resplit(filled, all_sets(filled), seed=3)
    with pytest.raises(InputError, match="were dealt with another seed or from other splits; --replace"):
        resplit(filled, all_sets(filled), seed=4)
    (other,), gone = resplit(filled, all_sets(filled), seed=4, replace=True)
    assert (other.is_new, gone.tested) == (True, ())
    add(filled, "br", "validation", "un daou tri c'hwec'h", "seizh eizh nav")
    audit(filled)
    with pytest.raises(InputError, match="from other splits"):
        resplit(filled, all_sets(filled), seed=4)
    resplit(filled, all_sets(filled), seed=4, replace=True)
    splits = filled.frame("select split from text_set where split like '%leak_free' order by split").to_series()
    assert splits.to_list() == ["test_leak_free", "train_leak_free", "validation_leak_free"]


def test_a_resplit_is_the_same_in_another_warehouse(filled: Warehouse, tmp_path: pytest.TempPathFactory) -> None:
    audit(filled)
    resplit(filled, all_sets(filled), seed=3)
    hashes = "select split, sha256 from text_set where split like '%leak_free' order by split"
    want = filled.frame(hashes)
    with Warehouse.writing(tmp_path / "other.duckdb") as other:  # pyright: ignore[reportOperatorIssue]
        for language in ("fr", "br"):
            for split, text_set in filled.frame(
                "select split, text_set from text_set where language = $language and split in ('train', 'test')",
                language=language,
            ).iter_rows():
                tokens = filled.frame(
                    "select * exclude (text_set) from token where text_set = $n order by sentence, position", n=text_set
                )
                append_ner(other, TextSetKey(corpus="c", task="ner", language=language, split=split), tokens)
        audit(other)
        resplit(other, all_sets(other), seed=3)
        assert want.equals(other.frame(hashes))


def test_another_seed_deals_otherwise(warehouse: Warehouse) -> None:
    for split in ("train", "test"):
        add(warehouse, "br", split, *(f"{split}{n} {n}{split}" for n in range(20)))
    audit(warehouse)
    sentences = resplitting._sentences(warehouse, [1, 2])
    one, other = (resplitting._dealt(sentences, ["train", "test"], seed) for seed in (1, 2))
    assert one.select("split").equals(other.select("split")) is False
    assert one.filter(split="test").height == other.filter(split="test").height == 20


def test_sentences_of_a_leak_free_split_keep_their_order(filled: Warehouse) -> None:
    audit(filled)
    resplit(filled, all_sets(filled), seed=3)
    origins = filled.frame("select * exclude (seed) from sentence_origin order by text_set, sentence")
    by_source = filled.frame(
        "select * exclude (seed) from sentence_origin order by text_set, source_text_set, source_sentence"
    )
    assert origins.equals(by_source)


def test_leak_free_splits_are_paired_with_one_another_alone(filled: Warehouse) -> None:
    with pytest.raises(InputError, match="xlr audit LANG"):
        set_pairs(filled, task="ner", leak_free=True)
    audit(filled)
    resplit(filled, all_sets(filled))
    (pair,) = set_pairs(filled, task="ner", leak_free=True)
    assert (pair.train_language, pair.test_language, pair.test_split) == ("br", "br", "test_leak_free")
    assert {pair.test_split for pair in set_pairs(filled, task="ner")} == {"test"}


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_that_does_not_fit_is_refused(filled: Warehouse, seed: int) -> None:
    with pytest.raises(InputError, match="seed"):
        resplit(filled, all_sets(filled), seed=seed)


def test_a_language_without_test_split_is_not_dealt(filled: Warehouse) -> None:
    add(filled, "cy", "train", "un dau")
    audit(filled)
    with pytest.raises(InputError, match="cy has no test split"):
        resplit(filled, chosen_sets(filled, (), corpus=None))
    assert filled.one("select count(*) from sentence_origin") == 0


def test_too_little_text_is_not_dealt(warehouse: Warehouse) -> None:
    add(warehouse, "br", "train", "un daou", "Un daou !")
    add(warehouse, "br", "test", "un daou")
    audit(warehouse)
    with pytest.raises(InputError, match="too few different sentences"):
        resplit(warehouse, all_sets(warehouse))
    assert warehouse.one("select count(*) from text_set") == 2
