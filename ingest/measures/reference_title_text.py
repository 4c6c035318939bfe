r"""Title text as the reference compares it (METHOD 3.4 version 4 and 5.7), with published stop lists where they exist.

The section text is lower-cased and cut: its words by Python's `\w+` (letters, numbers and `_`; a combining mark ends a
word) are kept until the pieces of each word cut alone sum to 128; the word that reaches the limit is kept. Training
words are those kept that are not on the stop list of the language. The test side is what a split of the cut text at
single spaces yields, stop words included; such a word is shared when it is one of the words kept of the test set, not
on the stop list, and a training word. So a word with a mark or a comma on it counts and is never shared.

The repository leaves open, and this is our reading: the cut text ends with the last word kept, and a text below the
limit is not cut; nothing between two spaces is no word; special pieces do not count. Lower-casing is SQL's, without
NFC, as in the other measures of the reference.
"""

from ingest.overlap import Measure

WORD = r"[\p{L}\p{N}_]+"
NO_WORD = r"[^\p{L}\p{N}_]*"

KEPT = rf"""
    with lowered as (
        select title_item.text_set, title_item.item, text_set.language, lower(title_item.text) as text
        from title_item
        semi join measured on title_item.text_set = measured.text_set
        inner join text_set on title_item.text_set = text_set.text_set
    ),
    word as (
        select
            text_set, item, language, generate_subscripts(regexp_extract_all(text, '{WORD}'), 1) as place,
            unnest(regexp_extract_all(text, '{WORD}')) as word
        from lowered
    ),
    cut as (select form, count(*) as n_pieces from word_piece where tokenizer = $tokenizer group by form),
    placed as (
        select word.*, sum(cut.n_pieces) over (
            partition by word.text_set, word.item order by word.place
        ) - cut.n_pieces as n_before
        from word inner join cut on word.word = cut.form
    ),
    kept as (select text_set, item, language, word from placed where n_before < 128),
    listed as (
        select kept.text_set, kept.word, count(*) as n
        from kept anti join stop_word on kept.language = stop_word.language and kept.word = stop_word.word
        group by all
    )
"""

MEASURE = Measure(
    summary="words of section texts as the reference compares them",
    task="title",
    by="tokenizer",
    words="stop_words",
    of_reference=True,
    forms=f"""
    select distinct unnest(regexp_extract_all(lower(text), '{WORD}')) as form
    from title_item semi join measured on title_item.text_set = measured.text_set
    """,
    units=f"""
    {KEPT}
    select text_set, word as unit, null::varchar as type, n from listed
    """,
    test_units=f"""
    {KEPT},
    n_kept as (select text_set, item, count(*) as n from kept group by text_set, item),
    part as (
        select
            lowered.text_set, lowered.item, lowered.text, n_kept.n,
            regexp_extract_all(lowered.text, '{NO_WORD}{WORD}') as parts
        from lowered left join n_kept on lowered.text_set = n_kept.text_set and lowered.item = n_kept.item
    ),
    shortened as (
        select text_set, case when n < len(parts) then array_to_string(parts[:n], '') else text end as text from part
    ),
    spaced as (select text_set, unnest(string_split(text, ' ')) as word from shortened)
    select
        spaced.text_set,
        case when listed.word is null then chr(31) || spaced.word else spaced.word end as unit,
        null::varchar as type, 1 as n
    from spaced
    left join listed on spaced.text_set = listed.text_set and spaced.word = listed.word
    where spaced.word <> ''
    """,
)
