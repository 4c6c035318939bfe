"""The generated references say what the program says."""

from pathlib import Path

import pytest

from xlr_warehouse.cli.reference import cli_reference, schema_reference

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("name", "write"), [("cli.md", cli_reference), ("schema.md", schema_reference)])
def test_reference_is_up_to_date(name: str, write: object) -> None:
    assert callable(write)
    assert (DOCS / name).read_text(encoding="utf-8") == write(), f"docs/{name} is outdated: run 'make docs'"
