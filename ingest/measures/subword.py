"""Subwords: a unit is a word piece of a tokenizer, over all words."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="word pieces of all words",
    task="ner",
    reads="form_count",
    by="tokenizer",
    forms="select form from measured_form where word is not null",
    units="""
    with cut as (
        select measured_form.form_number, word_piece.piece
        from measured_form inner join word_piece on measured_form.form = word_piece.form
        where word_piece.tokenizer = $tokenizer and measured_form.word is not null
    )
    select form_count.text_set, cut.piece as unit, null::varchar as type, form_count.n
    from form_count inner join cut on form_count.form_number = cut.form_number
    """,
)
