"""Subwords of context: a unit is a word piece of a tokenizer, over the content words outside entities."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="word pieces of content words outside entities",
    task="ner",
    by="tokenizer",
    words="function_words",
    forms="""
    select distinct form from token semi join measured on token.text_set = measured.text_set
    where tag = 'O' and word_of(form) is not null
    """,
    units="""
    with form_count as (
        select token.text_set, token.form, count(*) as n
        from token semi join measured on token.text_set = measured.text_set
        where token.tag = 'O'
        group by all
    ),
    content as (
        select form_count.text_set, form_count.form, form_count.n
        from form_count
        inner join text_set on form_count.text_set = text_set.text_set
        anti join (select * from word_frequency where is_function) as function_word
            on text_set.corpus = function_word.corpus and text_set.task = function_word.task
            and text_set.language = function_word.language and word_of(form_count.form) = function_word.word
        where word_of(form_count.form) is not null
    )
    select content.text_set, word_piece.piece as unit, null::varchar as type, sum(content.n) as n
    from content inner join word_piece on content.form = word_piece.form and word_piece.tokenizer = $tokenizer
    group by all
    """,
)
