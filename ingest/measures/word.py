"""Words: a unit is the word of a token, lower case, inside entities and outside of them."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="words, whatever their tag",
    task="ner",
    reads="form_count",
    units="""
    select form_count.text_set, measured_form.word_number as unit, null::varchar as type, form_count.n
    from form_count inner join measured_form on form_count.form_number = measured_form.form_number
    """,
)
