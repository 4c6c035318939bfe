create or replace view change_per_edited_share as
with by_run as (
    select
        changed.task,
        changed.corpus,
        changed.split,
        changed.encoder,
        changed.configuration,
        changed.setting,
        changed.train_language,
        changed.test_language,
        changed.train_set,
        changed.test_set,
        changed.perturbation,
        changed.dose,
        changed.embedding,
        changed.parameters,
        changed.perturbation_seed,
        changed.seed,
        edited_share.edited_mention_share,
        edited_share.edited_token_share,
        edited_share.edited_context_share,
        changed.score_change
    from degradation as changed
    inner join edited_share on changed.perturbation_id = edited_share.perturbation_id
),

by_perturbation_seed as (
    select
        * exclude (seed, edited_mention_share, edited_token_share, edited_context_share, score_change),
        count(distinct seed) as n_seeds,
        avg(edited_mention_share) as edited_mention_share,
        avg(edited_token_share) as edited_token_share,
        avg(edited_context_share) as edited_context_share,
        avg(score_change) as score_change
    from by_run
    group by all
),

-- A perturbation seed that edited nothing has no change: its share has no part in the mean either.
by_setting as (
    select
        * exclude (
            perturbation_seed, n_seeds, edited_mention_share, edited_token_share, edited_context_share, score_change
        ),
        min(n_seeds) as n_seeds,
        count(distinct perturbation_seed) as n_perturbation_seeds,
        avg(edited_mention_share) as edited_mention_share,
        avg(edited_token_share) as edited_token_share,
        avg(edited_context_share) as edited_context_share,
        avg(score_change) as score_change,
        avg(edited_mention_share) filter (score_change is not null) as mention_divisor,
        avg(edited_token_share) filter (score_change is not null) as token_divisor,
        avg(edited_context_share) filter (score_change is not null) as context_divisor
    from by_perturbation_seed
    group by all
)

select
    task,
    corpus,
    split,
    encoder,
    configuration,
    setting,
    train_language,
    test_language,
    train_set,
    test_set,
    perturbation,
    dose,
    embedding,
    parameters,
    n_seeds,
    n_perturbation_seeds,
    is_arithmetic(perturbation) as is_arithmetic,
    edited_mention_share,
    edited_token_share,
    edited_context_share,
    score_change,
    score_change / nullif(mention_divisor, 0) as change_per_mention_share,
    score_change / nullif(token_divisor, 0) as change_per_token_share,
    score_change / nullif(context_divisor, 0) as change_per_context_share
from by_setting;

comment on view change_per_edited_share is 'What is left of a raw change of score when the edited share is divided out? A row for each setting and perturbation, averaged over the seeds of the runs, then over those of the perturbations; test sets perturbed against the run''s own training set, or against none.';
comment on column change_per_edited_share.task is 'ner or title';
comment on column change_per_edited_share.corpus is 'Corpus of the test set';
comment on column change_per_edited_share.split is 'Split of the test set';
comment on column change_per_edited_share.encoder is 'Encoder that was fine-tuned';
comment on column change_per_edited_share.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column change_per_edited_share.setting is 'native where the two languages are one, else cross_lingual';
comment on column change_per_edited_share.train_language is 'Language trained on';
comment on column change_per_edited_share.test_language is 'Language tested on';
comment on column change_per_edited_share.train_set is 'Text set trained on; NULL where it is not in the warehouse';
comment on column change_per_edited_share.test_set is 'The original text set';
comment on column change_per_edited_share.perturbation is 'Name of the perturbation';
comment on column change_per_edited_share.dose is 'Share of eligible places touched';
comment on column change_per_edited_share.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column change_per_edited_share.parameters is 'Its further parameters, JSON';
comment on column change_per_edited_share.n_seeds is 'Seeds of runs, the fewest that any perturbation seed has';
comment on column change_per_edited_share.n_perturbation_seeds is 'Seeds of the perturbation';
comment on column change_per_edited_share.is_arithmetic is 'Whether the perturbation edits what is shared (or what is not), so that its raw change follows overlap by construction';
comment on column change_per_edited_share.edited_mention_share is 'Share of the gold mentions that were replaced; NULL without a gold mention';
comment on column change_per_edited_share.edited_token_share is 'Share of the tokens of gold mentions that were replaced; NULL likewise';
comment on column change_per_edited_share.edited_context_share is 'Share of the other tokens that were replaced, for titles of all words; NULL where there are none';
comment on column change_per_edited_share.score_change is 'Score after minus before: f1_conlleval for NER, accuracy for titles; NULL where nothing was edited';
comment on column change_per_edited_share.change_per_mention_share is 'score_change by the edited share of the mentions: the change if all had been edited; NULL where none was';
comment on column change_per_edited_share.change_per_token_share is 'The same by the edited share of the tokens of mentions';
comment on column change_per_edited_share.change_per_context_share is 'The same by the edited share of the other tokens';
