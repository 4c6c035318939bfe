create or replace view score as
with predicted as (
    select
        run,
        text_set,
        count(*) as n_predicted,
        count(*) filter (is_correct) as n_correct,
        count(*) filter (starts_with_b) as n_predicted_strict,
        count(*) filter (is_correct and starts_with_b) as n_correct_b
    from predicted_mention
    group by run, text_set
),

gold as (
    select
        text_set,
        count(*) as n_gold,
        count(*) filter (starts_with_b) as n_gold_strict
    from mention
    group by text_set
),

-- Found with B- where the gold has a stray I-: right in the lenient reading, wrong in the strict one.
stray as (
    select
        predicted_mention.run,
        predicted_mention.text_set,
        count(*) as n_stray
    from predicted_mention
    inner join mention
        on
            predicted_mention.text_set = mention.text_set
            and predicted_mention.sentence = mention.sentence
            and predicted_mention.first_token = mention.first_token
    where predicted_mention.is_correct and predicted_mention.starts_with_b and not mention.starts_with_b
    group by predicted_mention.run, predicted_mention.text_set
),

counted as (
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
        tested.n_tokens,
        tested.n_truncated,
        coalesce(gold.n_gold, 0) as n_gold,
        coalesce(predicted.n_predicted, 0) as n_predicted,
        coalesce(predicted.n_correct, 0) as n_correct,
        coalesce(gold.n_gold_strict, 0) as n_gold_strict,
        coalesce(predicted.n_predicted_strict, 0) as n_predicted_strict,
        coalesce(predicted.n_correct_b, 0) - coalesce(stray.n_stray, 0) as n_correct_strict
    from evaluation_setting as tested
    left join predicted on tested.run = predicted.run and tested.text_set = predicted.text_set
    left join gold on tested.text_set = gold.text_set
    left join stray on tested.run = stray.run and tested.text_set = stray.text_set
    where tested.task = 'ner'
)

select
    counted.run,
    counted.encoder,
    counted.seed,
    counted.corpus,
    counted.train_language,
    counted.test_language,
    counted.setting,
    counted.split,
    counted.perturbation,
    counted.perturbation_id,
    counted.dose,
    counted.perturbation_seed,
    counted.perturbation_train_language,
    counted.text_set,
    counted.n_gold,
    counted.n_predicted,
    counted.n_correct,
    coalesce(share(counted.n_correct, counted.n_predicted), 0.0) as precision,
    coalesce(share(counted.n_correct, counted.n_gold), 0.0) as recall,
    f1(counted.n_correct, counted.n_predicted, counted.n_gold) as f1_conlleval,
    counted.n_gold_strict,
    counted.n_predicted_strict,
    counted.n_correct_strict,
    f1(counted.n_correct_strict, counted.n_predicted_strict, counted.n_gold_strict) as f1_iob2_strict,
    share(counted.n_predicted - counted.n_predicted_strict, counted.n_tokens) as illegal_tag_rate,
    counted.n_truncated
from counted;

comment on view score is 'How good is a run on a text set (NER)?';
comment on column score.run is 'Run';
comment on column score.encoder is 'Encoder that was fine-tuned';
comment on column score.seed is 'Seed of the run';
comment on column score.corpus is 'Corpus of the test set';
comment on column score.train_language is 'Language trained on';
comment on column score.test_language is 'Language tested on';
comment on column score.setting is 'native where the two languages are one, else cross_lingual';
comment on column score.split is 'Split of the test set';
comment on column score.perturbation is 'Name of the perturbation; none for an original';
comment on column score.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column score.dose is 'Share of eligible places touched; NULL for an original';
comment on column score.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column score.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column score.text_set is 'Text set tested on';
comment on column score.n_gold is 'Gold mentions';
comment on column score.n_predicted is 'Predicted mentions';
comment on column score.n_correct is 'Predicted mentions with the tokens and the type of a gold one';
comment on column score.precision is 'n_correct / n_predicted; 0 where undefined';
comment on column score.recall is 'n_correct / n_gold; 0 where undefined';
comment on column score.f1_conlleval is 'F1 in the lenient reading: seqeval''s default, and conlleval''s';
comment on column score.n_gold_strict is 'Gold mentions whose first tag is B-';
comment on column score.n_predicted_strict is 'Predicted mentions whose first tag is B-';
comment on column score.n_correct_strict is 'Of these, those with the tokens and the type of such a gold mention';
comment on column score.f1_iob2_strict is 'F1 in seqeval''s strict mode with IOB2';
comment on column score.illegal_tag_rate is 'Predicted mentions not starting with B-, by token';
comment on column score.n_truncated is 'Tokens of which the model did not see every piece';
