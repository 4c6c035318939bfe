create or replace view perturbation_by_task as
-- A native run beside several sources is one pair.
with pair as (
    select distinct
        basis,
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
        score_before,
        score_change
    from degradation_and_relation
    where perturbation <> 'none'
),

against_chance as (
    select
        *,
        score_before - chance_score(task) as to_lose,
        -- Who does no better than chance has nothing to lose: a share of it means nothing.
        score_before > chance_score(task) and score_change is not null as has_share
    from pair
)

select
    basis,
    task,
    corpus,
    split,
    encoder,
    configuration,
    setting,
    kind_of_perturbation(perturbation) as kind,
    perturbation,
    dose,
    embedding,
    parameters,
    count(score_change) as n_pairs,
    count(*) filter (where score_change is null) as n_unedited,
    chance_score(task) as chance,
    avg(to_lose / (1 - chance_score(task))) filter (where score_change is not null) as above_chance_before,
    avg(score_change / (1 - chance_score(task))) as above_chance_change,
    min(score_change / (1 - chance_score(task))) as above_chance_change_low,
    max(score_change / (1 - chance_score(task))) as above_chance_change_high,
    count(*) filter (where score_before <= chance_score(task) and score_change is not null) as n_at_chance,
    -sum(score_change) filter (where has_share) / sum(to_lose) filter (where has_share) as share_lost,
    min(-score_change / to_lose) filter (where has_share) as share_lost_low,
    max(-score_change / to_lose) filter (where has_share) as share_lost_high
from against_chance
group by
    basis, task, corpus, split, encoder, configuration, setting, perturbation, dose, embedding, parameters;

comment on view perturbation_by_task is 'Which perturbation harms which task most? Losses of NER and of titles in one unit: of what a model does above chance, (score - chance) / (1 - chance), and as the share of it that was lost, over the pairs of each setting.';
comment on column perturbation_by_task.basis is 'published: the numbers of the paper''s repository (titles: F1 of option B, whose chance is the same where a quarter of the answers is B); warehouse: the runs here';
comment on column perturbation_by_task.task is 'ner or title';
comment on column perturbation_by_task.corpus is 'Corpus of the test sets; NULL for published';
comment on column perturbation_by_task.split is 'Split of the test sets; NULL for published';
comment on column perturbation_by_task.encoder is 'Encoder that was fine-tuned; for published mbert or xlmr';
comment on column perturbation_by_task.configuration is 'Hash of all that was set for the training; NULL for published';
comment on column perturbation_by_task.setting is 'native where the two languages are one, else cross_lingual';
comment on column perturbation_by_task.kind is 'What the perturbation does, for both tasks alike: entities, near_words, random_words, likely_words, entities_and_words, writing, no_text, or other';
comment on column perturbation_by_task.perturbation is 'Name of the perturbation';
comment on column perturbation_by_task.dose is 'Share of eligible places touched';
comment on column perturbation_by_task.embedding is 'Word vectors or proposals that it was made with; NULL where none have a part';
comment on column perturbation_by_task.parameters is 'Its further parameters, JSON; NULL for published';
comment on column perturbation_by_task.n_pairs is 'Pairs of languages with an edit: those that the means are over';
comment on column perturbation_by_task.n_unedited is 'Pairs where nothing was edited, left out';
comment on column perturbation_by_task.chance is 'Score that guessing reaches: 0 for NER, .25 for titles';
comment on column perturbation_by_task.above_chance_before is 'Mean of (score before - chance) / (1 - chance): 1 is perfect, 0 is chance';
comment on column perturbation_by_task.above_chance_change is 'Mean of the change of the score / (1 - chance), negative where worse';
comment on column perturbation_by_task.above_chance_change_low is 'The lowest of a pair: the greatest loss';
comment on column perturbation_by_task.above_chance_change_high is 'The highest of a pair';
comment on column perturbation_by_task.n_at_chance is 'Pairs of n_pairs whose score before is at chance or below: left out of share_lost';
comment on column perturbation_by_task.share_lost is 'Sum of the losses over sum of (score before - chance): the share of what was above chance that was lost; negative where it grew; NULL where no pair is above chance';
comment on column perturbation_by_task.share_lost_low is 'The lowest share of a pair';
comment on column perturbation_by_task.share_lost_high is 'The highest share of a pair; beyond 1 where it fell below chance';
