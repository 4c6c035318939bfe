"""Title text: a unit is a word of the section text that the model sees, lower case (METHOD 3.4).

It sees the words whose pieces are among the first 128; the one that crosses the limit counts.
"""

from ingest.overlap import Measure

MEASURE = Measure(
    summary="words of the first 128 pieces of section texts",
    task="title",
    by="tokenizer",
    forms="""
    select distinct lower(nfc_normalize(unnest(words_of(text)))) as form
    from title_item semi join measured on title_item.text_set = measured.text_set
    """,
    units="""
    with word as (
        select text_set, item, generate_subscripts(words_of(text), 1) as place,
            lower(nfc_normalize(unnest(words_of(text)))) as word
        from title_item semi join measured on title_item.text_set = measured.text_set
    ),
    cut as (select form, count(*) as n_pieces from word_piece where tokenizer = $tokenizer group by form),
    placed as (
        select word.text_set, word.word, sum(cut.n_pieces) over (
            partition by word.text_set, word.item order by word.place rows between unbounded preceding and 1 preceding
        ) as n_before
        from word inner join cut on word.word = cut.form
    )
    select text_set, word as unit, null::varchar as type, count(*) as n
    from placed where coalesce(n_before, 0) < 128
    group by all
    """,
)
