"""Fine-tuning as a whole: from text sets in a warehouse to predictions in it, disturbed and undisturbed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner
from ingest.text_sets import TOKEN_SCHEMA
from runners.bundle import runs_folder, waiting
from runners.fine_tune import Summary, fine_tune
from runners.request import Means
from runners.states import FOLDER, states
from xlr_warehouse.errors import XlrError
from xlr_warehouse.warehouse import Warehouse

NAMES = {"PER": ["Ana", "Bo Li", "Carl", "Dora Eng"], "LOC": ["Oslo", "Ny By", "Rom", "Bergen"]}
FRAMES = {"aa": "{0} bor nå i {1} .", "bb": "i {1} er det {0} som bor !", "cc": "{1} savner {0} ."}
SMALL = {"epochs": 2, "batch_size": 8}
PAIR = {"seeds": (1, 2)}
MEANS = ("jobs", "keep_model", "copies", "device")
NAMED = "lab-tiny"
"""How the names of the encoder and of its tokenizer begin."""
SAME = {
    "run": "run, task, encoder, train_language, train_set, seed, selection",
    "training_step": "run, step, epoch, loss, learning_rate",
    "evaluation": "run, text_set, n_tokens, n_truncated",
    "prediction": "*",
    "predicted_mention": "*",
    "encoder": "*",
    "tokenizer": "*",
}
"""What of each table is the same whenever and however often it was made."""


def sentences(language: str, *, n: int, shift: int) -> pl.DataFrame:
    """Templated sentences with a person and a place each."""
    rows: list[tuple[int, int, str, str]] = []
    for number in range(n):
        person, place = NAMES["PER"][(number + shift) % 4], NAMES["LOC"][(number // 4 + shift) % 4]
        words = [
            (word, ("I-" if at else "B-") + kind) if kind else (word, "O")
            for part in FRAMES[language].split()
            for kind, text in [{"{0}": ("PER", person), "{1}": ("LOC", place)}.get(part, ("", part))]
            for at, word in enumerate(text.split())
        ]
        rows += [(number, position, form, tag) for position, (form, tag) in enumerate(words)]
    return pl.DataFrame(rows, schema=TOKEN_SCHEMA, orient="row")


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> Path:
    """A warehouse with a small corpus of three languages, `cc` without a training set; copy it."""
    path = tmp_path_factory.mktemp("corpus") / "xlr.duckdb"
    with fresh(path) as warehouse:
        for language in FRAMES:
            for split, n in (("train", 32), ("test", 12)):
                if (language, split) != ("cc", "train"):
                    key = TextSetKey(corpus="small", task="ner", language=language, split=split)
                    append_ner(warehouse, key, sentences(language, n=n, shift=split == "test"))
    return path


@pytest.fixture
def path(corpus: Path, tmp_path: Path) -> Path:
    """A copy of the small corpus."""
    shutil.copy(corpus, tmp_path / "xlr.duckdb")
    return tmp_path / "xlr.duckdb"


def wanted() -> dict[str, object]:
    return {"on": ["aa"], "test": ["aa", "bb"], "encoder": "lab-tiny", "overrides": SMALL}


def tuned(path: Path, **changes: object) -> Summary:
    given = wanted() | {"jobs": 1} | changes
    means = {name: given.pop(name) for name in MEANS if name in given}
    return fine_tune(warehouse=path, means=Means(**means), **given)


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Warehouse.reading(path) as warehouse:
        return {
            table: warehouse.frame(f"select {columns} from {table} order by all").rows()
            for table, columns in SAME.items()
        }


def perturb(path: Path, *, language: str, train_set: int | None) -> None:
    """Put a perturbed form of a test set in: its places renamed."""
    with Warehouse.writing(path) as warehouse:
        test_set = warehouse.one(
            "select text_set from text_set where language = $language and split = 'test' and perturbation = 'none'",
            language=language,
        )
        tokens = sentences(language, n=12, shift=1).with_columns(pl.col("form").str.replace("^Oslo$", "Paris"))
        tokens = tokens.with_columns(pl.col("form").str.replace("^Rom$", f"Wien{train_set or ''}"))
        name = "entity_unshared"
        key = TextSetKey(corpus="small", task="ner", language=language, split="test", perturbation=name)
        number = append_ner(warehouse, key, tokens, original=test_set)
        warehouse.execute(
            "insert into perturbation values ($id, $name, $train, $test, $number, null, 1, 1.0, '{}', 1, 1, 0)",
            id=f"{name}-{number}",
            name=name,
            train=train_set,
            test=test_set,
            number=number,
        )


@pytest.fixture(scope="module")
def calm(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus with two runs that nothing disturbed, made by two workers; copy it and its folder."""
    path = tmp_path_factory.mktemp("calm") / "xlr.duckdb"
    shutil.copy(corpus, path)
    told: list[tuple[int, int]] = []
    summary = tuned(path, **PAIR, jobs=2, progress=lambda _, *, done, total: told.append((done, total)))
    assert (summary.n_trained, summary.n_recalled, summary.n_complete) == (2, 0, 0)
    assert (summary.landed.n_runs, summary.landed.n_evaluations) == (2, 4)
    assert told == [(1, 2), (2, 2)]
    return path


def test_runs_predict_every_token_and_are_named_for_what_they_are(calm: Path) -> None:
    with Warehouse.reading(calm) as warehouse:
        n_tokens = warehouse.one("select sum(text_set.n_tokens) from evaluation join text_set using (text_set)")
        assert n_tokens == warehouse.one("select count(*) from prediction")
        runs = warehouse.frame("select run, seed from run order by seed").rows()
    assert [run.rpartition("-")[0] for run, _ in runs] == ["ner-lab-tiny-small.aa-s1", "ner-lab-tiny-small.aa-s2"]
    assert [seed for _, seed in runs] == [1, 2]


def test_a_run_is_trained_once_and_later_only_tested_on_what_is_new(calm: Path, tmp_path: Path) -> None:
    path = tmp_path / "xlr.duckdb"
    shutil.copy(calm, path)
    shutil.copytree(runs_folder(calm), runs_folder(path))
    before = contents(path)
    again = tuned(path, **PAIR)
    assert (again.n_trained, again.n_recalled, again.n_complete, again.landed.n_evaluations) == (0, 0, 2, 0)
    assert contents(path) == before
    with Warehouse.reading(path) as warehouse:
        train_set = warehouse.one("select distinct train_set from run")
        other = warehouse.one("select text_set from text_set where language = 'bb' and split = 'train'")
    perturb(path, language="aa", train_set=None)
    perturb(path, language="bb", train_set=train_set)
    perturb(path, language="bb", train_set=other)
    later = tuned(path, **PAIR)
    assert (later.n_trained, later.n_recalled, later.n_complete, later.landed.n_evaluations) == (0, 2, 0, 4)
    assert set(before["prediction"]) < set(contents(path)["prediction"])
    assert {folder.suffix or folder.name for folder in runs_folder(path).iterdir()} == {".model", ".tokenizer", FOLDER}
    assert states(runs_folder(path)) == {}


def test_a_run_whose_model_was_not_kept_is_trained_again_for_new_tests(path: Path, calm: Path) -> None:
    tuned(path, keep_model=False, test=["aa"])
    assert not list(runs_folder(path).glob("*.model"))
    later = tuned(path, keep_model=False, test=["aa", "bb"])
    assert (later.n_trained, later.landed.n_runs, later.landed.n_evaluations) == (1, 0, 1)
    got, want = contents(path), contents(calm)
    run = got["run"][0][0]
    assert got == {
        table: [row for row in rows if row[0] == run or row[0].startswith(NAMED)] for table, rows in want.items()
    }


def test_a_killed_command_that_is_repeated_ends_like_an_undisturbed_one(path: Path, calm: Path, tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(
        "from pathlib import Path\nfrom runners.fine_tune import fine_tune\nfrom runners.request import Means\n"
        "if __name__ == '__main__':\n"
        f"    fine_tune(warehouse=Path({str(path)!r}), means=Means(jobs=1), **{wanted() | PAIR})\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    for sign in ("*.model", "*/run.json"):
        process = subprocess.Popen([sys.executable, str(script)], env=environment, start_new_session=True)
        while process.poll() is None and not list(runs_folder(path).glob(sign)):
            time.sleep(0.02)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    tuned(path, **PAIR)
    assert contents(path) == contents(calm)
    assert waiting(runs_folder(path)) == []
    assert not list(runs_folder(path).glob(".*"))


def test_a_run_that_fails_is_named_and_the_others_land(path: Path) -> None:
    with Warehouse.writing(path) as warehouse:
        bad = warehouse.one("select text_set from text_set where language = 'bb' and split = 'train'")
        warehouse.execute("delete from token where text_set = $bad", bad=bad)
    sentence = (
        r"^1 of 2 runs failed; the others have landed: ner-lab-tiny-small\.bb-s1-\w{8}: "
        r"The text set small\.bb train is empty\.$"
    )
    with pytest.raises(XlrError, match=sentence):
        tuned(path, on=["bb", "aa"])
    with Warehouse.reading(path) as warehouse:
        assert warehouse.frame("select train_language from run").to_series().to_list() == ["aa"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"on": ["zz"]},
            "No corpus here has training sets in zz: bring one in, for example with 'xlr ingest wikiann zz --from DIR'",
        ),
        ({"on": ["cc"]}, "No corpus here has training sets in cc"),
        ({"test": ["aa", "zz"]}, "The corpus small has no test set in zz here: bring it in with 'xlr ingest'"),
        ({"corpus": "other"}, "There is no corpus 'other' with training sets here; there are small"),
        ({"encoder": "./nowhere"}, "There is no encoder './nowhere': no such folder"),
        ({"overrides": {"epoch": 1}}, "There is no training setting 'epoch'; did you mean 'epochs'"),
        ({"device": "nonsense"}, "There is no device 'nonsense' here"),
        ({"test": []}, "Name at least one language to train on and one to test on"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(path: Path, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(XlrError) as told:
        tuned(path, **changes)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


def test_of_several_corpora_one_must_be_named(path: Path) -> None:
    with Warehouse.writing(path) as warehouse:
        key = TextSetKey(corpus="second", task="ner", language="aa", split="train")
        append_ner(warehouse, key, sentences("aa", n=3, shift=2))
    with pytest.raises(
        XlrError, match="Several corpora have these languages: name one of them, --corpus second or small"
    ):
        tuned(path)
