"""Romanised words: a unit is a word in Latin letters, lower case, so that scripts can be compared."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="words in Latin letters",
    task="ner",
    by="romaniser",
    forms="""
    select distinct word_of(form) as form from token semi join measured on token.text_set = measured.text_set
    where word_of(form) is not null
    """,
    units="""
    with form_count as (
        select token.text_set, token.form, count(*) as n
        from token semi join measured on token.text_set = measured.text_set
        group by all
    )
    select form_count.text_set, lower(romanised_form.romanised) as unit, null::varchar as type, sum(form_count.n) as n
    from form_count
    inner join romanised_form
        on word_of(form_count.form) = romanised_form.form and romanised_form.romaniser = $tokenizer
    group by all
    """,
)
