"""Romanised words: a unit is a word in Latin letters, lower case, so that scripts can be compared."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="words in Latin letters",
    task="ner",
    reads="form_count",
    by="romaniser",
    forms="select distinct word as form from measured_form where word is not null",
    units="""
    with read as (
        select measured_form.form_number, lower(romanised_form.romanised) as unit
        from measured_form
        inner join romanised_form on measured_form.word = romanised_form.form
        where romanised_form.romaniser = $tokenizer
    )
    select form_count.text_set, read.unit, null::varchar as type, form_count.n
    from form_count inner join read on form_count.form_number = read.form_number
    """,
)
