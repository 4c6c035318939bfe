"""`xlr export` and `xlr init --from`: a warehouse leaves whole, is read by others, and comes back the same."""

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.command import refused, sha256, xlr
from tests.contents import contents
from tests.made_study import land_study
from xlr_warehouse.warehouse import Warehouse


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, fresh: Callable[[Path], AbstractContextManager[Warehouse]]) -> Path:
    path = tmp_path_factory.mktemp("exported") / "xlr.duckdb"
    with fresh(path) as warehouse:
        land_study(warehouse, shares={("aa", "bb"): (0.5, 0.5)})
    return path


@pytest.fixture(scope="module")
def exported(study: Path) -> Path:
    folder = study.with_name("it's an export")
    done = xlr("export", folder, warehouse=study)
    assert done.returncode == 0, done.stderr
    assert f"init --from {folder}" in done.stderr
    return folder


@pytest.fixture
def copy(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "copy"))


def test_a_warehouse_made_of_an_export_holds_the_same(study: Path, exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    done = xlr("init", "--from", exported, warehouse=again)
    assert done.returncode == 0, done.stderr
    assert contents(again) == contents(study)
    with Warehouse.reading(again) as warehouse, Warehouse.reading(study) as first:
        query = "from degradation order by all"
        assert warehouse.frame(query).equals(first.frame(query))


def test_two_exports_of_a_warehouse_are_the_same_to_the_byte(study: Path, exported: Path, tmp_path: Path) -> None:
    assert xlr("export", tmp_path / "second", warehouse=study).returncode == 0
    first = {path.relative_to(exported): sha256(path) for path in exported.rglob("*") if path.is_file()}
    second = {
        path.relative_to(tmp_path / "second"): sha256(path)
        for path in (tmp_path / "second").rglob("*")
        if path.is_file()
    }
    assert first == second


def test_duckdb_alone_makes_a_database_of_it_with_every_view_and_comment(
    study: Path, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(exported)
    asked = "select view_name, comment from duckdb_views() where not internal order by all"
    with duckdb.connect() as alone:
        alone.execute((exported / "load.sql").read_text(encoding="utf-8"))
        views = alone.sql(asked).fetchall()
        scores = alone.sql("from score order by all").fetchall()
    with Warehouse.reading(study) as warehouse:
        assert views == warehouse.frame(asked).rows()
        assert scores == warehouse.frame("from score order by all").rows()


def test_every_table_and_column_is_explained_beside_its_file(exported: Path) -> None:
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"].startswith("https://datapackage.org/")
    for resource in package["resources"]:
        frame = pl.read_parquet(exported / resource["path"])
        assert frame.height == resource["rows"]
        assert frame.columns == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["hash"] == f"sha256:{sha256(exported / resource['path'])}"


def test_an_export_takes_the_place_of_an_earlier_one_and_of_nothing_else(study: Path, copy: Path) -> None:
    assert xlr("export", copy, warehouse=study).returncode == 0
    (copy / "datapackage.json").unlink()
    refused(xlr("export", copy, warehouse=study), "it is there already and is no export; name another folder")
    assert (copy / "tables" / "token.parquet").is_file()


def test_a_damaged_export_is_refused_and_leaves_nothing(copy: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.duckdb"
    with (copy / "tables" / "token.parquet").open("ab") as file:
        file.write(b"x")
    refused(xlr("init", "--from", copy, warehouse=made), "token.parquet", "it is not as it was exported")
    (copy / "tables" / "token.parquet").unlink()
    refused(xlr("init", "--from", copy, warehouse=made), "token.parquet", "it is missing")
    (copy / "datapackage.json").write_text("[]", encoding="utf-8")
    refused(xlr("init", "--from", copy, warehouse=made), "it does not say what an export holds")
    refused(
        xlr("init", "--from", tmp_path, warehouse=made), "datapackage.json", "name a folder that 'xlr export' wrote"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]


def test_an_export_of_another_version_is_refused(copy: Path, tmp_path: Path) -> None:
    package = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["fields"].pop()
    (copy / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    refused(xlr("init", "--from", copy, warehouse=tmp_path / "made.duckdb"), "is not that of this xlr")
    assert not (tmp_path / "made.duckdb").exists()


def test_a_warehouse_that_is_there_is_not_made_again(study: Path, exported: Path) -> None:
    before = sha256(study)
    refused(
        xlr("init", "--from", exported, warehouse=study), "there is something already; name a new warehouse with -w"
    )
    assert sha256(study) == before
