"""Typed entity chunks: a unit is the text of a mention and its type."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="texts of whole entities of one type",
    task="ner",
    units="""
    select mention.text_set, mention.text || chr(9) || mention.type as unit, mention.type, 1 as n
    from mention semi join measured on mention.text_set = measured.text_set
    """,
)
