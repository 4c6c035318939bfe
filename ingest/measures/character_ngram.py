"""Character n-grams: a unit is three characters in a row of a word, lower case, with a space at either end of it."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="three characters in a row, within words",
    task="ner",
    reads="form_count",
    units="""
    with word_count as (
        select form_count.text_set, measured_form.word_number, sum(form_count.n) as n
        from form_count inner join measured_form on form_count.form_number = measured_form.form_number
        where measured_form.word is not null
        group by all
    ),
    padded as (select distinct word_number, ' ' || word || ' ' as word from measured_form where word is not null),
    trigram as (
        select
            word_number,
            unnest(list_transform(range(1, length(word) - 1), lambda place: substring(word, place, 3))) as trigram
        from padded
    ),
    numbered as (select trigram, row_number() over () as number from trigram group by trigram),
    of_word as (
        select trigram.word_number, numbered.number, count(*) as n
        from trigram inner join numbered on trigram.trigram = numbered.trigram
        group by all
    )
    select word_count.text_set, of_word.number as unit, null::varchar as type, word_count.n * of_word.n as n
    from word_count inner join of_word on word_count.word_number = of_word.word_number
    """,
)
