"""Entity tokens: a unit is a token and its tag, case kept (METHOD 3.1, without the middle field of the file)."""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="tokens of entities, with their tags",
    task="ner",
    units="""
    select token.text_set, token.form || chr(9) || token.tag as unit, substr(token.tag, 3) as type, count(*) as n
    from token semi join measured on token.text_set = measured.text_set
    where token.tag <> 'O'
    group by all
    """,
)
