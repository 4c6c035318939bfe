"""The title task from items in a file to what a perturbation costs, and its bundles on the way to elsewhere."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tokenizers import Tokenizer

from runners import bundle as bundles
from runners.bundle import runs_folder
from tests.made_training import title_set, work_here
from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

ROOM = 40
"""The longest input: ten pieces for a title, three special ones, and the rest for the text."""
N_TEXT = ROOM - ROOM // 4 - 3
TRAIN = ("--task", "title", "--encoder", "lab-tiny", "--on", "aa", "--test", "aa", "--test", "bb", "--jobs", "1")
VALUES = ("--epochs", "1", "--learning-rate", "0.0003", "--max-length", str(ROOM))
PERTURBATIONS = ("title_random", "title_option_only")
TESTED = [("aa", "none"), ("bb", "none"), *(("bb", name) for name in PERTURBATIONS)]


def write_items(file: Path, language: str, split: str, *, n: int) -> None:
    """A file of items as others publish them, one of them without a text."""
    made = title_set(language, split, n=n, seed=1)
    options = made.options.partition_by("item", maintain_order=True)
    rows = [
        {
            "sectionText": text,
            "correctTitle": letter,
            "url": page,
            **{f"title{option}": title for _, option, title in four.rows()},
        }
        for (_, page, text, letter), four in zip(made.items.rows(), options, strict=True)
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")


def ingest(path: Path, folder: Path) -> None:
    for language in ("aa", "bb"):
        for split, n in (("train", 40), ("test", 24)):
            file = folder / f"{language}-{split}.jsonl"
            write_items(file, language, split, n=n)
            given = ["titles", str(file), "--corpus", "made", "--language", language, "--split", split]
            assert run(["-w", str(path), "ingest", *given]) == 0


def perturb(path: Path) -> None:
    assert run(["-w", str(path), "perturb", *PERTURBATIONS, "--pair", "aa-bb"]) == 0


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with title items that were perturbed, and a run tested on all; its bundle is in `bundles`."""
    folder = tmp_path_factory.mktemp("titles")
    path = folder / "xlr.duckdb"
    ingest(path, folder)
    perturb(path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("runners.fine_tune.work", work_here)
        assert run(["-w", str(path), "train", *TRAIN, *VALUES, "--bundles", str(folder / "bundles")]) == 0
    return path


@pytest.fixture
def bundle(trained: Path, tmp_path: Path) -> Path:
    """A copy of the run's bundle."""
    (made,) = trained.with_name("bundles").iterdir()
    return Path(shutil.copytree(made, tmp_path / "bundles" / made.name))


@pytest.fixture(scope="module")
def renumbered(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the same text sets under other numbers, and no run; copy it."""
    path = tmp_path_factory.mktemp("elsewhere") / "xlr.duckdb"
    (path.parent / "other.tsv").write_text("Oslo\tB-LOC\n", encoding="utf-8")
    given = ["conll", str(path.parent / "other.tsv"), "--corpus", "x", "--language", "no", "--split", "test"]
    assert run(["-w", str(path), "ingest", *given]) == 0
    for file in sorted(trained.parent.glob("*.jsonl"), reverse=True):
        language, split = file.stem.split("-")
        given = ["titles", str(file), "--corpus", "made", "--language", language, "--split", split]
        assert run(["-w", str(path), "ingest", *given]) == 0
    perturb(path)
    return path


@pytest.fixture
def elsewhere(renumbered: Path, tmp_path: Path) -> Path:
    """A copy of that warehouse."""
    return Path(shutil.copy(renumbered, tmp_path / "elsewhere.duckdb"))


def frame(path: Path, query: str, **values: object) -> pl.DataFrame:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(query, **values)


def test_of_every_item_each_option_has_a_probability_and_one_is_chosen(trained: Path) -> None:
    found = frame(
        trained,
        "select run, text_set, item, count(*) as n, sum(probability) as whole, count(*) filter (is_chosen) as n_chosen,"
        " max(probability) = max(probability) filter (is_chosen) as is_best from title_prediction group by all",
    )
    assert found.height == 24 * len(TESTED)
    assert found["n"].unique().to_list() == [4]
    assert found["n_chosen"].unique().to_list() == [1]
    assert found["is_best"].all()
    assert found["whole"].to_list() == pytest.approx([1.0] * found.height, abs=1e-5)


def test_the_four_options_see_the_same_pieces_of_the_text_and_as_many_as_fit(trained: Path) -> None:
    (file,) = runs_folder(trained).glob("*.tokenizer/tokenizer.json")
    tokenizer = Tokenizer.from_file(str(file))
    found = frame(
        trained,
        "select text_set, item, text, n_pieces, option from title_prediction join title_item using (text_set, item)",
    )
    n_whole = [len(tokenizer.encode(text, add_special_tokens=False).ids) for text in found["text"]]
    assert found["n_pieces"].to_list() == [min(n, N_TEXT) for n in n_whole]
    assert found.group_by("text_set", "item").agg(pl.col("n_pieces").n_unique())["n_pieces"].unique().to_list() == [1]
    assert 0 < sum(n > N_TEXT for n in n_whole) < len(n_whole)


def test_a_text_that_does_not_fit_shows_as_many_pieces_before_and_after_a_perturbation(trained: Path) -> None:
    found = frame(
        trained,
        "select before.n_pieces as before, after.n_pieces as after from perturbation p "
        "join title_prediction before on before.text_set = p.test_set "
        "join title_prediction after on after.text_set = p.perturbed_set and after.item = before.item "
        "and after.option = before.option and after.run = before.run where p.perturbation = 'title_random' ",
    )
    full = found.filter(pl.col("before") == N_TEXT)
    assert full.height > 0
    assert (full["after"] == N_TEXT).mean() > 0.9  # ty: ignore


def test_what_does_not_fit_is_counted_in_items(trained: Path) -> None:
    (file,) = runs_folder(trained).glob("*.tokenizer/tokenizer.json")
    tokenizer = Tokenizer.from_file(str(file))
    said = dict(frame(trained, "select text_set, n_truncated from evaluation").rows())
    items = frame(
        trained,
        "select text_set, item, any_value(text) as text, list(title) as titles from title_item "
        "join title_option using (text_set, item) where text_set in (select text_set from evaluation) group by all",
    )
    counted: Counter[int] = Counter(dict.fromkeys(said, 0))
    for text_set, _, text, titles in items.rows():
        is_long = len(tokenizer.encode(text, add_special_tokens=False).ids) > N_TEXT
        counted[text_set] += is_long or any(
            len(tokenizer.encode(title, add_special_tokens=False).ids) > ROOM // 4 for title in titles
        )
    assert said == counted
    assert sum(said.values()) > 0


def test_without_its_text_an_item_is_predicted_from_its_options_alone(trained: Path) -> None:
    found = frame(
        trained,
        "select n_pieces, probability from title_prediction join text_set using (text_set) "
        "where perturbation = 'title_option_only'",
    )
    assert found["n_pieces"].unique().to_list() == [0]
    assert found["probability"].n_unique() > 4


def test_accuracy_and_f1_are_those_of_scikit_learn(trained: Path) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    scores = frame(trained, "select run, text_set, n, accuracy, macro_f1, f1_option_b from title_score")
    assert scores.height == len(TESTED)
    assert 0 < scores["macro_f1"].min() < 1  # ty: ignore
    for name, text_set, n, accuracy, macro_f1, f1_option_b in scores.rows():
        both = frame(
            trained,
            "select correct, option as chosen from title_prediction join title_item using (text_set, item) "
            "where is_chosen and run = $run and text_set = $text_set",
            run=name,
            text_set=text_set,
        )
        gold, chosen = both["correct"].to_list(), both["chosen"].to_list()
        assert n == len(gold)
        assert accuracy == pytest.approx(metrics.accuracy_score(gold, chosen))
        assert macro_f1 == pytest.approx(metrics.f1_score(gold, chosen, average="macro"))
        assert f1_option_b == pytest.approx(metrics.f1_score(gold, chosen, labels=["B"], average="macro"))


def test_degradation_is_what_is_lost_of_the_accuracy(trained: Path) -> None:
    found = frame(
        trained,
        "select test_language, perturbation, score_before, score_after, score_change, n_edited from degradation "
        "where task = 'title' order by all",
    )
    accuracy = {
        (language, perturbation): value
        for language, perturbation, value in frame(
            trained, "select test_language, perturbation, accuracy from title_score"
        ).rows()
    }
    assert found.select("test_language", "perturbation").rows() == [("bb", name) for name in sorted(PERTURBATIONS)]
    for language, name, before, after, change, n_edited in found.rows():
        assert (before, after) == (accuracy[language, "none"], accuracy[language, name])
        assert n_edited > 0
        assert change == pytest.approx(after - before)


def test_bundles_of_the_title_task_land_elsewhere(bundle: Path, elsewhere: Path, trained: Path) -> None:
    named = (
        "select p.run, t.language, t.perturbation, p.item, p.option, p.probability, p.is_chosen, p.n_pieces "
        "from title_prediction p join text_set t using (text_set) order by all"
    )
    for _ in range(2):
        assert run(["-w", str(elsewhere), "ingest", "runs", str(bundle.parent)]) == 0
        assert frame(elsewhere, named).equals(frame(trained, named))
        columns = "run, test_language, perturbation, accuracy, round(macro_f1, 9) as macro_f1"
        score = f"select {columns} from title_score order by all"
        assert frame(elsewhere, score).equals(frame(trained, score))


def rewrite(folder: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """Change the predictions of a bundle as one could who knows what a bundle is."""
    bundle = bundles.read(folder)
    shutil.rmtree(folder)
    bundles.write(
        bundles.Bundle(
            record=bundle.record,
            evaluations=bundle.evaluations,
            steps=bundle.steps,
            predictions=change(bundle.predictions),
        ),
        into=folder.parent,
    )


DAMAGES: dict[str, Callable[[Path], object]] = {
    "an option lacks": lambda folder: rewrite(folder, lambda rows: rows.slice(1)),
    "an item twice": lambda folder: rewrite(folder, lambda rows: pl.concat([rows, rows.head(4)])),
    "another item": lambda folder: rewrite(
        folder,
        lambda rows: rows.with_columns(item=pl.when(pl.col("item") == 3).then(999).otherwise("item").cast(pl.Int32)),
    ),
    "an option E": lambda folder: rewrite(
        folder, lambda rows: rows.with_columns(option=pl.col("option").str.replace("D", "E"))
    ),
    "none chosen": lambda folder: rewrite(folder, lambda rows: rows.with_columns(is_chosen=pl.lit(value=False))),
    "two chosen": lambda folder: rewrite(folder, lambda rows: rows.with_columns(is_chosen=pl.col("option") < "C")),
    "a changed file": lambda folder: (folder / bundles.PREDICTIONS).write_bytes(b"PAR1"),
    "half a record": lambda folder: (folder / bundles.RECORD).write_text('{"format": 1, "run"', encoding="utf-8"),
    "no predictions": lambda folder: (folder / bundles.PREDICTIONS).unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_bundle_of_the_title_task_is_refused_in_one_sentence(
    damage: str, bundle: Path, elsewhere: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    DAMAGES[damage](bundle)
    capfd.readouterr()
    assert run(["-w", str(elsewhere), "ingest", "runs", str(bundle.parent)]) == 1
    told = capfd.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert "Traceback" not in told
    assert re.search(r"bundle|predicts", told)
    assert frame(elsewhere, "select count(*) from run").item() == 0
    assert frame(elsewhere, "select count(*) from title_prediction").item() == 0
