create or replace view title_score as
with letter as (
    select unnest(['A', 'B', 'C', 'D']) as option
),

gold as (
    select
        text_set,
        correct as option,
        count(*) as n_gold
    from title_item
    group by text_set, correct
),

chosen as (
    select
        chosen.run,
        chosen.text_set,
        chosen.option,
        count(*) as n_predicted,
        count(*) filter (where chosen.option = title_item.correct) as n_correct
    from title_prediction as chosen
    inner join title_item on chosen.text_set = title_item.text_set and chosen.item = title_item.item
    where chosen.is_chosen
    group by chosen.run, chosen.text_set, chosen.option
),

by_option as (
    select
        evaluation.run,
        evaluation.text_set,
        letter.option,
        coalesce(gold.n_gold, 0) as n_gold,
        coalesce(chosen.n_predicted, 0) as n_predicted,
        coalesce(chosen.n_correct, 0) as n_correct
    from evaluation
    inner join run on evaluation.run = run.run and run.task = 'title'
    cross join letter
    left join gold on evaluation.text_set = gold.text_set and letter.option = gold.option
    left join chosen
        on
            evaluation.run = chosen.run
            and evaluation.text_set = chosen.text_set
            and letter.option = chosen.option
),

averaged as (
    select
        run,
        text_set,
        avg(f1(n_correct, n_predicted, n_gold)) filter (n_predicted + n_gold > 0) as macro_f1,
        max(f1(n_correct, n_predicted, n_gold)) filter (option = 'B') as f1_option_b,
        cast(sum(n_predicted) as bigint) as n_answered,
        sum(n_correct) as n_correct
    from by_option
    group by run, text_set
)

select
    tested.run,
    tested.encoder,
    tested.seed,
    tested.corpus,
    tested.train_language,
    tested.test_language,
    tested.setting,
    tested.split,
    tested.perturbation,
    tested.perturbation_id,
    tested.dose,
    tested.perturbation_seed,
    tested.perturbation_train_language,
    tested.text_set,
    text_set.n_items as n,
    share(coalesce(averaged.n_correct, 0), text_set.n_items) as accuracy,
    coalesce(averaged.macro_f1, 0.0) as macro_f1,
    coalesce(averaged.f1_option_b, 0.0) as f1_option_b,
    tested.configuration,
    coalesce(averaged.n_answered, 0) as n_answered
from evaluation_setting as tested
inner join text_set on tested.text_set = text_set.text_set
left join averaged on tested.run = averaged.run and tested.text_set = averaged.text_set
where tested.task = 'title';

comment on view title_score is 'How good is a run on section-title items? An item without an answer counts as wrong in every score; of equally probable options that which is marked as chosen counts (runs here mark the first).';
comment on column title_score.run is 'Run';
comment on column title_score.encoder is 'Encoder that was fine-tuned';
comment on column title_score.seed is 'Seed of the run';
comment on column title_score.corpus is 'Corpus of the test set';
comment on column title_score.train_language is 'Language trained on';
comment on column title_score.test_language is 'Language tested on';
comment on column title_score.setting is 'native where the two languages are one, else cross_lingual';
comment on column title_score.split is 'Split of the test set';
comment on column title_score.perturbation is 'Name of the perturbation; none for an original';
comment on column title_score.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column title_score.dose is 'Share of eligible places touched; NULL for an original';
comment on column title_score.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column title_score.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column title_score.text_set is 'Text set tested on';
comment on column title_score.n is 'Title items';
comment on column title_score.accuracy is 'Share of items whose right option was chosen; an item without an answer is wrong';
comment on column title_score.macro_f1 is 'Mean of the F1 of each option A to D that is right or chosen anywhere; an item without an answer is missed';
comment on column title_score.f1_option_b is 'F1 of option B alone: what the paper''s repository published as F1';
comment on column title_score.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column title_score.n_answered is 'Items for which an option was chosen';
