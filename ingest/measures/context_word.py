"""Context words: a unit is a content word outside entities, lower case (METHOD 3.3, one rule for both sides)."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="content words outside entities",
    task="ner",
    reads="form_count",
    words="function_words",
    units="""
    with word_count as (
        select form_count.text_set, measured_form.word, measured_form.word_number, sum(form_count.n) as n
        from form_count
        inner join measured_form on form_count.form_number = measured_form.form_number
        inner join measured_tag on form_count.tag_number = measured_tag.tag_number
        where measured_tag.tag = 'O' and measured_form.word is not null
        group by all
    )
    select word_count.text_set, word_count.word_number as unit, null::varchar as type, word_count.n
    from word_count
    inner join text_set on word_count.text_set = text_set.text_set
    anti join (select * from word_frequency where is_function) as function_word
        on text_set.corpus = function_word.corpus and text_set.task = function_word.task
        and text_set.language = function_word.language and word_count.word = function_word.word
    """,
)
