"""Runs and data on their page: what was set, how fast it went, what is missing, and where everything came from."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pytest

from reports.blocks import Chart, Prose, Section, Table
from reports.pages import data
from reports.sections.configurations import MOST
from tests.made_study import Names, land_run, land_study, land_text
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]
RUN = "ner-small-made.bb-s1"
SHARES = {("aa", "bb"): (0.4, 0.6)}
SHA = hashlib.sha256(b"a file").hexdigest()


@pytest.fixture
def study(fresh: Fresh, tmp_path: Path) -> Path:
    """A pair, two seeds, all that is planned."""
    path = tmp_path / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse, shares=SHARES)
    return path


def changed(path: Path, *statements: str) -> Sequence[Section]:
    """The page after some statements."""
    with Warehouse.writing(path) as warehouse:
        for statement in statements:
            warehouse.execute(statement)
        return list(data.PAGE.sections(warehouse))


def blocks(sections: Sequence[Section], title: str) -> Sequence[object]:
    (section,) = (section for section in sections if section.title == title)
    return section.blocks


def table(sections: Sequence[Section], title: str, beginning: str) -> Table:
    return next(
        block for block in blocks(sections, title) if isinstance(block, Table) and block.caption.startswith(beginning)
    )


def gaps(sections: Sequence[Section]) -> dict[str, tuple[int, int]]:
    """What is missing: how many, of how many."""
    frame = table(sections, "Failures and gaps", "What is missing").frame
    return {what: (n, n_of) for what, n, n_of in frame.select("what", "n", "n_of").iter_rows() if n}


def said(sections: Sequence[Section], title: str) -> str:
    return " ".join(block.text for block in blocks(sections, title) if isinstance(block, Prose))


def test_a_whole_study_lacks_nothing_and_failures_are_asked_elsewhere(study: Path) -> None:
    sections = changed(study)
    assert gaps(sections) == {}
    words = said(sections, "Failures and gaps")
    assert words.startswith("Nothing is missing: every run was finished")
    assert "`xlr status`" in words


def test_a_test_that_another_seed_has_is_missing(study: Path) -> None:
    tested = "select max(text_set) from evaluation where run = '" + RUN + "'"
    sections = changed(study, f"delete from evaluation where run = '{RUN}' and text_set = ({tested})")
    assert gaps(sections) == {
        "runs tested on fewer text sets than another seed of the same training": (1, 4),
        "tests that these lack": (1, 20),
    }
    assert "tests that these lack: 1 of 20" in said(sections, "Failures and gaps")


def test_a_seed_that_other_training_sets_have_is_missing(study: Path) -> None:
    sections = changed(
        study, *(f"delete from {name} where run = '{RUN}'" for name in ("run", "evaluation", "predicted_mention"))
    )
    assert gaps(sections) == {"seeds that a training set lacks and others of its study have": (1, 4)}
    frame = table(sections, "Failures and gaps", "What is missing").frame
    assert frame.filter(pl.col("n") > 0)["examples"].item() == "ner, small, bb, seed 1"


def test_runs_that_did_not_end_or_were_not_tested_are_counted(study: Path) -> None:
    sections = changed(
        study,
        f"update run set finished_at = null where run = '{RUN}'",
        "insert into run by name select * replace ('untested' as run) from run where run = '" + RUN + "'",
    )
    assert gaps(sections) == {"runs that were not finished": (2, 5), "runs that were never tested": (1, 5)}
    frame = table(sections, "Runs", "Fine-tuned").frame
    assert frame.filter(run="untested")["configuration"].item() == "never tested"
    assert frame.filter(run="untested")["n_evaluations"].item() == 0


def test_text_that_was_cut_and_tests_without_an_answer_are_counted(study: Path) -> None:
    original = "text_set = (select text_set from text_set where split = 'test' and perturbation = 'none')"
    with Warehouse.reading(study) as warehouse:
        n_tokens = warehouse.one("select sum(n_tokens) from evaluation")
    sections = changed(
        study,
        f"update evaluation set n_truncated = 7 where run = '{RUN}' and {original}",
        f"delete from predicted_mention where run = '{RUN}' and {original}",
    )
    assert gaps(sections) == {
        "tests of text that was cut, so that the model did not see all of it": (1, 20),
        "tokens or title items that were cut": (7, n_tokens),
        "tests in which no entity was predicted": (1, 20),
    }


def test_what_was_set_has_a_column_for_each_configuration_what_differs_first(study: Path) -> None:
    config = '{"epochs": 3, "learning_rate": 0.001, "labels": ["O", "B-A"], "nested": {"a": 1}, "versions": {"x": "1"}}'
    sections = changed(study, f"update run set config = '{config}' where train_language = 'aa'")
    found = table(sections, "What was set", "What was set")
    headings = {column.name: column.heading for column in found.columns}
    with Warehouse.reading(study) as warehouse:
        known = dict(
            warehouse.frame("select distinct train_language, configuration from evaluation_setting").iter_rows()
        )
    (ours,) = (name for name, heading in headings.items() if heading == f"{known['aa']} (ner)")
    (other,) = (name for name, heading in headings.items() if heading == f"{known['bb']} (ner)")
    assert dict(found.frame.select("setting", ours).iter_rows()) == {
        "encoders": "small",
        "seeds": "1, 2",
        "runs": "2",
        "epochs": "3",
        "labels": "O, B-A",
        "learning_rate": "0.001",
        "nested.a": "1",
    }
    assert dict(found.frame.select("setting", other).iter_rows())["epochs"] == "1"
    assert table(sections, "What was set", "What the models").frame.rows() == [("torch", "2.13.0", 2), ("x", "1", 2)]


def test_of_many_configurations_each_value_of_a_setting_has_a_row(study: Path) -> None:
    with Warehouse.writing(study) as warehouse:
        for seed in range(3, MOST + 3):
            land_run(warehouse, train="aa", test="bb", seed=seed)
            config = f'{{"epochs": {seed}, "clip": 1}}'
            warehouse.execute(f"update run set config = '{config}' where seed = {seed}")
    frame = table(changed(study), "What was set", "What was set").frame
    assert frame.filter(setting="epochs")["n_runs"].to_list() == [4, *[1] * MOST]
    assert frame.filter(setting="clip").select("value", "n_configurations").rows() == [("1", MOST)]


def test_speed_is_the_median_of_the_runs_and_predictions_are_counted(study: Path) -> None:
    speeds = ", ".join(f"('{RUN}', {step}, {step}, 1 / {step}, 0.1, {100 * step})" for step in (1, 2, 6))
    sections = changed(
        study,
        f"insert into training_step values {speeds}",
        "update evaluation set seconds = 2",
        "insert into prediction by name select run, text_set, 0 as sentence, 0 as position, 'O' as tag, "
        "null as probability, null as gold_probability, false as is_truncated from evaluation",
        "update prediction set probability = 0.5 where run = '" + RUN + "'",
    )
    (row,) = table(sections, "Training", "Speed").frame.iter_rows(named=True)
    with Warehouse.reading(study) as warehouse:
        n_tokens = warehouse.one("select sum(n_tokens) from evaluation")
    assert (row["tokens_per_second"], row["seconds"], row["n_evaluations"]) == (200, 12.5, 20)
    assert row["minutes"] == pytest.approx(4 * 12.5 / 60)
    assert (row["n_tokens"], row["predicted_per_second"]) == (n_tokens, round(n_tokens / 40))
    assert (row["n_landed"], row["n_with_probability"]) == (20, 5)
    (losses,) = (block for block in blocks(sections, "Training") if isinstance(block, Chart))
    assert losses.table.frame["loss"].to_list() == pytest.approx([1, 1 / 2, 1 / 6])


def test_each_configuration_has_its_loss_curve(study: Path) -> None:
    sections = changed(
        study,
        "update run set config = '{\"epochs\": 3}' where train_language = 'aa'",
        "insert into training_step select run, 1, 1, 0.5, 0.1, 100 from run",
    )
    (losses,) = (block for block in blocks(sections, "Training") if isinstance(block, Chart))
    titles = [panel.to_dict()["title"] for panel in losses.panels]
    with Warehouse.reading(study) as warehouse:
        known = warehouse.frame("select distinct configuration from evaluation_setting order by 1")
    assert titles == [f"ner, small, {name}" for name in known["configuration"]]


def test_imported_runs_are_marked_and_their_files_listed(study: Path) -> None:
    sections = changed(
        study,
        f"update run set selection = 'imported', device = null, finished_at = null, train_set = null "
        f"where run = '{RUN}'",
        f"insert into prediction_file select run, text_set, 'a.txt', '{SHA}', 6, 'r', 'tag lines', false, 1, 2, 0, 9 "
        f"from evaluation where run = '{RUN}' limit 1",
    )
    assert table(sections, "Training", "Speed").frame["device"].to_list() == ["cpu", "imported"]
    assert table(sections, "Runs", "Fine-tuned").frame.filter(selection="imported")["run"].to_list() == [RUN]
    (row,) = table(sections, "Runs", "Predictions that").frame.iter_rows(named=True)
    assert (row["path"], row["sha256"], row["sha256_short"]) == ("a.txt", SHA, SHA[:12])
    assert (row["n_differing"], row["n_filled"]) == (3, 9)
    assert "training set is not known here: 1 of 1" in said(sections, "Runs")
    assert "runs that were not finished" not in gaps(sections)


def test_files_have_their_licence_and_their_whole_hash_in_the_answer(study: Path) -> None:
    assert "No text here was read from a file" in said(changed(study), "Corpora")
    sections = changed(
        study,
        f"insert into source_file values ('made', 'ner', 'bb', 'test', 'bb/test.tsv', '{SHA}', 6, 'r 1', 's', 'v', "
        "'CC0-1.0')",
        f"insert into name_source values ('bb', 'place', 'p.csv', 'p', '{SHA}', 6, 'CC-BY-4.0', 'r', 3, now())",
    )
    for beginning, licence in (("Files that text", "CC0-1.0"), ("Files that names", "CC-BY-4.0")):
        found = table(sections, "Corpora", beginning)
        (row,) = found.frame.iter_rows(named=True)
        assert (row["sha256"], row["sha256_short"], row["licence"]) == (SHA, SHA[:12], licence)
        assert "sha256" not in [column.name for column in found.columns]


def test_languages_are_called_by_name_with_the_text_there_is_of_each(fresh: Fresh, tmp_path: Path) -> None:
    with fresh(tmp_path / "xlr.duckdb") as warehouse:
        land_text(warehouse, shares={("fo", "zz"): (0.5, 0.5)}, names=Names(corpus="wikiann"))
        sections = list(data.PAGE.sections(warehouse))
    found = table(sections, "Languages", "Languages")
    rows = found.frame.select("language", "name", "script", "tasks", "n_train", "n_other").rows()
    assert rows == [("fo", "Faroese", "Latn", "ner", 90, 0), ("zz", None, None, "ner", 90, 60)]
    assert not [column for column in found.columns if "title" in column.name]
    assert "`xlr train`" in said(sections, "Runs")
