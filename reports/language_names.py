"""Which languages codes stand for: a sentence for a page, a column for its tables."""

from collections.abc import Iterator

import polars as pl

from reports.blocks import Column, Prose
from xlr_warehouse.warehouse import Warehouse

_CODES = """
select text_set.language, any_value(language.name) as name
from text_set
inner join language on text_set.language = language.language
group by text_set.language
order by text_set.language
"""

LANGUAGES = (Column(name="train_language", heading="trained on"), Column(name="test_language", heading="tested on"))


def with_names(frame: pl.DataFrame) -> tuple[Column, ...]:
    """The columns that name a pair: its codes, and `names` (such as Faroese from Norwegian) where any is known."""
    is_known = frame.get_column("names").count() > 0
    return (*LANGUAGES, *((Column(name="names", heading="languages"),) if is_known else ()))


def codes_said(warehouse: Warehouse) -> Iterator[Prose]:
    """The codes of the languages of the text with their names, as far as they are known."""
    known = [f"{code} {name}" for code, name in warehouse.frame(_CODES).iter_rows()]
    if known:
        yield Prose(text=f"Codes of languages: {', '.join(known)}.", kind="note")
