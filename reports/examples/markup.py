"""Cards as HTML: a list that is whole without JavaScript, and a form to choose among them with it."""

from collections.abc import Sequence

from reports.examples.cards import Card, Cards, Line, Part
from reports.text import direction, escaped, shortened, with_code

SHOWN = 8
"""Cards shown before more are asked for."""


def cards_html(block: Cards, *, query: str) -> str:
    """The cards with their facets; `query` is the markup of the query they were drawn by."""
    chooser = "".join(_facet(name, block.cards) for name in block.facets)
    cards = "".join(_card(card, block.facets) for card in block.cards)
    count = f"{len(block.cards)} examples"
    return (
        f'<div class="examples" data-shown="{SHOWN}"><h4>{with_code(block.caption)}</h4>'
        f'<form class="chooser" hidden>{chooser}<button type="reset">Show all kinds</button></form>'
        f'<p class="note count" role="status">{count}</p><ol class="cards">{cards}</ol>'
        f'<button type="button" class="more" hidden>Show more</button>{query}</div>'
    )


def _facet(name: str, cards: Sequence[Card]) -> str:
    values = sorted({value for card in cards for value in card.facets.get(name, ())})
    options = "".join(f'<option value="{escaped(value)}">{escaped(value)}</option>' for value in values)
    return (
        f'<label>{escaped(name)} <select name="{escaped(name)}"><option value="">any</option>{options}</select></label>'
    )


def _card(card: Card, facets: Sequence[str]) -> str:
    values = "".join(
        f'<data value="{escaped(name)}" hidden>{escaped(value)}</data>'
        for name in facets
        for value in card.facets.get(name, ())
    )
    lines = "".join(_line(line) for line in card.lines)
    return (
        f'<li class="card">{values}<h5>{escaped(card.title)}</h5><p class="note">{escaped(card.note)}</p>'
        f"<dl>{lines}</dl></li>\n"
    )


def _line(line: Line) -> str:
    parts = " ".join(_part(part) for part in line.parts if part.text)
    # Not `auto`, which skips what is isolated, and so all of the words.
    way = direction("".join(part.text for part in line.parts))
    return f'<dt>{escaped(line.heading)}</dt><dd dir="{way}">{parts}</dd>'


def _part(part: Part) -> str:
    text = f"<bdi>{escaped(shortened(part.text))}</bdi>"
    if part.is_edited:
        text = f"<mark>{text}</mark>"
    if not part.label:
        return text
    kind = "wrong" if part.error else "right" if part.is_entity else "other"
    return f'<span class="entity {kind}">{text} <small dir="ltr">{escaped(shortened(part.label))}</small></span>'
