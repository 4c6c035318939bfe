"""Tables of the report as text for other documents: LaTeX and Markdown, written as the page shows them."""

import re
from collections.abc import Iterable, Iterator

from reports.blocks import Table
from reports.markup import shown
from reports.text import CODE, visible

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "\N{MINUS SIGN}": "$-$",
    "\N{EN DASH}": "--",
    "\N{RIGHTWARDS ARROW}": r"$\rightarrow$",
}
"""Signs that LaTeX reads as something else, or that its usual fonts lack."""


def latex(table: Table) -> str:
    r"""The table as LaTeX: a `table` with a `tabular` of booktabs (`\usepackage{booktabs}`), numbers to the right.

    Letters stand as they are: other scripts need a font that has them (lualatex, xelatex).
    """
    align = "".join("l" if column.format == "text" else "r" for column in table.shown_columns)
    heads = " & ".join(_latex_prose(column.heading) for column in table.shown_columns)
    lines = [
        r"\begin{table}",
        rf"\caption{{{_latex_prose(table.caption)}}}",
        rf"\begin{{tabular}}{{{align}}}",
        r"\toprule",
        heads + r" \\",
        r"\midrule",
        *(" & ".join(_latex(cell) for cell in row) + r" \\" for row in _cells(table)),
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def markdown(table: Table) -> str:
    """The table as Markdown (GitHub's tables), its caption above it, numbers to the right."""
    lines = [
        visible(table.caption),
        "",
        _row(column.heading for column in table.shown_columns),
        _row("---" if column.format == "text" else "---:" for column in table.shown_columns),
        *(_row(_markdown(cell) for cell in row) for row in _cells(table)),
    ]
    return "\n".join(lines) + "\n"


def _cells(table: Table) -> Iterator[list[str]]:
    for row in table.frame.iter_rows(named=True):
        yield [visible(shown(row[column.name], column.format)) for column in table.shown_columns]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in text)


def _latex_prose(text: str) -> str:
    """A sentence, where what stands between backticks is set as code."""
    parts = re.split(CODE, visible(text))
    return "".join(rf"\texttt{{{_latex(part)}}}" if place % 2 else _latex(part) for place, part in enumerate(parts))


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|&])", r"\\\1", text)
