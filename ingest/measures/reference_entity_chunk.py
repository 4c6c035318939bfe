"""Entity chunks as the reference strings them together: across sentences, over what lies between (METHOD 3.2, N4).

All tokens inside entities of a text set are one list; a B- opens a chunk, every I- that follows extends it whatever its
type, an I- before the first B- is skipped. The reference counts distinct texts: its ratios are those of the types.
"""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="texts of entities as the reference strings them together",
    task="ner",
    of_reference=True,
    units="""
    with listed as (
        select
            token.text_set, token.form, token.sentence, token.position,
            count(*) filter (token.tag like 'B-%') over (
                partition by token.text_set order by token.sentence, token.position
            ) as chunk
        from token semi join measured on token.text_set = measured.text_set
        where token.tag <> 'O'
    ),
    chunked as (
        select text_set, string_agg(form, ' ' order by sentence, position) as unit
        from listed where chunk > 0 group by text_set, chunk
    )
    select text_set, unit, null::varchar as type, count(*) as n from chunked group by all
    """,
)
