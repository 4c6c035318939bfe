-- A text set and its sentences say how much they hold: sentences, tokens and positions without a gap.
with held as (
    select
        text_set,
        sentence,
        count(*) as n_tokens,
        max(position) + 1 as end_token
    from token
    group by text_set, sentence
),

by_sentence as (
    select
        text_set.text_set,
        text_set.task,
        text_set.n_items,
        text_set.n_tokens,
        count(sentence.sentence) as n_sentences,
        max(sentence.sentence) + 1 as end_sentence,
        coalesce(sum(sentence.n_tokens), 0) as n_counted,
        coalesce(sum(held.n_tokens), 0) as n_held,
        count(*) filter (sentence.n_tokens <> held.n_tokens or held.n_tokens <> held.end_token) as n_wrong
    from text_set
    left join sentence on text_set.text_set = sentence.text_set
    left join held on sentence.text_set = held.text_set and sentence.sentence = held.sentence
    group by all
)

select
    text_set,
    n_items,
    n_sentences,
    n_tokens,
    n_counted,
    n_held,
    n_wrong as n_sentences_with_gaps
from by_sentence
where
    n_items <> n_sentences
    or n_items <> coalesce(end_sentence, 0)
    or n_tokens <> n_counted
    or (task = 'ner' and (n_tokens <> n_held or n_wrong > 0))
order by text_set;
