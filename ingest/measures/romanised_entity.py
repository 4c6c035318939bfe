"""Romanised entities: a unit is the text of a mention in Latin letters, lower case, whatever its type."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="texts of whole entities in Latin letters",
    task="ner",
    by="romaniser",
    forms="""
    select distinct unnest(string_split(text, ' ')) as form
    from mention semi join measured on mention.text_set = measured.text_set
    """,
    units="""
    with mention_count as (
        select mention.text_set, mention.text, mention.type, count(*) as n
        from mention semi join measured on mention.text_set = measured.text_set
        group by all
    ),
    part as (
        select text, generate_subscripts(string_split(text, ' '), 1) as place, unnest(string_split(text, ' ')) as form
        from (select distinct text from mention_count)
    ),
    romanised as (
        select part.text, string_agg(lower(romanised_form.romanised), ' ' order by part.place) as unit
        from part
        inner join romanised_form on part.form = romanised_form.form and romanised_form.romaniser = $tokenizer
        group by part.text
    )
    select mention_count.text_set, romanised.unit, mention_count.type, sum(mention_count.n) as n
    from mention_count inner join romanised on mention_count.text = romanised.text
    group by all
    """,
)
