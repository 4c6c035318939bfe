create or replace view score as
with of_type as materialized (
    select
        run,
        text_set,
        type,
        n_gold,
        n_predicted,
        n_correct,
        n_gold_strict,
        n_predicted_strict,
        n_correct_strict
    from mention_count
),

total as (
    select
        run,
        text_set,
        cast(sum(n_gold) as bigint) as n_gold,
        cast(sum(n_predicted) as bigint) as n_predicted,
        cast(sum(n_correct) as bigint) as n_correct,
        cast(sum(n_gold_strict) as bigint) as n_gold_strict,
        cast(sum(n_predicted_strict) as bigint) as n_predicted_strict,
        cast(sum(n_correct_strict) as bigint) as n_correct_strict
    from of_type
    group by run, text_set
),

gold_type as (
    select distinct
        text_set,
        type
    from mention
),

tag_set as (
    select
        text_set,
        string_agg(type, ',' order by type) as types
    from gold_type
    group by text_set
),

-- The types that are asked for: some text of the corpus and split has one.
asked_type as (
    select distinct
        text_set.corpus,
        text_set.split,
        gold_type.type
    from gold_type
    inner join text_set on gold_type.text_set = text_set.text_set
),

outside as (
    select
        of_type.run,
        of_type.text_set,
        cast(sum(of_type.n_predicted) as bigint) as n_outside
    from of_type
    inner join text_set on of_type.text_set = text_set.text_set
    anti join asked_type
        on
            text_set.corpus = asked_type.corpus
            and text_set.split = asked_type.split
            and of_type.type = asked_type.type
    group by of_type.run, of_type.text_set
),

-- A run that predicts nothing for a text set without entities has no counts, and its row all the same.
counted as (
    select
        tested.*,
        coalesce(total.n_gold, 0) as n_gold,
        coalesce(total.n_predicted, 0) as n_predicted,
        coalesce(total.n_correct, 0) as n_correct,
        coalesce(total.n_gold_strict, 0) as n_gold_strict,
        coalesce(total.n_predicted_strict, 0) as n_predicted_strict,
        coalesce(total.n_correct_strict, 0) as n_correct_strict,
        coalesce(tag_set.types, '') as types,
        coalesce(outside.n_outside, 0) as n_outside
    from evaluation_setting as tested
    left join total on tested.run = total.run and tested.text_set = total.text_set
    left join tag_set on tested.text_set = tag_set.text_set
    left join outside on tested.run = outside.run and tested.text_set = outside.text_set
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
    counted.n_truncated,
    counted.configuration,
    counted.types,
    counted.n_outside,
    f1(counted.n_correct, counted.n_predicted - counted.n_outside, counted.n_gold) as f1_within
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
comment on column score.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column score.types is 'The gold types of the text set, sorted, such as LOC,ORG,PER; empty where it has no gold mention';
comment on column score.n_outside is 'Predicted mentions of a type that no gold mention of this corpus and split has, in any language or form';
comment on column score.f1_within is 'f1_conlleval when those are left out: a model trained on more types than are asked for is not blamed for them';
