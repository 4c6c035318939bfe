"""Subwords: a unit is a word piece of a tokenizer, over all words."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="word pieces of all words",
    task="ner",
    by="tokenizer",
    forms="""
    select distinct form from token semi join measured on token.text_set = measured.text_set
    where word_of(form) is not null
    """,
    units="""
    with form_count as (
        select token.text_set, token.form, count(*) as n
        from token semi join measured on token.text_set = measured.text_set
        group by all
    )
    select form_count.text_set, word_piece.piece as unit, null::varchar as type, sum(form_count.n) as n
    from form_count inner join word_piece on form_count.form = word_piece.form and word_piece.tokenizer = $tokenizer
    where word_of(form_count.form) is not null
    group by all
    """,
)
