create or replace view mention_outcome as
with replaced as (
    select distinct
        text_set,
        sentence,
        first_token
    from edit
    where mention is not null
),

known as materialized (
    select
        train_set,
        text_set,
        sentence,
        first_token,
        is_seen_in_training,
        is_seen_as_other_type,
        training_count,
        n_seen_tokens
    from mention_familiarity
),

correct as (
    select
        run,
        text_set,
        sentence,
        first_token
    from predicted_mention
    where is_correct
)

select
    run.run,
    mention.text_set,
    mention.sentence,
    mention.first_token,
    mention.end_token,
    mention.type,
    mention.text,
    found.run is not null as is_recalled,
    known.is_seen_in_training,
    known.is_seen_as_other_type,
    known.training_count,
    known.n_seen_tokens,
    mention.end_token - mention.first_token as n_tokens,
    replaced.text_set is not null as was_replaced
from evaluation
inner join run on evaluation.run = run.run and run.task = 'ner'
inner join mention on evaluation.text_set = mention.text_set
left join correct as found
    on
        evaluation.run = found.run
        and mention.text_set = found.text_set
        and mention.sentence = found.sentence
        and mention.first_token = found.first_token
left join known
    on
        run.train_set = known.train_set
        and mention.text_set = known.text_set
        and mention.sentence = known.sentence
        and mention.first_token = known.first_token
left join replaced
    on
        mention.text_set = replaced.text_set
        and mention.sentence = replaced.sentence
        and mention.first_token = replaced.first_token;

comment on view mention_outcome is 'What became of each gold entity?';
comment on column mention_outcome.run is 'Run';
comment on column mention_outcome.text_set is 'Text set tested on';
comment on column mention_outcome.sentence is 'Sentence, from 0';
comment on column mention_outcome.first_token is 'Position of its first token';
comment on column mention_outcome.end_token is 'Position after its last token';
comment on column mention_outcome.type is 'Entity type';
comment on column mention_outcome.text is 'Its tokens joined by one space, NFC, case kept';
comment on column mention_outcome.is_recalled is 'Whether the run found it, tokens and type';
comment on column mention_outcome.is_seen_in_training is 'Whether the run''s training set has the text as this type; NULL where the run has no training set here';
comment on column mention_outcome.is_seen_as_other_type is 'Whether it has the text as other types only; NULL likewise';
comment on column mention_outcome.training_count is 'How often it has the text as this type; NULL likewise';
comment on column mention_outcome.n_seen_tokens is 'How many of its tokens stand in entities of the training set, compared in NFC; NULL likewise';
comment on column mention_outcome.n_tokens is 'Its tokens';
comment on column mention_outcome.was_replaced is 'Whether a perturbation put it there';
