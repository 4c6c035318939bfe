create or replace view audit_length as
with length as (
    select
        text_set,
        'sentence' as unit,
        n_tokens as tokens,
        count(*) as n
    from sentence
    group by text_set, n_tokens
    union all
    select
        text_set,
        'entity' as unit,
        end_token - first_token as tokens,
        count(*) as n
    from mention
    group by text_set, end_token - first_token
)

select
    text_set.text_set,
    text_set.corpus,
    text_set.task,
    text_set.language,
    text_set.split,
    length.unit,
    length.tokens,
    length.n,
    length.n / sum(length.n) over (partition by length.text_set, length.unit) as share
from length
inner join text_set on length.text_set = text_set.text_set and text_set.perturbation = 'none';

comment on view audit_length is 'How long are the sentences and the entities of a text set? A row for each length that occurs.';
comment on column audit_length.text_set is 'Original text set';
comment on column audit_length.corpus is 'Corpus';
comment on column audit_length.task is 'ner or title';
comment on column audit_length.language is 'Language';
comment on column audit_length.split is 'Split';
comment on column audit_length.unit is 'sentence (or title item), or entity';
comment on column audit_length.tokens is 'Its length: tokens, or words of a title text';
comment on column audit_length.n is 'How many are that long';
comment on column audit_length.share is 'Of all of the text set';
