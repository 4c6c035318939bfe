"""Subwords of entities: a unit is a word piece of a tokenizer, over the words of entities."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="word pieces of the words of entities",
    task="ner",
    reads="form_count",
    by="tokenizer",
    forms="""
    select distinct measured_form.form
    from form_count
    inner join measured_form on form_count.form_number = measured_form.form_number
    inner join measured_tag on form_count.tag_number = measured_tag.tag_number
    where measured_tag.tag <> 'O' and measured_form.word is not null
    """,
    units="""
    with cut as (
        select measured_form.form_number, word_piece.piece
        from measured_form inner join word_piece on measured_form.form = word_piece.form
        where word_piece.tokenizer = $tokenizer and measured_form.word is not null
    )
    select form_count.text_set, cut.piece as unit, measured_tag.type, form_count.n
    from form_count
    inner join measured_tag on form_count.tag_number = measured_tag.tag_number
    inner join cut on form_count.form_number = cut.form_number
    where measured_tag.tag <> 'O'
    """,
)
