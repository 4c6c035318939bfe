"""Files say what they are and stay small."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("xlr_warehouse", "ingest", "runners", "reports")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_at_most_three_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_name_says_what_is_in_it(path: Path) -> None:
    assert path.stem not in VAGUE


def test_sql_is_no_import_package() -> None:
    assert list((ROOT / "sql").rglob("*.py")) == []


def test_every_table_and_view_file_has_its_own_number() -> None:
    for folder in ("tables", "views"):
        numbers = [path.stem.partition("_")[0] for path in (ROOT / "sql" / folder).glob("*.sql")]
        assert sorted(set(numbers)) == sorted(numbers)
