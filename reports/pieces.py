"""The pieces of the report as files, for papers and slides: each chart, each table, each query by itself."""

import io
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from string import ascii_lowercase
from typing import Literal

import polars as pl

from reports.blocks import Chart, Page, Panel, Table
from reports.page import chosen_pages
from reports.tables import latex, markdown
from reports.theme import LIGHT
from xlr_warehouse.errors import InputError
from xlr_warehouse.warehouse import Warehouse

SHARPNESS = 3
"""Pixels of a PNG for one of the screen's: sharp in print at the size it has on the page."""

DIGITS = 12
"""Of numbers in CSV: what comes after depends on the order in which a sum was made."""

CHART_FORMATS: tuple[Literal["svg", "png"], ...] = ("svg", "png")
TABLE_FORMATS: dict[str, tuple[str, Callable[[Table], str]]] = {
    "csv": ("csv", lambda table: table.frame.with_columns(pl.selectors.float().round_sig_figs(DIGITS)).write_csv()),
    "latex": ("tex", latex),
    "markdown": ("md", markdown),
}
"""Format of a table: the ending of its file, and how it is written. CSV has every column of the query."""

FORMATS = (*CHART_FORMATS, *TABLE_FORMATS)
CONTENTS = "contents.txt"
"""Which files there are and what they show: it also tells a folder of pieces from any other."""

WORDS = 7
"""Words of a heading that a file is named by."""

Piece = tuple[str, str, bytes]
"""The name of a file, the caption of what is in it, and what is in it."""


def write_pieces(*, warehouse: Path, pages: Sequence[str] | None, formats: Sequence[str], out: Path) -> list[str]:
    """Write the charts and tables of the pages asked for (None: all) into a folder, and say the names of the files.

    Files are named by page, place and heading; beside each stands its query, with the ending `sql`. The folder appears
    whole or not at all and takes the place of an earlier one. Raises `InputError` where something else lies there,
    `UnknownNameError` for a page there is not, and what `Warehouse.reading` raises.
    """
    if out.exists() and not (out / CONTENTS).is_file():
        raise InputError("it is there already and holds no pieces of a report; name another folder.", path=out)
    draft = out.absolute().with_name(f".{out.name}.{os.getpid()}.new")
    written: list[str] = []
    try:
        draft.mkdir(parents=True)
        contents: list[str] = []
        with Warehouse.reading(warehouse) as opened:
            for name, page in chosen_pages(pages):
                for file, caption, content in _pieces(name, page, opened, formats):
                    (draft / file).write_bytes(content)
                    written.append(file)
                    contents.append(f"{file}\t{caption}\n")
        (draft / CONTENTS).write_text("".join(contents), encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        draft.rename(out)
    except OSError as failure:
        raise InputError(f"the pieces cannot be written here: {failure.strerror}.", path=out) from failure
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def _pieces(name: str, page: Page, warehouse: Warehouse, formats: Sequence[str]) -> Iterator[Piece]:
    shown = [
        (section.title, block)
        for section in page.sections(warehouse)
        for block in section.blocks
        if isinstance(block, Chart | Table)
    ]
    for place, (title, block) in enumerate(shown, 1):
        stem = f"{name}-{place:02}-{_slug(title)}"
        files = list(_of_block(stem, block, formats))
        yield from files
        if files:
            table = block if isinstance(block, Table) else block.table
            yield f"{stem}.sql", f"The query of {files[0][0]}", f"{table.query.shown}\n".encode()


def _of_block(stem: str, block: Chart | Table, formats: Sequence[str]) -> Iterator[Piece]:
    match block:
        case Chart():
            for format_of_chart in CHART_FORMATS:
                if format_of_chart not in formats:
                    continue
                for number, panel in enumerate(block.panels):
                    part = f"-{_letters(number)}" if len(block.panels) > 1 else ""
                    yield f"{stem}{part}.{format_of_chart}", block.caption, drawn(panel, format_of_chart)
            yield from _of_block(stem, block.table, formats)
        case Table():
            for ending, write in (TABLE_FORMATS[name] for name in TABLE_FORMATS if name in formats):
                yield f"{stem}.{ending}", block.caption, write(block).encode()


def drawn(panel: Panel, format_of_chart: Literal["svg", "png"]) -> bytes:
    """A chart as SVG, or as PNG on paper, in the light colours."""
    if format_of_chart == "svg":
        text = io.StringIO()
        panel.save(text, format="svg", engine="vl-convert")
        return text.getvalue().encode()
    pixels = io.BytesIO()
    panel.properties(background=LIGHT["paper"]).save(pixels, format="png", engine="vl-convert", scale_factor=SHARPNESS)
    return pixels.getvalue()


def _slug(title: str) -> str:
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words[:WORDS]) or "untitled"


def _letters(number: int) -> str:
    """a, b, ..., z, aa, ab, ..."""
    before, place = divmod(number, len(ascii_lowercase))
    return (_letters(before - 1) if before else "") + ascii_lowercase[place]
