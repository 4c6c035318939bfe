"""Context words as the reference compares them (METHOD 3.3, N5, N7), with published stop lists where they exist.

Test words: outside entities, longer than one character, without ASCII punctuation, lower-cased, not on the stop list of
the language. Training words: outside entities, as written, not on its stop list as written. The other words outside
entities of the test set count (total_O), but are never shared. The reference also asks that a word has a replacement,
which depends on the model and is not counted here.
"""

from ingest.overlap import Measure

OUTSIDE = """
    with outside as (
        select form_count.text_set, text_set.language, measured_form.form, form_count.n
        from form_count
        inner join text_set on form_count.text_set = text_set.text_set
        inner join measured_form on form_count.form_number = measured_form.form_number
        inner join measured_tag on form_count.tag_number = measured_tag.tag_number
        where measured_tag.tag = 'O'
    )
"""

MEASURE = Measure(
    summary="words outside entities as the reference compares them",
    task="ner",
    reads="form_count",
    words="stop_words",
    of_reference=True,
    units=f"""
    {OUTSIDE}
    select outside.text_set, outside.form as unit, null::varchar as type, outside.n
    from outside anti join stop_word on outside.language = stop_word.language and outside.form = stop_word.word
    """,
    test_units=rf"""
    {OUTSIDE}
    select
        outside.text_set,
        case
            when
                length(outside.form) > 1
                and not regexp_matches(outside.form, '[[:punct:]]')
                and stop_word.word is null
                then lower(outside.form)
            else chr(31) || outside.form
        end as unit,
        null::varchar as type, outside.n
    from outside
    left join (select distinct language, word from stop_word) as stop_word
        on outside.language = stop_word.language and lower(outside.form) = stop_word.word
    """,
)
