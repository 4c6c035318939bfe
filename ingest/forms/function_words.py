"""Which words of a language are function words, by one rule that needs no list: content words are what is left.

A function word stands in many sentences (or section texts) and beside many different words. So the score of a word is
its document frequency times the entropy of what stands before it times the entropy of what stands after it. In order
of score, words are function words until together they make up `COVERAGE` of the running text: the same share in every
language, so that no language loses more of its text than another.

A word that occurs once has no entropy and is never one, so in a text of a few sentences there are hardly any; from a
hundred sentences on the commonest ones are found. `docs/method.md` has the rule beside published stop lists.
"""

from collections.abc import Sequence

import polars as pl

from ingest.leak_free import LEAK_FREE
from xlr_warehouse.warehouse import Warehouse

COVERAGE = 0.4
"""Share of the running text that function words make up.

Of the shares tried (0.25 to 0.5) those around 0.4 agree best with published stop lists, over Danish, Norwegian, Marathi
and Swahili sentences and English section texts: below, half of the lists' occurrences are missed; above, one occurrence
in five of what is taken is on no list.
"""


def land_word_frequency(warehouse: Warehouse, *, corpus: str, task: str, languages: Sequence[str]) -> None:
    """Fill `word_frequency` for the languages of a corpus that it has no row of; the others stay as they are.

    Counted is the train split as it came; a language that has none is counted in its other splits as they came, and
    one that has no text is passed over. For `ner` words are the tokens outside entities that have a letter, by
    `word_of`, and documents are sentences; for `title` words are those of the section texts, which are the documents.
    Words are joined over all splits counted. Call it within a transaction.
    """
    asked = pl.DataFrame({"language": sorted(set(languages))}, schema={"language": pl.String})
    with warehouse.relation("asked_language", asked):
        chosen = warehouse.frame(_CHOSEN, corpus=corpus, task=task, leak_free=LEAK_FREE)
    if chosen.is_empty():
        return
    with warehouse.relation("chosen_text", chosen):
        warehouse.execute(
            _COUNTED.replace("(running)", f"({_RUNNING[task]})"), corpus=corpus, task=task, coverage=COVERAGE
        )


_CHOSEN = """
with original as (
    select language, split, text_set from text_set
    where corpus = $corpus and task = $task and perturbation = 'none' and not ends_with(split, $leak_free)
)
select language, text_set from original
where language in (select language from asked_language)
and language not in (select language from word_frequency where corpus = $corpus and task = $task)
and (split = 'train' or language not in (select language from original where split = 'train'))
order by all
"""

_RUNNING = {
    "ner": """
        select language, text_set, sentence as document, position, lower(nfc_normalize(form)) as form,
            case when tag = 'O' then word_of(form) end as word
        from token inner join chosen_text using (text_set)
    """,
    "title": """
        select language, text_set, document, position, form, form as word
        from (
            select language, text_set, item as document,
                unnest(list_transform(words_of(text), lambda word: lower(nfc_normalize(word)))) as form,
                generate_subscripts(words_of(text), 1) as position
            from title_item inner join chosen_text using (text_set)
        )
    """,
}

_COUNTED = """
insert into word_frequency by name
with placed as materialized (
    select language, text_set, document, word, coalesce(lag(form) over beside, '') as before,
        coalesce(lead(form) over beside, '') as after
    from (running)
    window beside as (partition by text_set, document order by position)
),
neighbour as (
    select language, word, side, count(*) as n
    from (
        select language, word, unnest(['before', 'after']) as side, unnest([before, after]) as form
        from placed where word is not null
    )
    group by language, word, side, form
),
entropy as (
    select language, word, side, greatest(log2(sum(n)) - sum(n * log2(n)) / sum(n), 0) as bits
    from neighbour group by language, word, side
),
varied as (
    select language, word, round(sqrt(product(bits)), 9) as entropy from entropy group by language, word
),
counted as (
    select language, word, count(*) as n_occurrences, count(distinct (text_set, document)) as n_documents
    from placed where word is not null group by language, word
),
ranked as (
    select *, row_number() over (
        partition by language
        order by regexp_matches(word, '\\p{L}') desc, n_documents * entropy * entropy desc, n_occurrences desc, word
    ) as rank
    from counted inner join varied using (language, word)
)
select
    $corpus as corpus, $task as task, language, word, n_occurrences, n_documents, entropy, rank,
    entropy > 0 and regexp_matches(word, '\\p{L}')
    and sum(n_occurrences) over so_far - n_occurrences < $coverage * sum(n_occurrences) over (partition by language)
    as is_function
from ranked
window so_far as (partition by language order by rank)
order by language, rank
"""
