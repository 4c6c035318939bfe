create or replace view mention_familiarity as
with tested as materialized (
    select distinct
        run.train_set,
        evaluation.text_set
    from evaluation
    inner join run on evaluation.run = run.run
    where run.task = 'ner' and run.train_set is not null
),

trained as (
    select distinct train_set
    from tested
),

-- Names repeat from text to text, so each is looked up once for a training set. One of its mentions has its tokens.
name as materialized (
    select
        mention.text,
        min((mention.text_set, mention.sentence, mention.first_token, mention.end_token)) as place
    from mention
    where mention.text_set in (select tested.text_set from tested)
    group by mention.text
),

wanted as materialized (
    select distinct
        tested.train_set,
        mention.text,
        mention.type
    from tested
    inner join mention on tested.text_set = mention.text_set
),

seen as (
    select
        mention.text_set as train_set,
        mention.text,
        mention.type,
        count(*) as n
    from mention
    inner join trained on mention.text_set = trained.train_set
    group by mention.text_set, mention.text, mention.type
),

seen_text as (
    select distinct
        train_set,
        text
    from seen
),

seen_form as (
    select distinct
        token.text_set as train_set,
        nfc_normalize(token.form) as form
    from token
    inner join trained on token.text_set = trained.train_set
    where token.tag <> 'O'
),

form_of_name as (
    select
        name.text,
        nfc_normalize(token.form) as form
    from name
    inner join token
        on
            name.place[1] = token.text_set
            and name.place[2] = token.sentence
            and token.position >= name.place[3]
            and token.position < name.place[4]
    where token.tag <> 'O'
),

part as (
    select
        seen_form.train_set,
        form_of_name.text,
        count(*) as n_seen_tokens
    from form_of_name
    inner join seen_form on form_of_name.form = seen_form.form
    group by seen_form.train_set, form_of_name.text
),

known as (
    select
        wanted.train_set,
        wanted.text,
        wanted.type,
        seen.n is not null as is_seen_in_training,
        seen.n is null and seen_text.text is not null as is_seen_as_other_type,
        coalesce(seen.n, 0) as training_count,
        coalesce(part.n_seen_tokens, 0) as n_seen_tokens
    from wanted
    left join seen
        on wanted.train_set = seen.train_set and wanted.text = seen.text and wanted.type = seen.type
    left join seen_text on wanted.train_set = seen_text.train_set and wanted.text = seen_text.text
    left join part on wanted.train_set = part.train_set and wanted.text = part.text
)

select
    tested.train_set,
    mention.text_set,
    mention.sentence,
    mention.first_token,
    mention.end_token,
    mention.type,
    mention.text,
    known.is_seen_in_training,
    known.is_seen_as_other_type,
    known.training_count,
    known.n_seen_tokens
from tested
inner join mention on tested.text_set = mention.text_set
inner join known
    on tested.train_set = known.train_set and mention.text = known.text and mention.type = known.type;

comment on view mention_familiarity is 'What does a training set know of a gold entity? A row for each training set of a run and each mention of a text set that the run was tested on.';
comment on column mention_familiarity.train_set is 'Text set trained on';
comment on column mention_familiarity.text_set is 'Text set tested on';
comment on column mention_familiarity.sentence is 'Sentence, from 0';
comment on column mention_familiarity.first_token is 'Position of its first token';
comment on column mention_familiarity.end_token is 'Position after its last token';
comment on column mention_familiarity.type is 'Entity type';
comment on column mention_familiarity.text is 'Its tokens joined by one space, NFC, case kept';
comment on column mention_familiarity.is_seen_in_training is 'Whether the training set has the text as this type';
comment on column mention_familiarity.is_seen_as_other_type is 'Whether it has the text as other types only';
comment on column mention_familiarity.training_count is 'How often it has the text as this type';
comment on column mention_familiarity.n_seen_tokens is 'How many of its tokens stand in entities of the training set, compared in NFC';
