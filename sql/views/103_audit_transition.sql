create or replace view audit_transition as
select
    text_set.text_set,
    text_set.corpus,
    text_set.language,
    text_set.split,
    case
        when before.tag is null then 'start -> I-X'
        when before.tag = 'O' then 'O -> I-X'
        when before.tag like 'B-%' then 'B-Y -> I-X'
        else 'I-Y -> I-X'
    end as transition,
    mention.type,
    count(*) as n
from mention
inner join text_set on mention.text_set = text_set.text_set and text_set.perturbation = 'none'
left join token as before
    on
        mention.text_set = before.text_set
        and mention.sentence = before.sentence
        and mention.first_token - 1 = before.position
where not mention.starts_with_b
group by text_set.text_set, text_set.corpus, text_set.language, text_set.split, transition, mention.type;

comment on view audit_transition is 'Which entities begin with I-, after what? No row where none does.';
comment on column audit_transition.text_set is 'Original text set';
comment on column audit_transition.corpus is 'Corpus';
comment on column audit_transition.language is 'Language';
comment on column audit_transition.split is 'Split';
comment on column audit_transition.transition is 'What stands before the I-X: the start of the sentence, O, or B- or I- of another type Y';
comment on column audit_transition.type is 'The type X';
comment on column audit_transition.n is 'How often';
