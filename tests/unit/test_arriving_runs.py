"""Run bundles from elsewhere: found at any depth, landed once, and refused when they are not whole or do not fit."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from ingest.appending import TextSetKey, append_ner
from ingest.text_sets import TOKEN_SCHEMA
from runners import arrivals, drafts
from runners import bundle as bundles
from runners.arrivals import land_from
from runners.bundle import Bundle
from runners.landing import Landed
from tests.unit.test_runner_bundle import made, text_sets
from xlr_warehouse.errors import InputError, WarehouseMissingError, XlrError
from xlr_warehouse.warehouse import Warehouse

Fresh = Callable[[Path], AbstractContextManager[Warehouse]]


EVERY = """
    select run, language, split, perturbation, sentence, position, tag, probability
    from prediction join text_set using (text_set) order by all
"""


@pytest.fixture
def home(fresh: Fresh, tmp_path: Path) -> Path:
    """A warehouse with the three text sets that the bundles name."""
    with fresh(tmp_path / "home.duckdb") as warehouse:
        text_sets(warehouse)
    return tmp_path / "home.duckdb"


@pytest.fixture
def array(home: Path, tmp_path: Path) -> Path:
    """What an array of jobs left: one bundle at the top, one in a folder, one deeper."""
    with Warehouse.reading(home) as warehouse:
        rows = warehouse.frame(
            "select corpus, task, language, split, perturbation, sha256 from text_set order by text_set"
        )
    train, test, new = (bundles.TextSetName(**row) for row in rows.iter_rows(named=True))
    for name, *tests in (("a", test), ("b", test, new), ("c", new)):
        into = tmp_path / "array" / {"a": ".", "b": "one", "c": "two/deep"}[name]
        bundles.write(made(train, *tests, run=name), into=into)
    return tmp_path / "array"


def rewritten(folder: Path, change: Callable[[Bundle], Bundle]) -> None:
    """Write a bundle again in its place, changed and with right hashes."""
    changed = change(bundles.read(folder))
    shutil.rmtree(folder)
    bundles.write(changed, into=folder.parent)


def content(path: Path) -> list[tuple[object, ...]]:
    with Warehouse.reading(path) as warehouse:
        return warehouse.frame(EVERY).rows()


def test_bundles_at_any_depth_land_and_stay_where_they_are(home: Path, array: Path) -> None:
    arrived = land_from(home, array)
    assert arrived.landed == Landed(n_runs=3, n_evaluations=4, n_predictions=16)
    assert (arrived.n_bundles, arrived.n_known, arrived.broken) == (3, 0, ())
    assert len(arrivals.find(array)[0]) == 3
    assert len(content(home)) == 16


def test_kept_weights_beside_bundles_are_no_bundles(home: Path, array: Path) -> None:
    weights = array / "ner-x.model"
    weights.mkdir()
    (weights / bundles.STEPS).write_bytes(b"steps")
    assert land_from(home, array).broken == ()


def test_a_bundle_can_be_named_by_its_own_folder(home: Path, array: Path) -> None:
    assert land_from(home, array / "one" / "b").landed == Landed(n_runs=1, n_evaluations=2, n_predictions=8)


def test_the_same_folder_again_changes_nothing(home: Path, array: Path) -> None:
    land_from(home, array)
    before = home.read_bytes()
    again = land_from(home, array)
    assert (again.landed, again.n_known) == (Landed(), 3)
    assert home.read_bytes() == before


def test_bundles_are_removed_only_when_asked(home: Path, array: Path) -> None:
    land_from(home, array, remove=True)
    with pytest.raises(InputError, match="no run bundle"):
        land_from(home, array)


def test_small_groups_land_what_a_large_one_does(
    home: Path, array: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(shutil.copy(home, tmp_path / "other.duckdb"))
    land_from(other, array)
    monkeypatch.setattr(arrivals, "GROUP_ROWS", 1)
    land_from(home, array)
    assert content(home) == content(other)


def test_a_bundle_travels_to_a_warehouse_with_other_numbers(
    home: Path, array: Path, fresh: Fresh, tmp_path: Path
) -> None:
    land_from(home, array)
    with fresh(tmp_path / "away.duckdb") as away:
        append_ner(
            away,
            TextSetKey(corpus="first", task="ner", language="da", split="test"),
            pl.DataFrame([(0, 0, "Bo", "O")], schema=TOKEN_SCHEMA, orient="row"),
        )
        text_sets(away)
    land_from(tmp_path / "away.duckdb", array)
    assert content(tmp_path / "away.duckdb") == content(home)
    numbers = "select distinct text_set from prediction order by all"
    with Warehouse.reading(home) as here, Warehouse.reading(tmp_path / "away.duckdb") as there:
        assert [n + 1 for (n,) in here.frame(numbers).rows()] == [n for (n,) in there.frame(numbers).rows()]


@pytest.mark.parametrize("name", arrivals.FILES)
def test_a_bundle_that_lacks_a_file_is_named_with_it(home: Path, array: Path, name: str) -> None:
    (array / "one" / "b" / name).unlink()
    before = home.read_bytes()
    with pytest.raises(XlrError, match=rf"one/b: .*not whole: {name} is missing.*nothing has landed; --skip-broken"):
        land_from(home, array)
    assert home.read_bytes() == before


def test_a_changed_file_is_named_and_how_many_are_broken(home: Path, array: Path) -> None:
    for folder in (array / "one" / "b", array / "two" / "deep" / "c"):
        (folder / bundles.PREDICTIONS).write_bytes(b"PAR1")
    with pytest.raises(XlrError, match=r"prediction\.parquet is not what was written.*2 of 3 bundles cannot land"):
        land_from(home, array)


def test_the_others_land_when_broken_ones_are_skipped(home: Path, array: Path) -> None:
    (array / "a" / bundles.STEPS).unlink()
    arrived = land_from(home, array, skip_broken=True, remove=True)
    assert arrived.landed == Landed(n_runs=2, n_evaluations=3, n_predictions=12)
    assert [str(array / "a") in str(error) for error in arrived.broken] == [True]
    assert arrivals.find(array)[0] == [array / "a"]


def test_an_unknown_text_set_is_named(home: Path, array: Path) -> None:
    def foreign(bundle: Bundle) -> Bundle:
        test = replace(bundle.evaluations[0].text_set, sha256="f" * 64)
        return replace(bundle, evaluations=(replace(bundle.evaluations[0], text_set=test),))

    rewritten(array / "a", foreign)
    with pytest.raises(XlrError, match=r"names the text set made\.no test \(sha256 ffffffff\), which this warehouse"):
        land_from(home, array)
    assert content(home) == []


@pytest.mark.parametrize(
    "change",
    [pl.lit("O").alias("tag"), pl.lit(0.5, dtype=pl.Float32).alias("probability")],
    ids=["another tag", "another probability"],
)
@pytest.mark.parametrize("is_landed", [True, False], ids=["landed before", "in the same folder"])
def test_other_predictions_of_the_same_run_are_refused(
    home: Path, array: Path, change: pl.Expr, *, is_landed: bool
) -> None:
    if is_landed:
        land_from(home, array)
    else:
        shutil.copytree(array / "a", array / "one" / "a")
    before = content(home)
    rewritten(array / "a", lambda bundle: replace(bundle, predictions=bundle.predictions.with_columns(change)))
    with pytest.raises(XlrError, match=r"the run a has other predictions for made\.no test already \(sha256 \w{12},"):
        land_from(home, array)
    assert content(home) == before


def test_the_same_bundle_twice_in_a_folder_lands_once(home: Path, array: Path) -> None:
    shutil.copytree(array / "a", array / "copy" / "a")
    assert land_from(home, array).landed == Landed(n_runs=3, n_evaluations=4, n_predictions=16)


def test_misplaced_predictions_are_broken_like_others_and_named(home: Path, array: Path) -> None:
    twice = pl.lit(0, dtype=pl.Int32).alias("position")
    rewritten(array / "a", lambda bundle: replace(bundle, predictions=bundle.predictions.with_columns(twice)))
    with pytest.raises(XlrError, match=r"array/a: The run a predicts other places than those of the 4 tokens"):
        land_from(home, array)
    arrived = land_from(home, array, skip_broken=True)
    assert (arrived.landed.n_runs, len(arrived.broken)) == (2, 1)
    assert {row[0] for row in content(home)} == {"b", "c"}


@pytest.mark.parametrize("is_landed", [True, False], ids=["landed before", "in the same folder"])
def test_a_bundle_of_a_known_run_with_another_seed_is_refused(home: Path, array: Path, *, is_landed: bool) -> None:
    if is_landed:
        land_from(home, array)
    shutil.copytree(array / "a", array / "two" / "a")
    rewritten(array / "two" / "a", lambda bundle: replace(bundle, record=replace(bundle.record, seed=7)))
    before = content(home)
    with pytest.raises(XlrError, match=r"two/a: The run a is known already with another seed than in this bundle"):
        land_from(home, array)
    assert content(home) == before


def test_a_bundle_that_is_left_says_nothing_of_others(home: Path, array: Path) -> None:
    def wrong(bundle: Bundle) -> Bundle:
        position = pl.lit(0, dtype=pl.Int32).alias("position")
        record = replace(bundle.record, seed=7)
        return replace(bundle, record=record, predictions=bundle.predictions.with_columns(position))

    shutil.copytree(array / "a", array / "0" / "a")
    rewritten(array / "0" / "a", wrong)
    arrived = land_from(home, array, skip_broken=True)
    assert (arrived.landed.n_runs, len(arrived.broken)) == (3, 1)


def test_an_encoder_with_other_weights_is_refused_between_bundles_too(home: Path, array: Path) -> None:
    def other(bundle: Bundle) -> Bundle:
        encoder = replace(bundle.record.encoder, revision="r2")
        return replace(bundle, record=replace(bundle.record, encoder=encoder))

    rewritten(array / "one" / "b", other)
    with pytest.raises(XlrError, match="one/b: its encoder x has the revision r2, but is known with r"):
        land_from(home, array)
    assert land_from(home, array, skip_broken=True).landed.n_runs == 2


@pytest.mark.parametrize("change", [pl.lit("S-PER").alias("tag"), pl.lit(1.5, dtype=pl.Float32).alias("probability")])
def test_a_tag_or_probability_that_cannot_be_is_refused(home: Path, array: Path, change: pl.Expr) -> None:
    rewritten(array / "a", lambda bundle: replace(bundle, predictions=bundle.predictions.with_columns(change)))
    with pytest.raises(XlrError, match="a tag or a probability that cannot be"):
        land_from(home, array)


def test_bundles_still_being_written_are_left_and_counted(home: Path, array: Path) -> None:
    (array / "a").rename(drafts.draft_path(array, "a"))
    arrived = land_from(home, array)
    assert (arrived.n_bundles, arrived.n_drafts) == (2, 1)


def test_a_folder_without_bundles_and_a_missing_one_are_told_apart(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"no run bundle \(a folder with a run\.json\)"):
        land_from(home, tmp_path / "empty")
    with pytest.raises(InputError, match="no such folder"):
        land_from(home, tmp_path / "none")


def test_no_warehouse_is_made_for_runs_whose_text_it_cannot_have(array: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError):
        land_from(tmp_path / "none.duckdb", array)
