"""The report: one HTML file that needs no network, from the pages of `reports.pages`."""

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import vl_convert
from altair.utils.schemapi import debug_mode

from reports.blocks import Page
from reports.markup import Specs, page_html
from reports.text import escaped
from reports.theme import DARK, LIGHT, css_variables
from xlr_warehouse import __version__
from xlr_warehouse.catalog import names, plugin
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

PAGES = "reports.pages"


@dataclass(frozen=True, kw_only=True)
class Written:
    """The report as written: the file, its size, its pages in order and how many charts they have."""

    path: Path
    n_bytes: int
    pages: tuple[str, ...]
    n_charts: int


def write_report(*, warehouse: Path, pages: Sequence[str] | None, out: Path) -> Written:
    """Write the pages asked for (None: all) to one file, the same to the byte for the same warehouse.

    The file appears whole or not at all. Raises `UnknownNameError` for a page there is not, and what
    `Warehouse.reading` raises.
    """
    chosen = chosen_pages(pages)
    specs = Specs()
    # Tests hold the charts against Altair's schema; doing so again for each report takes a third of its time.
    with Warehouse.reading(warehouse) as opened, debug_mode(arg=False):
        bodies = [page_html(name, page, list(page.sections(opened)), specs) for name, page in chosen]
    content = _document(chosen, "".join(bodies), specs).encode()
    _write(out, content)
    names_of = tuple(name for name, _ in chosen)
    return Written(path=out, n_bytes=len(content), pages=names_of, n_charts=len(specs.texts))


def page_names() -> list[str]:
    """The pages there are, in alphabetical order."""
    return names(PAGES)


def chosen_pages(asked: Sequence[str] | None) -> list[tuple[str, Page]]:
    """Pages by name, each once, in the order of the report; all of them for None.

    Raises `UnknownNameError` for a page there is not.
    """
    wanted = dict.fromkeys(name.replace("-", "_") for name in (names(PAGES) if asked is None else asked))
    found = [(name, plugin(PAGES, name, "PAGE", Page)) for name in wanted]
    return sorted(found, key=lambda item: (item[1].order, item[0]))


def _document(chosen: Sequence[tuple[str, Page]], body: str, specs: Specs) -> str:
    links = "".join(f'<li><a href="#page-{name}">{escaped(page.title)}</a></li>' for name, page in chosen)
    vega = [vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")] if specs.texts else []
    scripts = [*vega, _asset("page.js")]
    charts = "".join(
        f'<script type="application/json" id="chart-{number}-spec">{text}</script>\n'
        for number, text in enumerate(specs.texts, start=1)
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Cross-lingual transfer, overlap and degradation</title>
<link rel="icon" href="data:,">
<style>
{_style()}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><h1>Cross-lingual transfer, overlap and degradation</h1></header>
<nav aria-label="Pages"><ul>{links}</ul></nav>
<main id="main" tabindex="-1">
<noscript><p class="note">The charts need JavaScript; the tables under them hold the same numbers.</p></noscript>
{body}</main>
<footer><p>Made by xlr {escaped(__version__)} from a warehouse. This file asks nothing of any network.</p></footer>
{charts}{"".join(f"<script>{script}</script>{chr(10)}" for script in scripts)}</body>
</html>
"""


def _policy(scripts: Sequence[str]) -> str:
    """What the page may load: nothing, and only these very scripts may run. Vega sets styles while it draws."""
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _style() -> str:
    light, dark = css_variables(LIGHT), css_variables(DARK)
    return (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{_asset('page.css')}"
    )


def _asset(name: str) -> str:
    return files("reports").joinpath("assets", name).read_text(encoding="utf-8")


def _write(out: Path, content: bytes) -> None:
    draft = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(out)
    except OSError as failure:
        draft.unlink(missing_ok=True)
        raise InputError(f"the report cannot be written here: {failure.strerror}.", path=out) from failure
