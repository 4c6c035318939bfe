"""Form counts: how often each form stands under each tag in text sets, in numbers, once for many measures."""

from xlr_warehouse.warehouse import Warehouse


def count_forms(warehouse: Warehouse) -> None:
    """Count the forms of the text sets of the relation `measured`, instead of those that were counted before.

    Makes three temporary tables. `measured_form` (form_number, form, word, word_number) has each distinct form and the
    word it stands for; both are NULL for a form that stands for none. `measured_tag` (tag_number, tag, type) has each
    distinct tag; the type of O is NULL. `form_count` (text_set, form_number, tag_number, n) has their occurrences.
    Strings are looked at once, here: what is counted from these tables is grouped by numbers.
    """
    forget_forms(warehouse)
    warehouse.execute(_COUNTED)


def forget_forms(warehouse: Warehouse) -> None:
    """Drop what was counted."""
    warehouse.execute(
        "drop table if exists measured_form; drop table if exists measured_tag; drop table if exists form_count"
    )


_COUNTED = """
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
