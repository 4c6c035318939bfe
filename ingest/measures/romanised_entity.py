"""Romanised entities: a unit is the text of a mention in Latin letters, lower case, whatever its type."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="texts of whole entities in Latin letters",
    task="ner",
    by="romaniser",
    forms="select distinct unnest(string_split(text, ' ')) as form from measured_text",
    reads="text_count",
    units="""
    with part as (
        select text_number, generate_subscripts(string_split(text, ' '), 1) as place,
            unnest(string_split(text, ' ')) as form
        from measured_text
    ),
    romanised as (
        select part.text_number, string_agg(lower(romanised_form.romanised), ' ' order by part.place) as unit
        from part
        inner join romanised_form on part.form = romanised_form.form and romanised_form.romaniser = $tokenizer
        group by part.text_number
    )
    select text_count.text_set, romanised.unit, measured_type.type, text_count.n
    from text_count
    inner join romanised on text_count.text_number = romanised.text_number
    inner join measured_type on text_count.type_number = measured_type.type_number
    """,
)
