create or replace view degradation as
with scored as materialized (
    select
        run,
        text_set,
        perturbation_id,
        f1_conlleval as score,
        f1_iob2_strict as strict_score
    from score
    union all
    select
        run,
        text_set,
        perturbation_id,
        accuracy as score,
        null as strict_score
    from title_score
)

select
    tested.task,
    tested.corpus,
    tested.run,
    tested.encoder,
    tested.seed,
    tested.train_language,
    tested.test_language,
    tested.setting,
    tested.split,
    tested.perturbation,
    tested.dose,
    tested.perturbation_id,
    tested.perturbation_seed,
    tested.perturbation_train_language,
    tested.n_edited,
    before.score as score_before,
    after.score as score_after,
    case when tested.n_edited > 0 then after.score - before.score end as score_change,
    case when tested.n_edited > 0 then after.strict_score - before.strict_score end as strict_change,
    tested.train_set,
    tested.original as test_set,
    tested.configuration,
    tested.embedding,
    tested.parameters
from evaluation_setting as tested
inner join scored as after on tested.run = after.run and tested.perturbation_id = after.perturbation_id
inner join scored as before
    on tested.run = before.run and tested.original = before.text_set and before.perturbation_id is null
where tested.is_own_perturbation;

comment on view degradation is 'What did a perturbation cost? Only test sets perturbed against the run''s own training set (and by its own encoder''s vectors), or against none.';
comment on column degradation.task is 'ner or title';
comment on column degradation.corpus is 'Corpus of the test set';
comment on column degradation.run is 'Run';
comment on column degradation.encoder is 'Encoder that was fine-tuned';
comment on column degradation.seed is 'Seed of the run';
comment on column degradation.train_language is 'Language trained on';
comment on column degradation.test_language is 'Language tested on';
comment on column degradation.setting is 'native where the two languages are one, else cross_lingual';
comment on column degradation.split is 'Split of the test set';
comment on column degradation.perturbation is 'Name of the perturbation; none for an original';
comment on column degradation.dose is 'Share of eligible places touched; NULL for an original';
comment on column degradation.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column degradation.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column degradation.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column degradation.n_edited is 'Edits made';
comment on column degradation.score_before is 'Score on the original: f1_conlleval for NER, accuracy for titles';
comment on column degradation.score_after is 'Score on the perturbed text set';
comment on column degradation.score_change is 'Score after minus before, negative where worse; NULL where nothing was edited';
comment on column degradation.strict_change is 'The same with f1_iob2_strict; NULL for titles';
comment on column degradation.train_set is 'Text set trained on; NULL where it is not in the warehouse, as for an imported run of which it was not said';
comment on column degradation.test_set is 'The original text set';
comment on column degradation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column degradation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column degradation.parameters is 'Its further parameters, JSON';
