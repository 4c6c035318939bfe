create or replace view degradation_by_subset as
with scored as materialized (
    from score_by_subset
),

edit_in as (
    select
        perturbation_id,
        sentence,
        count(*) as n
    from edit
    group by perturbation_id, sentence
),

near as (
    select
        train_set,
        test_set,
        unnest(sentences) as sentence
    from near_in_training
),

-- Runs with one training set leave out the same sentences.
text_of_training as (
    select distinct
        train_set,
        original,
        perturbation_id
    from evaluation_setting
    where is_own_perturbation and task = 'ner'
),

edited as (
    select
        tested.train_set,
        edit.perturbation_id,
        sentence.has_context,
        near.sentence is not null as is_near,
        cast(sum(edit.n) as bigint) as n
    from text_of_training as tested
    inner join edit_in as edit on tested.perturbation_id = edit.perturbation_id
    inner join sentence on tested.original = sentence.text_set and edit.sentence = sentence.sentence
    left join near
        on
            tested.train_set = near.train_set
            and tested.original = near.test_set
            and edit.sentence = near.sentence
    group by tested.train_set, edit.perturbation_id, sentence.has_context, is_near
),

subset as (
    select unnest(sentence_subsets(), recursive := true)
),

edits as (
    select
        edited.train_set,
        edited.perturbation_id,
        subset.subset,
        cast(sum(edited.n) as bigint) as n
    from edited
    inner join subset
        on not (subset.is_leak_free and edited.is_near) and (edited.has_context or not subset.is_with_context)
    group by edited.train_set, edited.perturbation_id, subset.subset
)

select
    tested.corpus,
    tested.run,
    after.subset,
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
    after.n_sentences,
    coalesce(edits.n, 0) as n_edited,
    before.f1_conlleval as score_before,
    after.f1_conlleval as score_after,
    case when edits.n > 0 then after.f1_conlleval - before.f1_conlleval end as score_change,
    case when edits.n > 0 then after.f1_iob2_strict - before.f1_iob2_strict end as strict_change,
    tested.train_set,
    tested.original as test_set,
    tested.configuration
from evaluation_setting as tested
inner join scored as after on tested.run = after.run and tested.perturbation_id = after.perturbation_id
inner join scored as before
    on
        tested.run = before.run
        and tested.original = before.text_set
        and before.perturbation_id is null
        and after.subset = before.subset
left join edits
    on
        tested.train_set is not distinct from edits.train_set
        and tested.perturbation_id = edits.perturbation_id
        and after.subset = edits.subset
where tested.is_own_perturbation;

comment on view degradation_by_subset is 'What did a perturbation cost on a part of the test sentences (NER)? The same sentences before and after; rows as in degradation, for the subsets of score_by_subset.';
comment on column degradation_by_subset.corpus is 'Corpus of the test set';
comment on column degradation_by_subset.run is 'Run';
comment on column degradation_by_subset.subset is 'Part of the sentences, as in score_by_subset';
comment on column degradation_by_subset.encoder is 'Encoder that was fine-tuned';
comment on column degradation_by_subset.seed is 'Seed of the run';
comment on column degradation_by_subset.train_language is 'Language trained on';
comment on column degradation_by_subset.test_language is 'Language tested on';
comment on column degradation_by_subset.setting is 'native where the two languages are one, else cross_lingual';
comment on column degradation_by_subset.split is 'Split of the test set';
comment on column degradation_by_subset.perturbation is 'Name of the perturbation';
comment on column degradation_by_subset.dose is 'Share of eligible places touched';
comment on column degradation_by_subset.perturbation_id is 'Perturbation as built';
comment on column degradation_by_subset.perturbation_seed is 'Seed of the perturbation';
comment on column degradation_by_subset.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column degradation_by_subset.n_sentences is 'Sentences of the subset';
comment on column degradation_by_subset.n_edited is 'Edits made in them';
comment on column degradation_by_subset.score_before is 'F1 (lenient) on these sentences of the original; NULL where the subset has none';
comment on column degradation_by_subset.score_after is 'F1 (lenient) on the same sentences of the perturbed text set; NULL likewise';
comment on column degradation_by_subset.score_change is 'After minus before: negative is worse; NULL without edits';
comment on column degradation_by_subset.strict_change is 'The same in strict F1; NULL without edits';
comment on column degradation_by_subset.train_set is 'Text set trained on; NULL where it is not known';
comment on column degradation_by_subset.test_set is 'Original text set';
comment on column degradation_by_subset.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
