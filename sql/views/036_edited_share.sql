create or replace view edited_share as
with gold as (
    select
        text_set,
        count(*) as n_mentions,
        cast(sum(end_token - first_token) as bigint) as n_entity_tokens
    from mention
    where text_set in (select perturbation.test_set from perturbation)
    group by text_set
),

edited as (
    select
        perturbation_id,
        count(*) filter (mention is not null) as n_mentions,
        sum(original_end_token - original_first_token) filter (mention is not null) as n_entity_tokens,
        sum(original_end_token - original_first_token) filter (mention is null) as n_context_tokens
    from edit
    group by perturbation_id
),

counted as (
    select
        perturbation.perturbation_id,
        perturbation.perturbation,
        tested.task,
        tested.corpus,
        tested.split,
        trained.language as train_language,
        tested.language as test_language,
        perturbation.embedding,
        perturbation.parameters,
        perturbation.dose,
        perturbation.seed,
        perturbation.train_set,
        perturbation.test_set,
        coalesce(gold.n_mentions, 0) as n_mentions,
        coalesce(edited.n_mentions, 0) as n_edited_mentions,
        coalesce(gold.n_entity_tokens, 0) as n_entity_tokens,
        cast(coalesce(edited.n_entity_tokens, 0) as bigint) as n_edited_entity_tokens,
        tested.n_tokens - coalesce(gold.n_entity_tokens, 0) as n_context_tokens,
        cast(coalesce(edited.n_context_tokens, 0) as bigint) as n_edited_context_tokens
    from perturbation
    inner join text_set as tested on perturbation.test_set = tested.text_set
    left join text_set as trained on perturbation.train_set = trained.text_set
    left join gold on perturbation.test_set = gold.text_set
    left join edited on perturbation.perturbation_id = edited.perturbation_id
)

select
    perturbation_id,
    perturbation,
    task,
    corpus,
    split,
    train_language,
    test_language,
    embedding,
    parameters,
    dose,
    seed,
    train_set,
    test_set,
    n_mentions,
    n_edited_mentions,
    share(n_edited_mentions, n_mentions) as edited_mention_share,
    n_entity_tokens,
    n_edited_entity_tokens,
    share(n_edited_entity_tokens, n_entity_tokens) as edited_token_share,
    n_context_tokens,
    n_edited_context_tokens,
    share(n_edited_context_tokens, n_context_tokens) as edited_context_share
from counted;

comment on view edited_share is 'How much of a test set did a perturbation edit? A row for each perturbation as built; all counts are of the original text.';
comment on column edited_share.perturbation_id is 'Perturbation as built';
comment on column edited_share.perturbation is 'Name of the perturbation';
comment on column edited_share.task is 'ner or title';
comment on column edited_share.corpus is 'Corpus of the test set';
comment on column edited_share.split is 'Split of the test set';
comment on column edited_share.train_language is 'Language of the training set it was made against; NULL where none has a part';
comment on column edited_share.test_language is 'Language of the test set';
comment on column edited_share.embedding is 'Word vectors or proposals it was made with; NULL where none have a part';
comment on column edited_share.parameters is 'Its further parameters, JSON';
comment on column edited_share.dose is 'Share of eligible places touched';
comment on column edited_share.seed is 'Seed of the perturbation';
comment on column edited_share.train_set is 'Training set it was made against; NULL where none has a part';
comment on column edited_share.test_set is 'The original text set';
comment on column edited_share.n_mentions is 'Gold mentions; 0 for titles';
comment on column edited_share.n_edited_mentions is 'Of these, those replaced';
comment on column edited_share.edited_mention_share is 'Their share; NULL without a gold mention';
comment on column edited_share.n_entity_tokens is 'Tokens of gold mentions';
comment on column edited_share.n_edited_entity_tokens is 'Of these, those of replaced mentions';
comment on column edited_share.edited_token_share is 'Their share; NULL without a gold mention';
comment on column edited_share.n_context_tokens is 'Tokens outside gold mentions; for titles the words of the texts';
comment on column edited_share.n_edited_context_tokens is 'Of these, those replaced';
comment on column edited_share.edited_context_share is 'Their share; NULL where there are none';
