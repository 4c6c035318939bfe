create or replace view audit_type as
select
    text_set.text_set,
    text_set.corpus,
    text_set.language,
    text_set.split,
    mention.type,
    count(*) as n_mentions,
    count(*) / sum(count(*)) over (partition by text_set.text_set) as share,
    count(distinct mention.text) as n_texts,
    avg(mention.end_token - mention.first_token) as mean_tokens,
    count(*) filter (not mention.starts_with_b) as n_stray
from mention
inner join text_set on mention.text_set = text_set.text_set and text_set.perturbation = 'none'
group by text_set.text_set, text_set.corpus, text_set.language, text_set.split, mention.type;

comment on view audit_type is 'Which types of entity has a text set?';
comment on column audit_type.text_set is 'Original text set';
comment on column audit_type.corpus is 'Corpus';
comment on column audit_type.language is 'Language';
comment on column audit_type.split is 'Split';
comment on column audit_type.type is 'Entity type';
comment on column audit_type.n_mentions is 'Gold entities of the type';
comment on column audit_type.share is 'Of all of the text set';
comment on column audit_type.n_texts is 'Different texts among them';
comment on column audit_type.mean_tokens is 'Mean length in tokens';
comment on column audit_type.n_stray is 'Entities of the type that begin with I-';
