"""Context words: a unit is a content word outside entities, lower case (METHOD 3.3, one rule for both sides)."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="content words outside entities",
    task="ner",
    words="function_words",
    units="""
    with form_count as (
        select token.text_set, token.form, count(*) as n
        from token semi join measured on token.text_set = measured.text_set
        where token.tag = 'O'
        group by all
    ),
    word_count as (
        select text_set, word_of(form) as word, sum(n) as n from form_count where word_of(form) is not null group by all
    )
    select word_count.text_set, word_count.word as unit, null::varchar as type, word_count.n
    from word_count
    inner join text_set on word_count.text_set = text_set.text_set
    anti join (select * from word_frequency where is_function) as function_word
        on text_set.corpus = function_word.corpus and text_set.task = function_word.task
        and text_set.language = function_word.language and word_count.word = function_word.word
    """,
)
