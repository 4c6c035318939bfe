"""Entity chunks: a unit is the text of a mention, whatever its type (METHOD 3.2, within sentences)."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="texts of whole entities, whatever their type",
    task="ner",
    reads="text_count",
    units="""
    select text_count.text_set, text_count.text_number as unit, measured_type.type, text_count.n
    from text_count inner join measured_type on text_count.type_number = measured_type.type_number
    """,
)
