"""Titles: a unit is the right heading of an item, NFC, case kept."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="right headings of section-title items",
    task="title",
    units="""
    select title_item.text_set, nfc_normalize(title_option.title) as unit, null::varchar as type, 1 as n
    from title_item
    semi join measured on title_item.text_set = measured.text_set
    inner join title_option
        on title_item.text_set = title_option.text_set and title_item.item = title_option.item
        and title_item.correct = title_option.option
    """,
)
