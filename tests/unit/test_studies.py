"""Studies: what a TOML file may say, what it may not, and what it comes to in a warehouse."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.perturb import How, perturb
from runners.request import Means, Setting
from runners.studies.grid import expected, settings, wanted
from runners.studies.outlook import Outlook, outlook
from runners.studies.reading import KEYS, find_study, read_study, shipped_studies, study_in
from runners.studies.study import Pair, Study
from runners.studies.tables import Table
from tests.made_study import land_text
from xlr_warehouse.errors import InputError, UnknownNameError
from xlr_warehouse.warehouse import Warehouse

SMALL = """
pairs = ["aa-bb", "cc-dd"]
encoders = ["lab-tiny"]
seeds = [1, 2]

[task.ner]
corpus = "made"
bring_in = "xlr ingest conll {languages}"

[[task.ner.perturb]]
names = ["entity_unshared", "entity-placebo"]
doses = [0.5, 1]
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def study_of(folder: Path, text: str = SMALL) -> Study:
    return read_study(written(folder, text))


@pytest.fixture
def made(fresh: Callable[[Path], AbstractContextManager[Warehouse]], tmp_path: Path) -> Path:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_text(warehouse)
    return tmp_path / "xlr.duckdb"


def seen(warehouse: Path, study: Study) -> Outlook:
    return outlook(warehouse, study, means=Means(jobs=1))


def test_every_shipped_study_is_read_and_says_what_it_is() -> None:
    assert {"demo", "paper"} <= set(shipped_studies())
    assert all(find_study(name).summary for name in shipped_studies())


def test_the_paper_has_its_thirteen_pairs_and_each_model_once() -> None:
    paper = find_study("paper")
    assert len(paper.pairs) == 13
    assert len(settings(paper, paper.pairs)) == 26
    for task in paper.tasks:
        trained = {
            setting.train for one in wanted(paper, task, paper.encoders[0], paper.pairs) for setting in one.settings
        }
        assert len(trained) == 21  # eight sources, for French, Arabic, English and Spanish train for several, and 13
        assert task.training == {}


def test_a_file_says_all_of_a_study(tmp_path: Path) -> None:
    study = study_of(tmp_path)
    assert (study.name, study.pairs[0], study.keep_model) == ("mine", Pair(source="aa", target="bb"), True)
    assert study.tasks[0].seeds == (1, 2)
    assert study.tasks[0].perturbed[0].names == ("entity_unshared", "entity_placebo")
    assert study.tasks[0].perturbed[0].doses == (0.5, 1.0)
    assert study.text == SMALL


def test_a_language_with_a_hyphen_is_written_as_a_list(tmp_path: Path) -> None:
    study = study_of(tmp_path, SMALL.replace('"aa-bb"', '["zh-yue", "bb"]'))
    assert study.pairs[0] == Pair(source="zh-yue", target="bb")


def test_the_fast_profile_changes_training_and_values_of_the_task_come_last(tmp_path: Path) -> None:
    text = 'profile = "fast"\n' + SMALL + "\n[task.ner.training]\nbatch_size = 64\n"
    assert dict(study_of(tmp_path, text).tasks[0].training) == {"batch_size": 64, "learning_rate": 5e-5}


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (("pairs =", "pair ="), ("pair:", "did you mean 'pairs'")),
        (("doses", "dose"), ("task.ner.perturb[1].dose", "did you mean 'doses'")),
        (("entity_unshared", "entity_unshard"), ("task.ner.perturb[1].names", "did you mean 'entity_unshared'")),
        (("entity_unshared", "title_random"), ("task.ner.perturb[1].names", "is for the task title, not for ner")),
        (("lab-tiny", "lab-tinny"), ("encoders", "did you mean 'lab-tiny'")),
        (("task.ner]", "task.nerr]"), ("task.nerr", "did you mean 'ner'")),
        (('"aa-bb"', '"aabb"'), ("pairs", "'aabb' is no pair", "L1-L2")),
        (('"aa-bb"', '"aa-bb-cc"'), ("pairs", "'aa-bb-cc' is no pair")),
        (('"aa-bb"', '"aa-aa"'), ("pairs", "one language twice")),
        (('"aa-bb"', '"cc-dd"'), ("pairs", "'cc-dd' stands there twice")),
        (('["aa-bb", "cc-dd"]', "[]"), ("pairs", "the list is empty")),
        (('["aa-bb", "cc-dd"]', '"aa-bb"'), ("pairs", "must be a list")),
        (("[1, 2]", "[1, 1]"), ("seeds", "1 stands there twice")),
        (("[1, 2]", "[-1]"), ("seeds", "a seed must lie between")),
        (("[1, 2]", '["1"]'), ("seeds", "must be a whole number, not '1'")),
        (("[1, 2]", "[true]"), ("seeds", "must be a whole number, not True")),
        (("[0.5, 1]", "[2]"), ("task.ner.perturb[1].doses", "up to 1, not 2")),
        (('corpus = "made"', ""), ("task.ner.corpus", "it is lacking")),
        (
            ('corpus = "made"', 'corpus = "made"\nforms = ["entity_unshared"]'),
            ("task.ner.forms", "looks at a training"),
        ),
        (('corpus = "made"', 'corpus = "made"\ntraining = {epoch = 2}'), ("training.epoch", "did you mean 'epochs'")),
        (('corpus = "made"', 'corpus = "made"\ntraining = {epochs = 0}'), ("training.epochs", "whole number from 1")),
        (("[task.ner]", '[overlap]\nmeasures = ["entity_chnk"]\n[task.ner]'), ("overlap.measures", "'entity_chunk'")),
        (("pairs =", 'settings = ["nativ"]\npairs ='), ("settings", "did you mean 'native'")),
        (("[task.ner]", 'settings=["native"]\n[task.ner]\ncrossed=true'), ("ner.crossed", "settings must have both")),
        (("pairs =", 'profile = "slow"\npairs ='), ("profile", "known are fast, paper")),
        (("pairs =", 'ingest = ["wikiann"]\npairs ='), ("ingest", "known are lab")),
        (("pairs =", "keep_model = 1\npairs ="), ("keep_model", "must be true or false, not 1")),
    ],
)
def test_what_is_wrong_is_told_with_the_file_and_the_key(
    change: tuple[str, str], parts: tuple[str, ...], tmp_path: Path
) -> None:
    text = SMALL.replace(*change)
    assert text != SMALL
    file = written(tmp_path, text)
    with pytest.raises(InputError) as refused:
        read_study(file)
    assert str(refused.value).startswith(f"{file}: ")
    for part in parts:
        assert part in str(refused.value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "folder", "a"]), inner),
    max_leaves=5,
)


@given(key=st.sampled_from(KEYS), value=VALUES)
def test_no_value_whatever_gets_past_the_checks_as_another_error(key: str, value: object) -> None:
    values = tomllib.loads(SMALL) | {key: value}
    with suppress(InputError):
        assert study_in(Table(values, file=Path("mine.toml")), text="").pairs


@given(
    table=st.sampled_from(["overlap", "vectors", "ner", "perturb", "pretrain", "names"]), value=VALUES, data=st.data()
)
def test_nor_does_any_value_of_a_table(table: str, value: object, data: st.DataObject) -> None:
    values = tomllib.loads(SMALL)
    known = {
        "overlap": ("measures", "tokenizers", "between", "rarefied"),
        "vectors": ("pooling", "layer", "casing", "top"),
        "ner": ("corpus", "bring_in", "perturb", "forms", "training", "seeds", "crossed"),
        "perturb": ("names", "seeds", "doses", "parameters"),
        "pretrain": ("name", "languages", "splits", "size", "steps", "epochs", "seed", "vocabulary", "form"),
        "names": ("language", "kind", "file", "countries", "column", "form"),
    }
    changed = {data.draw(st.sampled_from(known[table])): value}
    match table:
        case "ner":
            values["task"]["ner"] |= changed
        case "perturb":
            values["task"]["ner"]["perturb"][0] |= changed
        case "pretrain":
            values["pretrain"] = [{"name": "own", "languages": ["aa"]} | changed]
        case "names":
            values["names"] = [{"language": "bb", "kind": "place", "file": "places.txt"} | changed]
        case _:
            values[table] = changed
    with suppress(InputError):
        assert study_in(Table(values, file=Path("mine.toml")), text="").tasks


def test_a_syntax_error_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mine\.toml:2: This is no TOML"):
        study_of(tmp_path, 'pairs = ["aa-bb"]\nencoders = [lab]\n')


def test_a_file_that_is_not_there_and_a_name_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"other\.toml: There is no such file"):
        find_study(str(tmp_path / "other.toml"))
    with pytest.raises(UnknownNameError, match="did you mean 'paper'"):
        find_study("papre")


def test_each_training_set_has_its_own_perturbed_sets(tmp_path: Path) -> None:
    study = study_of(tmp_path)
    found = expected(study, study.tasks[0], study.pairs)
    assert len(found) == 4 * 2 * 2  # training and test sets, names, doses
    assert {(one.train, one.test) for one in found} == {("aa", "bb"), ("bb", "bb"), ("cc", "dd"), ("dd", "dd")}


def test_crossed_models_are_tested_on_what_was_perturbed_against_the_other_one_too(made: Path, tmp_path: Path) -> None:
    study = study_of(tmp_path, SMALL.replace('corpus = "made"', 'corpus = "made"\ncrossed = true'))
    assert settings(study, study.pairs, crossed=True)[:2] == (
        Setting(train="aa", tests=("bb",), against=("bb",)),
        Setting(train="bb", tests=("bb",), against=("aa",)),
    )
    (runs,) = seen(made, study).runs
    assert runs.n_tests == 8 * (1 + 2 * 2 * 2)  # two perturbations, two doses, two training sets


def test_what_is_perturbed_against_both_or_against_none_is_not_crossed(made: Path, tmp_path: Path) -> None:
    text = SMALL.replace("entity_unshared", "entity_unshared_both").replace("entity-placebo", "typo")
    plain = study_of(tmp_path, text)
    crossed = study_of(tmp_path, text.replace('corpus = "made"', 'corpus = "made"\ncrossed = true'))
    assert [one.n_tests for one in seen(made, crossed).runs] == [one.n_tests for one in seen(made, plain).runs]


def test_a_native_model_is_crossed_with_every_source_of_its_language(tmp_path: Path) -> None:
    study = study_of(tmp_path, SMALL.replace("cc-dd", "cc-bb"))
    against = {setting.train: setting.against for setting in settings(study, study.pairs, crossed=True)}
    assert against == {"aa": ("bb",), "bb": ("aa", "cc"), "cc": ("bb",)}


def test_a_task_may_have_fewer_pairs_than_the_study(made: Path, tmp_path: Path) -> None:
    ahead = seen(made, study_of(tmp_path, SMALL.replace('corpus = "made"', 'corpus = "made"\npairs = ["cc-dd"]')))
    assert [(one.n_runs, one.n_tests) for one in ahead.runs] == [(4, 4 * 5)]
    assert [part.n_left for part in ahead.parts if part.step == "perturb"] == [2 * 2 * 2]


def test_native_runs_alone_leave_the_sources_out(tmp_path: Path) -> None:
    study = replace(study_of(tmp_path), settings=("native",))
    assert settings(study, study.pairs) == (Setting(train="bb", tests=("bb",)), Setting(train="dd", tests=("dd",)))


def test_outlook_of_an_empty_place_says_what_lacks_and_writes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    ahead = seen(place / "xlr.duckdb", find_study("paper"))
    assert sum(one.n_runs for one in ahead.runs) == sum(one.n_left for one in ahead.runs) == 2 * 2 * 21 * 3
    assert "'xlr ingest wikiann fr br ar " in ahead.lacking[0]
    assert ahead.seconds is None
    assert list(place.iterdir()) == []


def test_outlook_counts_what_is_to_do_before_any_of_it_is_there(made: Path, tmp_path: Path) -> None:
    study = study_of(tmp_path)
    before = sorted(made.parent.rglob("*"))
    ahead = seen(made, study)
    assert [(part.step, part.n_wanted, part.n_there) for part in ahead.parts] == [
        ("overlap", 32, 0),
        ("perturb", 16, 0),
    ]
    (runs,) = ahead.runs
    assert (runs.n_runs, runs.n_complete, runs.n_tests) == (8, 0, 8 * (1 + 2 * 2))
    assert (ahead.lacking, ahead.is_done) == ((), False)
    assert sorted(made.parent.rglob("*")) == before


def test_tests_of_an_encoder_that_is_not_here_are_counted_on_what_was_perturbed_before(
    made: Path, tmp_path: Path
) -> None:
    study = study_of(tmp_path, SMALL.replace('["lab-tiny"]', '["lab-tiny", "no/such"]'))
    with Warehouse.writing(made) as warehouse:
        how = How(doses=(0.5, 1.0), task="ner")
        perturb(warehouse, study.tasks[0].perturbed[0].names, corpus="made", pairs=["aa-bb", "cc-dd"], how=how)
    ahead = seen(made, study)
    assert [part.n_left for part in ahead.parts if part.step == "perturb"] == [0]
    assert [one.n_tests for one in ahead.runs] == [8 * 5, 8 * 5]
    assert "no/such is not on this machine" in ahead.said[0]


def test_a_pair_without_text_is_told_with_the_command_that_brings_it_in(made: Path, tmp_path: Path) -> None:
    ahead = seen(made, study_of(tmp_path, SMALL.replace('"aa-bb"', '"aa-xx"')))
    assert ahead.lacking == (
        "ner: no text of xx in the corpus made, so 1 of 2 pairs cannot be done: 'xlr ingest conll xx' brings it in.",
    )


def test_names_that_lack_are_told(made: Path, tmp_path: Path) -> None:
    ahead = seen(made, study_of(tmp_path, SMALL.replace('"entity_unshared"', '"per_given_name"')))
    (lacking,) = ahead.lacking
    assert "no given names of bb, dd: 'xlr ingest names FILE --language bb --kind given_name'" in lacking


def test_planning_loads_no_torch(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom xlr_warehouse.cli import run\n"
        f"assert run(['-w', {str(tmp_path / 'none.duckdb')!r}, 'run', 'paper', '--dry-run']) == 0\n"
        "assert not {'torch', 'transformers'} & set(sys.modules), 'loaded'\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "252 runs, 252 to do" in done.stdout
