"""Character n-grams: a unit is three characters in a row of a word, lower case, with a space at either end of it."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="three characters in a row, within words",
    task="ner",
    units="""
    with form_count as (
        select token.text_set, token.form, count(*) as n
        from token semi join measured on token.text_set = measured.text_set
        group by all
    ),
    word_count as (
        select text_set, ' ' || word_of(form) || ' ' as word, sum(n) as n
        from form_count where word_of(form) is not null group by all
    ),
    trigram as (
        select word, unnest(list_transform(range(1, len(word) - 1), lambda place: substring(word, place, 3))) as unit
        from (select distinct word from word_count)
    )
    select word_count.text_set, trigram.unit, null::varchar as type, sum(word_count.n) as n
    from word_count inner join trigram on word_count.word = trigram.word
    group by all
    """,
)
