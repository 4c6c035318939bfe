create or replace view audit_duplicate as
with item as (
    select
        sentence.text_set,
        text_set.corpus,
        text_set.task,
        sentence.duplicate_of,
        count(*) as n
    from sentence
    inner join text_set on sentence.text_set = text_set.text_set and text_set.perturbation = 'none'
    -- The leak-free splits are copies.
    where sentence.text_set not in (select sentence_origin.text_set from sentence_origin)
    group by sentence.text_set, text_set.corpus, text_set.task, sentence.duplicate_of
),

met as (
    select
        one.text_set,
        other.text_set as other_set,
        cast(sum(one.n) as bigint) as n_shared
    from item as one
    inner join item as other
        on one.corpus = other.corpus and one.task = other.task and one.duplicate_of = other.duplicate_of
    where one.text_set <> other.text_set or one.n > 1
    group by one.text_set, other.text_set
)

select
    text_set.corpus,
    text_set.task,
    met.text_set,
    text_set.language,
    text_set.split,
    met.other_set,
    other.language as other_language,
    other.split as other_split,
    text_set.n_items,
    met.n_shared,
    share(met.n_shared, text_set.n_items) as shared
from met
inner join text_set on met.text_set = text_set.text_set
inner join text_set as other on met.other_set = other.text_set;

comment on view audit_duplicate is 'How many sentences of a text set stand token for token in another of its corpus, or again in itself? No row where none does, nor for leak-free splits, whose sentences are copies.';
comment on column audit_duplicate.corpus is 'Corpus';
comment on column audit_duplicate.task is 'ner or title';
comment on column audit_duplicate.text_set is 'Original text set';
comment on column audit_duplicate.language is 'Its language';
comment on column audit_duplicate.split is 'Its split';
comment on column audit_duplicate.other_set is 'The other text set; itself for sentences it has more than once';
comment on column audit_duplicate.other_language is 'Language of the other';
comment on column audit_duplicate.other_split is 'Split of the other';
comment on column audit_duplicate.n_items is 'Sentences, or title items, of the text set';
comment on column audit_duplicate.n_shared is 'Of these, those that stand in the other; in itself, those that stand there again';
comment on column audit_duplicate.shared is 'n_shared / n_items';
