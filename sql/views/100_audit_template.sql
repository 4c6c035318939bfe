create or replace view audit_template as
with template as (
    select
        text_set.corpus,
        text_set.language,
        sentence_audit.template,
        count(*) as n_sentences,
        count(distinct sentence_audit.filling) as n_fillings,
        min((sentence_audit.text_set, sentence_audit.sentence)) as example
    from sentence_audit
    inner join text_set on sentence_audit.text_set = text_set.text_set
    where
        sentence_audit.template is not null
        -- The leak-free splits are copies.
        and text_set.text_set not in (select sentence_origin.text_set from sentence_origin)
    group by text_set.corpus, text_set.language, sentence_audit.template
    having count(distinct sentence_audit.filling) >= 5
)

select
    template.corpus,
    template.language,
    template.template,
    template.n_sentences,
    template.n_fillings,
    string_agg(token.form, ' ' order by token.position) as example
from template
inner join token on template.example[1] = token.text_set and template.example[2] = token.sentence
group by template.corpus, template.language, template.template, template.n_sentences, template.n_fillings;

comment on view audit_template is 'Which templates has a language? Sentences that are equal once entities are their types and numbers 0, with at least five different fillings in the text sets of a corpus as they came; a sentence without words outside entities follows none.';
comment on column audit_template.corpus is 'Corpus';
comment on column audit_template.language is 'Language';
comment on column audit_template.template is 'Template, as in sentence_audit';
comment on column audit_template.n_sentences is 'Sentences that follow it, in all original splits but the leak-free ones';
comment on column audit_template.n_fillings is 'Different entity texts they are filled with';
comment on column audit_template.example is 'The first of them, tokens joined by one space';
