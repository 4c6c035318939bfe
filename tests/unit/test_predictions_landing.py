"""Landing predictions: under which run, once, all or none, with where they came from."""

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner
from ingest.predictions import landing
from ingest.predictions.aligned_files import read_files
from ingest.predictions.landing import Imported, import_predictions, land
from ingest.predictions.patterns import find_files
from ingest.predictions.systems import Options
from ingest.text_sets import TOKEN_SCHEMA
from tests.made_study import N_MENTIONS, land_text
from xlr_warehouse.errors import InputError, UnknownNameError, XlrError
from xlr_warehouse.warehouse import Warehouse

GOLD = [(0, 0, "Ana", "B-PER"), (0, 1, "bor", "O"), (1, 0, "Oslo", "B-LOC"), (1, 1, "by", "I-LOC")]
TAGS = ["B-PER", "O", "I-LOC", "O"]
TABLES = ("encoder", "run", "evaluation", "prediction", "predicted_mention", "prediction_file")
SYSTEM = Options(corpus="made", language="no", encoder="x", trained_on="da")


@pytest.fixture
def filled(warehouse: Warehouse) -> Warehouse:
    """A warehouse with a training set and a test set of the same four tokens, in two languages."""
    tokens = pl.DataFrame(GOLD, schema=TOKEN_SCHEMA, orient="row")
    for language in ("no", "da"):
        for split in ("train", "test"):
            append_ner(warehouse, TextSetKey(corpus="made", task="ner", language=language, split=split), tokens)
    return warehouse


def write(path: Path, tags: Sequence[str] = TAGS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{form}\t{tag}\n" for (_, _, form, _), tag in zip(GOLD, tags, strict=True)]
    path.write_text("".join([*lines[:2], "\n", *lines[2:]]), encoding="utf-8")
    return path


def bring(
    warehouse: Warehouse, *paths: Path, pattern: str | None = None, replace: bool = False, **options: object
) -> Imported:
    system = Options(**{**vars(SYSTEM), **options})  # pyright: ignore[reportArgumentType] (any of its fields)
    read = read_files(warehouse, find_files(paths, pattern=pattern).found, system)
    return land(warehouse, read, replace=replace)


def content(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    return {table: warehouse.frame(f"select * from {table} order by all").rows() for table in TABLES}


def test_predictions_land_with_their_run_their_entities_and_their_file(filled: Warehouse, tmp_path: Path) -> None:
    imported = bring(filled, write(tmp_path / "x.tsv"))
    assert [file.n_tokens for file in imported.new] == [4]
    got = content(filled)
    assert {table: len(rows) for table, rows in got.items()} == {
        "encoder": 1,
        "run": 1,
        "evaluation": 1,
        "prediction": 4,
        "predicted_mention": 2,
        "prediction_file": 1,
    }
    named = filled.frame("select run, encoder, train_language, train_set, seed, selection from run").row(0)
    assert named == ("ner-x-made.da-s1-13802bb8", "x", "da", None, 1, "imported")
    file = filled.frame("select path, n_bytes, form, has_tokens, n_filled from prediction_file").row(0)
    assert file == ("x.tsv", (tmp_path / "x.tsv").stat().st_size, "token lines", True, 0)


def test_the_same_predictions_again_change_nothing(filled: Warehouse, tmp_path: Path) -> None:
    path = write(tmp_path / "x.tsv")
    bring(filled, path)
    before = content(filled)
    assert bring(filled, path).new == ()
    assert bring(filled, path, replace=True).new == ()
    assert content(filled) == before


def test_other_predictions_are_refused_with_both_hashes_unless_replaced(filled: Warehouse, tmp_path: Path) -> None:
    bring(filled, write(tmp_path / "x.tsv"))
    before = content(filled)
    path = write(tmp_path / "x.tsv", ["O", "O", "B-LOC", "I-LOC"])
    with pytest.raises(
        InputError,
        match=r"has other predictions for made no test already \(sha256 of the tags \w{12}, these \w{12}\).*--replace",
    ):
        bring(filled, path)
    assert content(filled) == before
    bring(filled, path, replace=True)
    got = content(filled)
    assert [len(rows) for rows in got.values()] == [1, 1, 1, 4, 1, 1]
    assert filled.one("select f1_conlleval from score") == pytest.approx(2 / 3)


def test_replacing_leaves_other_evaluations_of_the_run_alone(filled: Warehouse, tmp_path: Path) -> None:
    bring(filled, write(tmp_path / "x.tsv"))
    bring(filled, write(tmp_path / "y.tsv"), language="da")
    of_da = "select p.* from prediction as p join text_set using (text_set) where language = 'da' order by all"
    before = filled.frame(of_da).rows()
    bring(filled, write(tmp_path / "x.tsv", ["O"] * 4), replace=True)
    assert filled.frame(of_da).rows() == before
    assert filled.one("select count(*) from prediction") == 8


def test_new_probabilities_for_the_same_tags_are_noticed(filled: Warehouse, tmp_path: Path) -> None:
    bring(filled, write(tmp_path / "x.tsv"))
    rows = {"sentence": [0, 0, 1, 1], "position": [0, 1, 0, 1], "tag": TAGS, "probability": [0.5] * 4}
    pl.DataFrame(rows).write_parquet(tmp_path / "x.parquet")
    with pytest.raises(InputError, match="the same tags with other probabilities or gaps"):
        bring(filled, tmp_path / "x.parquet")
    bring(filled, tmp_path / "x.parquet", replace=True)
    assert filled.frame("select distinct probability from prediction").rows() == [(0.5,)]
    assert bring(filled, tmp_path / "x.parquet").new == ()


def test_a_folder_lands_in_one_call(filled: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("nor", "da"):
        for seed in (1, 2):
            write(tmp_path / "runs" / f"x_{language}" / f"p{seed}.txt")
    monkeypatch.setattr(landing, "GROUP_TOKENS", 5)
    settings = {"language": "", "encoder": "big-{encoder}", "trained_on": "{language}", "languages": {"nor": "no"}}
    imported = bring(filled, tmp_path / "runs", pattern="{encoder}_{language}/p{seed}.txt", **settings)
    assert (imported.n_new_runs, len(imported.new)) == (4, 4)
    got = filled.frame("select encoder, train_language, test_language, seed from score order by all").rows()
    assert got == [("big-x", code, code, seed) for code in ("da", "no") for seed in (1, 2)]
    order = filled.frame("select run, text_set, sentence, position from prediction").rows()
    assert order == sorted(order)


def test_one_misaligned_file_of_a_folder_keeps_all_out(filled: Warehouse, tmp_path: Path) -> None:
    write(tmp_path / "p1.txt")
    bad = write(tmp_path / "p2.txt")
    bad.write_text(bad.read_text().replace("Oslo", "Bergen"))
    before = content(filled)
    with pytest.raises(InputError, match=r"p2\.txt:4: sentence 2 .*'Bergen by'.*'Oslo by'"):
        bring(filled, tmp_path, pattern="p{seed}.txt")
    assert content(filled) == before


def test_two_files_of_a_run_for_one_text_are_refused(filled: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"a\.tsv: it and .*b\.tsv are both predictions of the run .* for made no test"
    ):
        bring(filled, write(tmp_path / "a.tsv"), write(tmp_path / "b.tsv"))


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"language": "nn"}, "no text set 'made nn test'; did you mean 'made no test'"),
        ({"trained_on": "Danish!"}, "'Danish!' is no language code"),
        ({"encoder": ""}, "nothing says its encoder; give --encoder"),
        ({"encoder": "{seed}"}, r"names \{seed\}, which the pattern does not have"),
        ({"seed": -1}, "the seed -1 is not between 0 and"),
        ({"train_corpus": "mad"}, "no text set 'mad da train'; did you mean 'made da train'"),
        ({"perturbation_id": "x"}, "no perturbation 'x'"),
    ],
)
def test_what_is_not_known_is_named(options: dict[str, object], what: str, filled: Warehouse, tmp_path: Path) -> None:
    with pytest.raises((InputError, UnknownNameError), match=what):
        bring(filled, write(tmp_path / "x.tsv"), **options)


def test_the_training_set_is_noted_only_when_it_is_said(filled: Warehouse, tmp_path: Path) -> None:
    path = write(tmp_path / "x.tsv")
    seen = "select count(*) from mention_outcome where is_seen_in_training"
    bring(filled, path)
    assert filled.one(seen) == 0
    assert bring(filled, path, train_corpus="made").n_trained == 1
    assert filled.one("select train_set from run") == filled.one(
        "select text_set from text_set where language = 'da' and split = 'train'"
    )
    assert filled.one(seen) == 2
    assert bring(filled, path, train_corpus="made").n_trained == 0
    assert bring(filled, path).n_trained == 0


def splits_dealt_anew(warehouse: Warehouse) -> dict[str, int]:
    tokens = pl.DataFrame([(0, 0, "Ana", "B-PER")], schema=TOKEN_SCHEMA, orient="row")
    for language, split in (("da", "train_leak_free"), ("no", "test_leak_free")):
        append_ner(warehouse, TextSetKey(corpus="made", task="ner", language=language, split=split), tokens)
    return dict(warehouse.frame("select split, text_set from text_set where language = 'da'").iter_rows())


def test_a_system_tested_on_a_leak_free_split_was_trained_on_the_one_that_belongs_to_it(
    filled: Warehouse, tmp_path: Path
) -> None:
    numbers = splits_dealt_anew(filled)
    (tmp_path / "free.tsv").write_text("Ana\tB-PER\n")
    bring(filled, write(tmp_path / "x.tsv"), train_corpus="made")
    bring(filled, tmp_path / "free.tsv", train_corpus="made", split="test_leak_free")
    got = filled.frame("select split, train_set from evaluation_setting order by split").rows()
    assert got == [("test", numbers["train"]), ("test_leak_free", numbers["train_leak_free"])]
    names = filled.frame("select run from run order by train_set").to_series().to_list()
    assert names[0] == "ner-x-made.da-s1-13802bb8"
    assert names[1].startswith("ner-x-made.da-s1-")


def test_the_split_a_system_was_trained_on_can_be_said(filled: Warehouse, tmp_path: Path) -> None:
    numbers = splits_dealt_anew(filled)
    (tmp_path / "free.tsv").write_text("Ana\tB-PER\n")
    bring(filled, tmp_path / "free.tsv", train_corpus="made", split="test_leak_free", train_split="train")
    bring(filled, write(tmp_path / "x.tsv"), train_corpus="made", train_split="train_leak_free")
    got = filled.frame("select split, train_set from evaluation_setting order by split").rows()
    assert got == [("test", numbers["train_leak_free"]), ("test_leak_free", numbers["train"])]
    with pytest.raises(UnknownNameError, match="no text set 'made da dev'"):
        bring(filled, tmp_path / "x.tsv", train_corpus="made", train_split="dev")


def test_without_a_training_set_a_run_has_one_name_on_all_splits(filled: Warehouse, tmp_path: Path) -> None:
    splits_dealt_anew(filled)
    (tmp_path / "free.tsv").write_text("Ana\tB-PER\n")
    bring(filled, tmp_path / "free.tsv", split="test_leak_free")
    assert filled.frame("select run, train_set from run").rows() == [("ner-x-made.da-s1-13802bb8", None)]


def test_tags_that_are_all_gold_are_noticed(filled: Warehouse, tmp_path: Path) -> None:
    write(tmp_path / "p1.tsv")
    write(tmp_path / "p2.tsv", [tag for *_, tag in GOLD])
    imported = bring(filled, tmp_path, pattern="p{seed}.tsv")
    assert {file.target.name: file.is_gold for file in imported.files} == {"p1.tsv": False, "p2.tsv": True}


def perturbed(warehouse: Warehouse, *names: str) -> None:
    """Perturbations of the Norwegian test set that changed nothing and so have one text."""
    key = TextSetKey(corpus="made", task="ner", language="no", split="test", perturbation="swap")
    number = append_ner(warehouse, key, pl.DataFrame(GOLD, schema=TOKEN_SCHEMA, orient="row"))
    for name in names:
        warehouse.execute(
            """
            insert into perturbation by name
            select $name as perturbation_id, 'swap' as perturbation, train.text_set as train_set,
                test.text_set as test_set, $number as perturbed_set, 1 as seed, 1.0 as dose, '{}' as parameters,
                0 as n_eligible, 0 as n_changed, 0 as n_no_candidate
            from text_set as train, text_set as test
            where train.language = 'da' and train.split = 'train' and test.language = 'no' and test.split = 'test'
                and test.perturbation = 'none'
            """,
            name=name,
            number=number,
        )


def test_files_for_perturbations_with_one_text_land_once_when_their_tags_are_the_same(
    filled: Warehouse, tmp_path: Path
) -> None:
    perturbed(filled, "swap.a", "swap.b")
    for name in ("swap.a", "swap.b"):
        write(tmp_path / f"{name}.tsv")
    imported = bring(filled, tmp_path, pattern="{perturbation_id}.tsv")
    assert (len(imported.new), imported.n_shared) == (1, 1)
    assert filled.one("select count(*) from prediction") == 4
    again = bring(filled, tmp_path, pattern="{perturbation_id}.tsv")
    assert (again.new, again.n_shared) == ((), 1)


def test_files_for_perturbations_with_one_text_and_other_tags_are_refused(filled: Warehouse, tmp_path: Path) -> None:
    perturbed(filled, "swap.a", "swap.b")
    write(tmp_path / "swap.a.tsv")
    write(tmp_path / "swap.b.tsv", ["O"] * 4)
    with pytest.raises(InputError, match=r"swap\.a\.tsv: its tags differ .*swap\.b\.tsv in 2 places.*the same text"):
        bring(filled, tmp_path, pattern="{perturbation_id}.tsv")
    assert content(filled) == {table: [] for table in TABLES}


@pytest.fixture
def closed(fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path) -> Path:
    """The file of a warehouse with one test set that nobody has open."""
    path = tmp_path / "closed.duckdb"
    with fresh(path) as warehouse:
        key = TextSetKey(corpus="made", task="ner", language="no", split="test")
        append_ner(warehouse, key, pl.DataFrame(GOLD, schema=TOKEN_SCHEMA, orient="row"))
    return path


def test_others_can_read_the_warehouse_while_files_are_read(closed: Path, tmp_path: Path) -> None:
    seen: list[int] = []

    def look(_done: int, _total: int) -> None:
        with Warehouse.reading(closed, wait_s=0) as other:
            seen.append(other.one("select count(*) from run"))

    files = find_files([write(tmp_path / "x.tsv")], pattern=None).found
    assert len(import_predictions(closed, files, SYSTEM, tell=look).new) == 1
    assert seen == [0]
    before = closed.read_bytes()
    assert import_predictions(closed, files, SYSTEM).new == ()
    assert closed.read_bytes() == before


def test_what_lands_while_files_are_read_is_looked_at_again(filled: Warehouse, tmp_path: Path) -> None:
    path = write(tmp_path / "x.tsv")
    files = find_files([path], pattern=None).found
    first, second = read_files(filled, files, SYSTEM), read_files(filled, files, SYSTEM)
    write(path, ["O"] * 4)
    third = read_files(filled, files, SYSTEM)
    assert len(land(filled, first).new) == 1
    before = content(filled)
    assert land(filled, second).new == ()
    with pytest.raises(InputError, match="has other predictions for made no test already"):
        land(filled, third)
    assert content(filled) == before


@pytest.mark.parametrize("language", ["no", "da"])
def test_a_text_set_that_changes_while_files_are_read_is_refused(
    filled: Warehouse, tmp_path: Path, language: str
) -> None:
    said = dataclasses.replace(SYSTEM, train_corpus="made")
    read = read_files(filled, find_files([write(tmp_path / "x.tsv")], pattern=None).found, said)
    filled.execute("update text_set set sha256 = 'other' where language = $language", language=language)
    with pytest.raises(XlrError, match="changed while the files were read: repeat"):
        land(filled, read)
    assert content(filled) == {table: [] for table in TABLES}


def test_a_run_trained_on_another_corpus_is_named_for_it(filled: Warehouse, tmp_path: Path) -> None:
    tokens = pl.DataFrame(GOLD, schema=TOKEN_SCHEMA, orient="row")
    append_ner(filled, TextSetKey(corpus="other", task="ner", language="da", split="train"), tokens)
    append_ner(filled, TextSetKey(corpus="other", task="ner", language="no", split="test"), tokens)
    path = write(tmp_path / "x.tsv")
    bring(filled, path, train_corpus="other")
    bring(filled, path, train_corpus="other", corpus="other")
    runs = filled.frame("select run, count(*) from evaluation group by all").rows()
    assert [(run.rpartition("-")[0], n) for run, n in runs] == [("ner-x-other.da-s1", 2)]


def predicted(warehouse: Warehouse, number: int, path: Path, *, wrong: int = 0) -> Path:
    """Predictions in Parquet as the help says: the gold tags, but for the first `wrong` sentences."""
    table = warehouse.frame(
        """
        select sentence, list(form order by position) as tokens, list(tag order by position) as tags from token
        where text_set = $number group by sentence order by sentence
        """,
        number=number,
    )
    gone = pl.col("tags").list.eval(pl.lit("O"))
    path.parent.mkdir(parents=True, exist_ok=True)
    table.select("tokens", predictions=pl.when(pl.col("sentence") < wrong).then(gone).otherwise("tags")).write_parquet(
        path
    )
    return path


def test_predictions_for_a_text_and_its_perturbed_one_join_the_analysis(warehouse: Warehouse, tmp_path: Path) -> None:
    from ingest.overlap import measure_overlap
    from ingest.perturb import perturb

    land_text(warehouse)
    measure_overlap(warehouse, corpus="made", measures=["entity_chunk"])
    perturb(warehouse, ["entity_unshared"], corpus="made", pairs=["aa-bb"])
    rows = warehouse.frame(
        """
        select perturbation_id, perturbed_set, test_set from perturbation join text_set on train_set = text_set
        where language = 'bb'
        """
    )
    name, perturbed, test = rows.row(0)
    predicted(warehouse, test, tmp_path / "x" / "none.parquet")
    predicted(warehouse, perturbed, tmp_path / "x" / f"{name}.parquet", wrong=N_MENTIONS)
    told = {"corpus": "made", "language": "bb", "trained_on": "bb", "train_corpus": "made"}
    bring(warehouse, tmp_path, pattern="{encoder}/{perturbation_id}.parquet", **told)
    cost = warehouse.frame("select encoder, setting, score_before, score_after, score_change from degradation").rows()
    assert cost == [("x", "native", 1.0, 0.0, -1.0)]
    beside = warehouse.frame(
        "select encoder, perturbation, overlap, score_before, score_change from overlap_and_degradation order by all"
    ).rows()
    assert beside == [("x", "entity_unshared", 0.5, 1.0, -1.0), ("x", "none", 0.5, 1.0, None)]
    with pytest.raises(InputError, match="was not made from made dd test"):
        bring(warehouse, tmp_path / "x" / "none.parquet", perturbation_id=name, corpus="made", language="dd")
