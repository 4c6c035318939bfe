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
    with strung as (
        select token.text_set, string_agg(
            case when token.tag like 'B-%' then chr(10) else ' ' end || token.form, ''
            order by token.sentence, token.position
        ) as chunks
        from token semi join measured on token.text_set = measured.text_set
        where token.tag <> 'O'
        group by token.text_set
    ),
    chunk as (
        select text_set, unnest(string_split(chunks, chr(10))[2:]) as unit from strung
    )
    select text_set, unit, null::varchar as type, 1 as n from chunk
    """,
)
