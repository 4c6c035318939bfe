"""Typed entity chunks: a unit is the text of a mention and its type."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="texts of whole entities of one type",
    task="ner",
    reads="text_count",
    units="""
    select
        text_count.text_set, text_count.text_number * (1::bigint << 32) + text_count.type_number as unit,
        measured_type.type, text_count.n
    from text_count inner join measured_type on text_count.type_number = measured_type.type_number
    """,
)
