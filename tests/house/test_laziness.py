"""The command starts fast because it imports what is heavy only where it is used."""

import subprocess
import sys

import pytest

LIBRARIES = {"torch", "transformers", "polars", "pyarrow", "altair", "duckdb", "numpy", "scipy", "datasets"}
LIBRARIES |= {"huggingface_hub", "mwparserfromhell", "indexed_bzip2"}
OUR_ROOMS = {"ingest", "runners", "reports"}


def loaded_by(*arguments: str) -> set[str]:
    script = (
        "import sys\n"
        "from xlr_warehouse.cli import run\n"
        f"run({list(arguments)!r})\n"
        "print('LOADED', *sorted(name for name in sys.modules if '.' not in name))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"], ["ingest", "wikiann", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded_by(*arguments) & (LIBRARIES | OUR_ROOMS) == set()


def test_this_test_would_notice_a_heavy_import() -> None:
    assert "click" in loaded_by("--help")


@pytest.mark.parametrize("package", ["ingest.measures", "ingest.perturbations", "runners.encoders", "reports.pages"])
def test_listing_a_catalogue_imports_none_of_its_plugins(package: str) -> None:
    script = (
        "import sys\n"
        "from xlr_warehouse.catalog import names\n"
        f"found = names({package!r})\n"
        f"assert found, 'the catalogue is empty'\n"
        f"print(*(name for name in sys.modules if name.startswith({package + '.'!r})))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
