"""Entity chunks: a unit is the text of a mention, whatever its type (METHOD 3.2, within sentences)."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="texts of whole entities, whatever their type",
    task="ner",
    units="""
    select mention.text_set, mention.text as unit, mention.type, 1 as n
    from mention semi join measured on mention.text_set = measured.text_set
    """,
)
