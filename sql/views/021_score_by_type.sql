create or replace view score_by_type as
with counted as (
    select
        tested.*,
        mention_count.type,
        mention_count.n_gold,
        mention_count.n_predicted,
        mention_count.n_correct,
        mention_count.n_gold_strict,
        mention_count.n_predicted_strict,
        mention_count.n_correct_strict
    from evaluation_setting as tested
    inner join mention_count on tested.run = mention_count.run and tested.text_set = mention_count.text_set
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
    counted.type,
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
    counted.configuration
from counted;

comment on view score_by_type is 'How good is a run on a text set, by entity type (NER)? Types that are neither gold nor predicted there have no row.';
comment on column score_by_type.run is 'Run';
comment on column score_by_type.encoder is 'Encoder that was fine-tuned';
comment on column score_by_type.seed is 'Seed of the run';
comment on column score_by_type.corpus is 'Corpus of the test set';
comment on column score_by_type.train_language is 'Language trained on';
comment on column score_by_type.test_language is 'Language tested on';
comment on column score_by_type.setting is 'native where the two languages are one, else cross_lingual';
comment on column score_by_type.split is 'Split of the test set';
comment on column score_by_type.perturbation is 'Name of the perturbation; none for an original';
comment on column score_by_type.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column score_by_type.dose is 'Share of eligible places touched; NULL for an original';
comment on column score_by_type.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column score_by_type.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column score_by_type.text_set is 'Text set tested on';
comment on column score_by_type.type is 'Entity type';
comment on column score_by_type.n_gold is 'Gold mentions';
comment on column score_by_type.n_predicted is 'Predicted mentions';
comment on column score_by_type.n_correct is 'Predicted mentions with the tokens and the type of a gold one';
comment on column score_by_type.precision is 'n_correct / n_predicted; 0 where undefined';
comment on column score_by_type.recall is 'n_correct / n_gold; 0 where undefined';
comment on column score_by_type.f1_conlleval is 'F1 in the lenient reading: seqeval''s default, and conlleval''s';
comment on column score_by_type.n_gold_strict is 'Gold mentions whose first tag is B-';
comment on column score_by_type.n_predicted_strict is 'Predicted mentions whose first tag is B-';
comment on column score_by_type.n_correct_strict is 'Of these, those with the tokens and the type of such a gold mention';
comment on column score_by_type.f1_iob2_strict is 'F1 in seqeval''s strict mode with IOB2';
comment on column score_by_type.illegal_tag_rate is 'Predicted mentions not starting with B-, by token';
comment on column score_by_type.n_truncated is 'Tokens, of any type, of which the model did not see every piece';
comment on column score_by_type.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
