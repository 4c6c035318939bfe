create or replace view audit_text_set as
with written as (
    select
        language,
        script
    from language
    union
    -- Languages whose Wikipedia is written in more than one script.
    from
    (
        values
        ('az', 'Arab'), ('bs', 'Cyrl'), ('crh', 'Cyrl'), ('kk', 'Arab'), ('kk', 'Latn'), ('ku', 'Arab'),
        ('lad', 'Hebr'), ('sh', 'Cyrl'), ('sr', 'Latn'), ('tg', 'Latn'), ('tt', 'Latn'), ('ug', 'Latn'), ('uz', 'Cyrl')
    )
),

-- What ISO 15924 calls Japanese and Korean are several scripts.
allowed as (
    select
        language,
        unnest(
            case script
                when 'Jpan' then ['Hani', 'Hira', 'Kana']
                when 'Kore' then ['Hang', 'Hani']
                when 'Hani' then ['Hani', 'Bopo']
                else [script]
            end
        ) as script
    from written
),

described as (
    select
        text_set.*,
        sentence.n_tokens as sentence_tokens,
        sentence.has_context,
        sentence.duplicate_of,
        sentence_audit.near_duplicate_of,
        audit_template.template is not null as is_template,
        language.language is null or sentence_audit.script is null or allowed.script is not null as is_in_script
    from text_set
    inner join sentence on text_set.text_set = sentence.text_set
    left join sentence_audit
        on sentence.text_set = sentence_audit.text_set and sentence.sentence = sentence_audit.sentence
    left join audit_template
        on
            text_set.corpus = audit_template.corpus
            and text_set.language = audit_template.language
            and sentence_audit.template = audit_template.template
    left join language on text_set.language = language.language
    left join allowed on text_set.language = allowed.language and sentence_audit.script = allowed.script
    where text_set.perturbation = 'none'
),

counted as (
    select
        text_set,
        corpus,
        task,
        language,
        split,
        count(near_duplicate_of) > 0 as is_audited,
        count(*) as n,
        count(*) - count(distinct duplicate_of) as n_repeated,
        count(*) - count(distinct near_duplicate_of) as n_near_repeated,
        count(*) filter (sentence_tokens = 1) as n_one_token,
        count(*) filter (sentence_tokens > 50) as n_long,
        count(*) filter (not has_context) as n_no_context,
        count(*) filter (is_template) as n_template,
        count(*) filter (not is_in_script) as n_wrong_script,
        cast(sum(sentence_tokens) as bigint) as n_tokens,
        median(sentence_tokens) as median_tokens,
        max(sentence_tokens) as longest
    from described
    group by text_set, corpus, task, language, split
),

entity as (
    select
        text_set,
        count(*) as n_mentions,
        count(*) filter (not starts_with_b) as n_stray
    from mention
    group by text_set
)

select
    counted.text_set,
    counted.corpus,
    counted.task,
    counted.language,
    counted.split,
    counted.n as n_items,
    counted.n_tokens,
    case counted.task when 'ner' then coalesce(entity.n_mentions, 0) end as n_mentions,
    counted.median_tokens,
    counted.longest,
    counted.n_repeated,
    case when counted.is_audited then counted.n_near_repeated end as n_near_repeated,
    counted.n_one_token,
    counted.n_long,
    counted.n_no_context,
    case when counted.is_audited then counted.n_template end as n_template,
    case when counted.is_audited then counted.n_wrong_script end as n_wrong_script,
    case counted.task when 'ner' then coalesce(entity.n_stray, 0) end as n_stray,
    share(counted.n_repeated, counted.n) as repeated,
    case when counted.is_audited then share(counted.n_near_repeated, counted.n) end as near_repeated,
    share(counted.n_one_token, counted.n) as one_token,
    share(counted.n_no_context, counted.n) as no_context,
    case when counted.is_audited then share(counted.n_template, counted.n) end as template,
    case when counted.is_audited then share(counted.n_wrong_script, counted.n) end as wrong_script
from counted
left join entity on counted.text_set = entity.text_set;

comment on view audit_text_set is 'What is wrong with a text set as it came? Counts and shares of its sentences; what xlr audit works out is NULL before.';
comment on column audit_text_set.text_set is 'Original text set';
comment on column audit_text_set.corpus is 'Corpus';
comment on column audit_text_set.task is 'ner or title';
comment on column audit_text_set.language is 'Language';
comment on column audit_text_set.split is 'Split';
comment on column audit_text_set.n_items is 'Sentences, or title items';
comment on column audit_text_set.n_tokens is 'Tokens, or words of the title texts';
comment on column audit_text_set.n_mentions is 'Gold entities; NULL for titles';
comment on column audit_text_set.median_tokens is 'Median length of a sentence, in tokens';
comment on column audit_text_set.longest is 'Longest sentence, in tokens';
comment on column audit_text_set.n_repeated is 'Sentences that stand in it already, token for token: all but one of each';
comment on column audit_text_set.n_near_repeated is 'Sentences of a cluster of near duplicates, all but one of each; NULL before xlr audit, and for titles';
comment on column audit_text_set.n_one_token is 'Sentences of one token';
comment on column audit_text_set.n_long is 'Sentences of more than 50 tokens';
comment on column audit_text_set.n_no_context is 'Sentences that are entities and nothing else';
comment on column audit_text_set.n_template is 'Sentences that follow a template of their language, as in audit_template; NULL likewise';
comment on column audit_text_set.n_wrong_script is 'Sentences most of whose letters are of a script the language is not written in (0 for a language of unknown script); NULL likewise';
comment on column audit_text_set.n_stray is 'Entities that begin with I-; NULL for titles';
comment on column audit_text_set.repeated is 'n_repeated / n_items';
comment on column audit_text_set.near_repeated is 'n_near_repeated / n_items';
comment on column audit_text_set.one_token is 'n_one_token / n_items';
comment on column audit_text_set.no_context is 'n_no_context / n_items';
comment on column audit_text_set.template is 'n_template / n_items';
comment on column audit_text_set.wrong_script is 'n_wrong_script / n_items';
