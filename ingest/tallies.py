"""Tallies: how often each form stands under each tag in text sets, and each text as a mention, once for many measures.

Strings are looked at once, here: what is counted from these tables is grouped by numbers.
"""

from typing import Literal

import polars as pl

from xlr_warehouse.warehouse import Warehouse

Tally = Literal["form_count", "text_count"]


class Tallies:
    """The tallies of text sets, as temporary tables that are made when a measure first reads them.

    `form_count` (text_set, form_number, tag_number, n) comes with `measured_form` (form_number, form, word,
    word_number: each distinct form and the word it stands for; both are NULL for a form that stands for none) and
    `measured_tag` (tag_number, tag, type: the type of O is NULL). `text_count` (text_set, text_number, type_number,
    n) comes with `measured_text` (text_number, text) and `measured_type` (type_number, type).
    """

    def __init__(self, warehouse: Warehouse) -> None:
        """Start with none."""
        self._warehouse = warehouse
        self._of: dict[Tally, frozenset[int]] = {}

    def make(self, tally: Tally, text_sets: pl.Series) -> None:
        """Make one for these text sets, which are the relation `measured`, unless it is there."""
        if self._of.get(tally, frozenset[int]()).issuperset(text_sets):
            return
        self._drop(tally)
        self._warehouse.execute(_MADE[tally])
        self._of[tally] = frozenset(text_sets)

    def forget(self) -> None:
        """Drop what was made."""
        for tally in list(self._of):
            self._drop(tally)
            del self._of[tally]

    def _drop(self, tally: Tally) -> None:
        self._warehouse.execute("".join(f"drop table if exists {table};" for table in _TABLES[tally]))


_TABLES: dict[Tally, tuple[str, ...]] = {
    "form_count": ("form_count", "measured_form", "measured_tag"),
    "text_count": ("text_count", "measured_text", "measured_type"),
}

_FORMS = """
create temp table measured_form as
with distinct_form as (
    select form, row_number() over () as form_number
    from token semi join measured on token.text_set = measured.text_set
    group by form
),
read as materialized (select form_number, form, word_of(form) as word from distinct_form),
numbered as (select word, row_number() over () as word_number from read where word is not null group by word)
select read.form_number::integer as form_number, read.form, read.word, numbered.word_number::integer as word_number
from read left join numbered on read.word = numbered.word;

create temp table measured_tag as
select tag, (row_number() over ())::integer as tag_number, case when tag <> 'O' then substr(tag, 3) end as type
from token semi join measured on token.text_set = measured.text_set
group by tag;

create temp table form_count as
select token.text_set, measured_form.form_number, measured_tag.tag_number, count(*) as n
from token
semi join measured on token.text_set = measured.text_set
inner join measured_form on token.form = measured_form.form
inner join measured_tag on token.tag = measured_tag.tag
group by all
"""

_MENTIONS = """
create temp table measured_text as
select text, (row_number() over ())::integer as text_number
from mention semi join measured on mention.text_set = measured.text_set
group by text;

create temp table measured_type as
select type, (row_number() over ())::integer as type_number
from mention semi join measured on mention.text_set = measured.text_set
group by type;

create temp table text_count as
select mention.text_set, measured_text.text_number, measured_type.type_number, count(*) as n
from mention
semi join measured on mention.text_set = measured.text_set
inner join measured_text on mention.text = measured_text.text
inner join measured_type on mention.type = measured_type.type
group by all
"""

_MADE: dict[Tally, str] = {"form_count": _FORMS, "text_count": _MENTIONS}
