"""Context words as the reference compares them (METHOD 3.3, N5, N7), with published stop lists where they exist.

Test words: outside entities, longer than one character, without ASCII punctuation, lower-cased, not on the stop list of
the language. Training words: outside entities, as written, not on its stop list as written. The other words outside
entities of the test set count (total_O), but are never shared. The reference also asks that a word has a replacement,
which depends on the model and is not counted here.
"""

from ingest.overlap import Measure

OUTSIDE = """
    with form_count as (
        select token.text_set, text_set.language, token.form, count(*) as n
        from token
        semi join measured on token.text_set = measured.text_set
        inner join text_set on token.text_set = text_set.text_set
        where token.tag = 'O'
        group by all
    )
"""

MEASURE = Measure(
    summary="words outside entities as the reference compares them",
    task="ner",
    words="stop_words",
    of_reference=True,
    units=f"""
    {OUTSIDE}
    select form_count.text_set, form_count.form as unit, null::varchar as type, form_count.n
    from form_count
    anti join stop_word on form_count.language = stop_word.language and form_count.form = stop_word.word
    """,
    test_units=rf"""
    {OUTSIDE}
    select
        form_count.text_set,
        case
            when
                length(form_count.form) > 1
                and not regexp_matches(form_count.form, '[[:punct:]]')
                and stop_word.word is null
                then lower(form_count.form)
            else chr(31) || form_count.form
        end as unit,
        null::varchar as type, sum(form_count.n) as n
    from form_count
    left join (select distinct language, word from stop_word) as stop_word
        on form_count.language = stop_word.language and lower(form_count.form) = stop_word.word
    group by all
    """,
)
