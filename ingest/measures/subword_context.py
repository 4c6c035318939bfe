"""Subwords of context: a unit is a word piece of a tokenizer, over the content words outside entities."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="word pieces of content words outside entities",
    task="ner",
    reads="form_count",
    by="tokenizer",
    words="function_words",
    forms="""
    select distinct measured_form.form
    from form_count
    inner join measured_form on form_count.form_number = measured_form.form_number
    inner join measured_tag on form_count.tag_number = measured_tag.tag_number
    where measured_tag.tag = 'O' and measured_form.word is not null
    """,
    units="""
    with content as (
        select form_count.text_set, measured_form.form_number, form_count.n
        from form_count
        inner join measured_form on form_count.form_number = measured_form.form_number
        inner join measured_tag on form_count.tag_number = measured_tag.tag_number
        inner join text_set on form_count.text_set = text_set.text_set
        anti join (select * from word_frequency where is_function) as function_word
            on text_set.corpus = function_word.corpus and text_set.task = function_word.task
            and text_set.language = function_word.language and measured_form.word = function_word.word
        where measured_tag.tag = 'O' and measured_form.word is not null
    ),
    cut as (
        select measured_form.form_number, word_piece.piece
        from measured_form inner join word_piece on measured_form.form = word_piece.form
        where word_piece.tokenizer = $tokenizer and measured_form.word is not null
    )
    select content.text_set, cut.piece as unit, null::varchar as type, content.n
    from content inner join cut on content.form_number = cut.form_number
    """,
)
