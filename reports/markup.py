"""Blocks as HTML: every value escaped, every number with its query beside it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reports.blocks import Block, Chart, Column, Format, Page, Prose, Section, Table
from reports.examples.cards import Cards
from reports.examples.markup import cards_html
from reports.query import Query
from reports.text import escaped, with_code
from reports.theme import with_variables

NOTHING = "\N{EN DASH}"
"""What stands where there is no value."""

LONG = 24
"""Tables of more rows than this get a box of their own to scroll in."""


@dataclass(kw_only=True)
class Specs:
    """The charts met so far, as the JSON that draws them."""

    texts: list[str] = field(default_factory=list[str])

    def add(self, spec: dict[str, Any]) -> int:
        """Keep a chart and say its number."""
        self.texts.append(json_in_script(with_variables(spec)))
        return len(self.texts)


def page_html(name: str, page: Page, sections: list[Section], specs: Specs) -> str:
    """A page as an HTML section of the report."""
    inner = "".join(_section_html(section, specs) for section in sections)
    label = f"page-{name}"
    title = f'<h2 id="{label}-title">{escaped(page.title)}</h2>'
    return f'<section class="page" id="{label}" aria-labelledby="{label}-title">{title}{inner}</section>\n'


def json_in_script(value: object) -> str:
    """JSON that can stand in a script element: pure ASCII, and no sign that HTML reads."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _section_html(section: Section, specs: Specs) -> str:
    inner = "\n".join(_block_html(block, specs) for block in section.blocks)
    return f"<section><h3>{escaped(section.title)}</h3>\n{inner}</section>\n"


def _block_html(block: Block, specs: Specs) -> str:
    match block:
        case Prose():
            return f'<p class="{block.kind}">{with_code(block.text)}</p>'
        case Table():
            return f'<figure class="table">{_table_html(block)}{_query_html(block.query)}</figure>'
        case Chart():
            return _chart_html(block, specs)
        case Cards():
            return cards_html(block, query=_query_html(block.query))


def _chart_html(chart: Chart, specs: Specs) -> str:
    numbers = [specs.add(panel.to_dict(validate=False)) for panel in chart.panels]
    label, is_single = escaped(chart.alt), chart.size == "medium" and len(numbers) == 1
    places = "".join(f'<div class="panel" id="chart-{number}"></div>' for number in numbers)
    panels = f'<div class="panels {chart.size}" role="img" aria-label="{label}">{places}</div>'
    if chart.size == "wide":
        # Too wide for a phone: who cannot see all of it scrolls, by keyboard too.
        panels = (
            f'<div class="scroll" role="group" aria-label="{escaped(chart.table.caption)}" tabindex="0">{panels}</div>'
        )
    return (
        f'<figure class="chart{" single" if is_single else ""}"><figcaption>{with_code(chart.caption)}</figcaption>'
        f"{panels}"
        f"<details><summary>The numbers as a table</summary>{_table_html(chart.table)}</details>"
        f"{_query_html(chart.table.query)}</figure>"
    )


def _query_html(query: Query) -> str:
    return (
        "<details><summary>The query</summary><p>Ask it yourself with <code>xlr sql</code>.</p>"
        f'<div class="query"><pre tabindex="0"><code>{escaped_sql(query.shown)}</code></pre>'
        '<button type="button" class="copy">Copy</button></div></details>'
    )


def escaped_sql(sql: str) -> str:
    """SQL as HTML: its lines kept, and nothing else that acts (literals hold no such sign)."""
    return "\n".join(escaped(line) for line in sql.split("\n"))


def _table_html(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_align(column)}>{with_code(column.heading)}</th>' for column in table.shown_columns
    )
    rows = "".join(f"<tr>{''.join(_cells(table, row))}</tr>\n" for row in table.frame.iter_rows(named=True))
    if not rows:
        rows = f'<tr><td colspan="{len(table.shown_columns)}">No rows.</td></tr>'
    caption = escaped(table.caption.replace("`", ""))
    size = " long" if table.frame.height > LONG else ""
    return (
        f'<div class="scroll{size}" role="group" aria-label="{caption}" tabindex="0"><table>'
        f"<caption><span>{with_code(table.caption)}</span></caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
    )


def _cells(table: Table, row: dict[str, Any]) -> Iterator[str]:
    is_head = True
    for column in table.shown_columns:
        is_head = is_head and column.format == "text"
        tag, scope = ("th", ' scope="row"') if is_head else ("td", "")
        yield f"<{tag}{scope}{_align(column)}>{escaped(shown(row[column.name], column.format))}</{tag}>"


def _align(column: Column) -> str:
    return "" if column.format == "text" else ' class="n"'


def shown(value: object, form: Format) -> str:
    """A value as its column writes it; minus signs are long ones, and what is missing is a dash."""
    if isinstance(value, float):
        # The last digits of a mean hang on the order in which it was summed; they must not turn 38.75 up or down.
        value = round(value, 9)
    match value, form:
        case None, _:
            text = NOTHING
        case ((int() | float()), "count"):
            text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
        case ((int() | float()), "number"):
            text = f"{value:.1f}"
        case ((int() | float()), "share"):
            text = f"{value:.3f}"
        case ((int() | float()), "change"):
            text = _without_negative_zero(f"{value:+.1f}")
        case ((int() | float()), "correlation"):
            text = _without_negative_zero(f"{value:+.3f}")
        case ((int() | float()), "p"):
            text = "< 0.001" if value < 0.001 else f"{value:.3f}"  # noqa: PLR2004 (where three decimals end)
        case _:
            return str(value)
    return text.replace("-", "\N{MINUS SIGN}")


def _without_negative_zero(text: str) -> str:
    """What is rounded to zero has no sign."""
    return text if text.strip("+-0.") else text.lstrip("+-")
