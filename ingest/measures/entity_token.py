"""Entity tokens: a unit is a token and its tag, case kept (METHOD 3.1).

The reference compares whole lines of its files, which have a field between token and tag, probably the entity's link.
Released texts do not have it, so that there is no variant of the reference; with it, less would be shared.
"""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="tokens of entities, with their tags",
    task="ner",
    reads="form_count",
    units="""
    select
        form_count.text_set, form_count.form_number * (1::bigint << 32) + form_count.tag_number as unit,
        measured_tag.type, form_count.n
    from form_count inner join measured_tag on form_count.tag_number = measured_tag.tag_number
    where measured_tag.tag <> 'O'
    """,
)
