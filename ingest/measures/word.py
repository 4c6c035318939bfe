"""Words: a unit is the word of a token, lower case, inside entities and outside of them."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="words, whatever their tag",
    task="ner",
    units="""
    select text_set, word_of(form) as unit, null::varchar as type, sum(n) as n
    from (
        select token.text_set, token.form, count(*) as n
        from token semi join measured on token.text_set = measured.text_set
        group by all
    )
    where word_of(form) is not null
    group by all
    """,
)
