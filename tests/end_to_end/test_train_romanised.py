"""Training and testing in Latin letters: perturb --training, train --form romanise, and what the views then say."""

import itertools
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ingest.load import load
from ingest.text_sets import Corpus, NerTextSet, one_batch
from tests.made_input import Sentence, tokens_of
from xlr_warehouse.cli import run
from xlr_warehouse.warehouse import Warehouse

NAMES = {"hr": ("Ana", "Ivan", "Luka", "Mira", "Petar"), "sr": ("Ана", "Иван", "Лука", "Мира", "Петар")}
FRAMES = {
    "hr": (("{}", "živi", "blizu", "grada"), ("danas", "piše", "{}", ".")),
    "sr": (("{}", "живи", "близу", "града"), ("данас", "пише", "{}", ".")),
}
FORM = ("--form", "romanise")


def text(language: str, n: int) -> list[Sentence]:
    """The same sentences in either language: the scripts differ and little else."""
    chosen = itertools.islice(itertools.cycle(itertools.product(NAMES[language], FRAMES[language])), n)
    return [[(name, "B-PER") if word == "{}" else (word, "O") for word in frame] for name, frame in chosen]


@pytest.fixture(scope="module")
def corpus(
    tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> Path:
    """One language in two scripts; copy it."""
    path = tmp_path_factory.mktemp("scripts") / "xlr.duckdb"
    sets = tuple(
        NerTextSet(corpus="c", language=language, split=split, batches=one_batch(tokens_of(text(language, n))))
        for language in NAMES
        for split, n in (("train", 60), ("test", 10))
    )
    with fresh(path) as warehouse:
        load(warehouse, Corpus(name="c", source="s", revision="r", licence="l", text_sets=sets))
    return path


@pytest.fixture
def path(corpus: Path, tmp_path: Path) -> Path:
    shutil.copy(corpus, tmp_path / "xlr.duckdb")
    return tmp_path / "xlr.duckdb"


def xlr(path: Path, *arguments: str) -> int:
    return run(["-w", str(path), *arguments])


def train(path: Path, *options: str) -> int:
    wanted = ("--encoder", "lab-tiny", "--on", "hr", "--test", "sr", "--test", "hr", "--epochs", "2", "--jobs", "1")
    return xlr(path, "train", *wanted, *options)


def test_one_language_in_two_scripts_is_one_in_latin_letters(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert xlr(path, "perturb", "romanise", "--training", "--pair", "hr-sr", "--pair", "hr-hr") == 0
    assert xlr(path, "overlap", "--measure", "entity_chunk", "--measure", "romanised_entity") == 0
    assert train(path) == 0
    assert train(path, *FORM) == 0
    assert "from transliteration" in capfd.readouterr().err
    with Warehouse.reading(path) as warehouse:
        beside = warehouse.frame(
            "select train_language, test_language, setting, entity_chunk, romanised_entity, "
            "change = f1_romanised - f1_original as is_difference from transliteration order by test_language"
        )
        tested = warehouse.frame(
            """
            select train.perturbation, text_set.language, text_set.perturbation, count(*)
            from evaluation
            inner join text_set on evaluation.text_set = text_set.text_set
            inner join run using (run)
            inner join text_set as train on run.train_set = train.text_set
            group by all order by all
            """
        )
        degraded = warehouse.frame(
            "select distinct train.perturbation from degradation inner join text_set as train "
            "on degradation.train_set = train.text_set"
        )
        beside_overlap = warehouse.frame("select distinct perturbation from overlap_and_degradation order by all")
        names = warehouse.frame("select run, config ->> 'form' from run order by run").rows()
        seen = warehouse.frame(
            "select distinct is_seen_in_training from mention_outcome inner join text_set using (text_set) "
            "inner join run using (run) where config ->> 'form' = 'romanise'"
        )
    assert beside.rows() == [
        ("hr", "hr", "native", 1.0, 1.0, True),
        ("hr", "sr", "cross_lingual", 0.0, 1.0, True),
    ]
    # The run on the original form is tested on both: what romanising costs it is a perturbation like any other.
    assert tested.rows() == [
        *[("none", language, form, 1) for language in ("hr", "sr") for form in ("none", "romanise")],
        *[("romanise", language, "romanise", 1) for language in ("hr", "sr")],
    ]
    assert degraded.rows() == [("none",)]
    assert beside_overlap.to_series().to_list() == ["none", "romanise"]
    assert [name.rpartition("-")[0] for name, _ in names] == ["ner-lab-tiny-c.hr-s1", "ner-lab-tiny-c.hr.romanise-s1"]
    assert [form for _, form in names] == [None, "romanise"]
    assert seen.rows() == [(True,)]


def test_a_romanised_run_is_neither_trained_nor_tested_twice(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert xlr(path, "perturb", "romanise", "--training") == 0
    assert train(path, *FORM) == 0
    capfd.readouterr()
    assert train(path, *FORM) == 0
    assert "1 run: 0 trained, 0 tested on more, 1 complete already" in capfd.readouterr().err
    # A kept model is recalled for what is new to it, in the same form.
    with Warehouse.writing(path) as warehouse:
        for table in ("evaluation", "prediction", "predicted_mention"):
            warehouse.execute(f"delete from {table}")
    assert train(path, *FORM) == 0
    assert "0 trained, 1 tested on more" in capfd.readouterr().err


def test_a_text_that_romanising_leaves_alone_is_still_another_form(
    path: Path, fresh: Callable[[Path], AbstractContextManager[Warehouse]]
) -> None:
    plain: list[Sentence] = [[("Ana", "B-PER"), ("je", "O")], [("Iva", "B-PER"), ("je", "O")]]
    sets = tuple(
        NerTextSet(corpus="c", language="hr", split=split, batches=one_batch(tokens_of(plain)))
        for split in ("train", "test")
    )
    path.unlink()
    with fresh(path) as warehouse:
        load(warehouse, Corpus(name="c", source="s", revision="r", licence="l", text_sets=sets))
    assert xlr(path, "perturb", "romanise", "--training") == 0
    wanted = ("train", "--encoder", "lab-tiny", "--on", "hr", "--test", "hr", "--epochs", "1", "--jobs", "1")
    assert xlr(path, *wanted) == 0
    assert xlr(path, *wanted, *FORM) == 0
    with Warehouse.reading(path) as warehouse:
        assert warehouse.one("select count(*) from run") == 2
        assert warehouse.one("select count(distinct configuration) from score") == 2
        assert warehouse.one("select change from transliteration") is not None


def test_without_the_derived_sets_training_says_what_makes_them(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert train(path, *FORM) == 1
    assert "'xlr perturb romanise --training --corpus c --pair hr-hr' makes it" in capfd.readouterr().err
    assert xlr(path, "perturb", "romanise", "--training", "--pair", "hr-hr") == 0
    capfd.readouterr()
    assert train(path, *FORM) == 1
    assert "There is no c.sr test in the form romanise here" in capfd.readouterr().err
    assert not list(path.parent.glob("*.runs/ner-*"))


def test_half_a_dose_is_no_form(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert xlr(path, "perturb", "romanise", "--training", "--dose", "0.5") == 0
    assert train(path, *FORM) == 1
    assert "There is no c.hr train in the form romanise here" in capfd.readouterr().err


def test_several_forms_of_one_name_are_refused(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert xlr(path, "perturb", "typo", "--training", "--seed", "1", "--seed", "2") == 0
    assert train(path, "--form", "typo") == 1
    assert "There are 2 forms typo of c.hr train here" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("form", "said"),
    [("romanize", "romanise"), ("entity-unshared", "looks at a training set"), ("original", "perturbation")],
)
def test_a_form_that_is_none_is_refused(path: Path, form: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert train(path, "--form", form) == 1
    error = capfd.readouterr().err
    assert len(error.strip().splitlines()) == 1
    assert said in error
