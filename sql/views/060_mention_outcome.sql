create or replace view mention_outcome as
with seen as (
    select
        text_set,
        type,
        text,
        count(*) as n
    from mention
    group by text_set, type, text
),

seen_text as (
    select distinct
        text_set,
        text
    from mention
),

seen_token as (
    select distinct
        text_set,
        form
    from token
    where tag <> 'O'
),

part as (
    select
        run.train_set,
        mention.text_set,
        mention.sentence,
        mention.first_token,
        count(*) as n_seen_tokens
    from evaluation
    inner join run on evaluation.run = run.run and run.train_set is not null
    inner join mention on evaluation.text_set = mention.text_set
    inner join token
        on
            mention.text_set = token.text_set
            and mention.sentence = token.sentence
            and token.position >= mention.first_token
            and token.position < mention.end_token
    inner join seen_token on run.train_set = seen_token.text_set and token.form = seen_token.form
    -- Several runs share a training set: count each token once a run, then take one run's count.
    group by run.train_set, mention.text_set, mention.sentence, mention.first_token, evaluation.run
),

known_part as (
    select
        train_set,
        text_set,
        sentence,
        first_token,
        max(n_seen_tokens) as n_seen_tokens
    from part
    group by train_set, text_set, sentence, first_token
),

replaced as (
    select distinct
        text_set,
        sentence,
        first_token
    from edit
    where mention is not null
)

select
    run.run,
    mention.text_set,
    mention.sentence,
    mention.first_token,
    mention.end_token,
    mention.type,
    mention.text,
    found.is_correct is not null as is_recalled,
    case when run.train_set is not null then seen.n is not null end as is_seen_in_training,
    case
        when run.train_set is not null then seen.n is null and seen_text.text is not null
    end as is_seen_as_other_type,
    case when run.train_set is not null then coalesce(seen.n, 0) end as training_count,
    case when run.train_set is not null then coalesce(known_part.n_seen_tokens, 0) end as n_seen_tokens,
    mention.end_token - mention.first_token as n_tokens,
    replaced.text_set is not null as was_replaced
from evaluation
inner join run on evaluation.run = run.run and run.task = 'ner'
inner join mention on evaluation.text_set = mention.text_set
left join predicted_mention as found
    on
        evaluation.run = found.run
        and mention.text_set = found.text_set
        and mention.sentence = found.sentence
        and mention.first_token = found.first_token
        and found.is_correct
left join seen on run.train_set = seen.text_set and mention.type = seen.type and mention.text = seen.text
left join seen_text on run.train_set = seen_text.text_set and mention.text = seen_text.text
left join known_part
    on
        run.train_set = known_part.train_set
        and mention.text_set = known_part.text_set
        and mention.sentence = known_part.sentence
        and mention.first_token = known_part.first_token
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
comment on column mention_outcome.n_seen_tokens is 'How many of its tokens stand in entities of the training set; NULL likewise';
comment on column mention_outcome.n_tokens is 'Its tokens';
comment on column mention_outcome.was_replaced is 'Whether a perturbation put it there';
