create or replace view degradation_by_relation as
-- A native run beside several sources that are related alike is one pair.
with pair as (
    select
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
        relation,
        is_control,
        perturbation,
        dose,
        embedding,
        parameters,
        score_before,
        score_change,
        cost_per_edit,
        overlap,
        list(source) as sources
    from degradation_and_relation
    group by all
)

select
    basis,
    task,
    corpus,
    split,
    encoder,
    configuration,
    setting,
    relation,
    is_control,
    perturbation,
    dose,
    embedding,
    parameters,
    count(*) as n_pairs,
    len(list_distinct(flatten(list(sources)))) as n_sources,
    count(*) filter (where perturbation <> 'none' and score_change is null) as n_unedited,
    count(*) filter (where overlap is null) as n_without_overlap,
    avg(score_before) as score_before,
    min(score_before) as score_before_low,
    max(score_before) as score_before_high,
    avg(score_change) as score_change,
    min(score_change) as score_change_low,
    max(score_change) as score_change_high,
    avg(cost_per_edit) as cost_per_edit,
    min(cost_per_edit) as cost_per_edit_low,
    max(cost_per_edit) as cost_per_edit_high,
    avg(overlap) as overlap,
    min(overlap) as overlap_low,
    max(overlap) as overlap_high
from pair
group by
    basis, task, corpus, split, encoder, configuration, setting, relation, is_control, perturbation, dose, embedding,
    parameters;

comment on view degradation_by_relation is 'Does it matter how two languages are related? Mean and range of scores and costs over the pairs of each relation, the control pair apart, with their overlap beside. Description only: two areal pairs, one of borrowing and the control do not carry a test, and relation goes with overlap and script.';
comment on column degradation_by_relation.basis is 'published: the numbers of the paper''s repository (titles: F1 of option B); warehouse: the runs here';
comment on column degradation_by_relation.task is 'ner or title';
comment on column degradation_by_relation.corpus is 'Corpus of the test sets; NULL for published';
comment on column degradation_by_relation.split is 'Split of the test sets; NULL for published';
comment on column degradation_by_relation.encoder is 'Encoder that was fine-tuned; for published mbert or xlmr';
comment on column degradation_by_relation.configuration is 'Hash of all that was set for the training; NULL for published';
comment on column degradation_by_relation.setting is 'native or cross_lingual; native runs stand under the relation of their language to the source that is transferred from';
comment on column degradation_by_relation.relation is 'genetic, areal or borrowing; NULL where none is known, and for native runs that no transfer stands beside';
comment on column degradation_by_relation.is_control is 'Whether this is the control pair of the paper';
comment on column degradation_by_relation.perturbation is 'Name of the perturbation; none for the originals';
comment on column degradation_by_relation.dose is 'Share of eligible places touched; NULL for the originals';
comment on column degradation_by_relation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column degradation_by_relation.parameters is 'Its further parameters, JSON; NULL for the originals and for published';
comment on column degradation_by_relation.n_pairs is 'Pairs of languages (and text sets)';
comment on column degradation_by_relation.n_sources is 'Different sources among them: pairs of one source share a model';
comment on column degradation_by_relation.n_unedited is 'Pairs where nothing was edited: they have no part in change and cost';
comment on column degradation_by_relation.n_without_overlap is 'Pairs whose overlap was not measured: they have no part in overlap';
comment on column degradation_by_relation.score_before is 'Score on the originals, mean over the pairs';
comment on column degradation_by_relation.score_before_low is 'The lowest';
comment on column degradation_by_relation.score_before_high is 'The highest';
comment on column degradation_by_relation.score_change is 'Change of the score, mean over the pairs, negative where worse';
comment on column degradation_by_relation.score_change_low is 'The lowest: the greatest loss';
comment on column degradation_by_relation.score_change_high is 'The highest';
comment on column degradation_by_relation.cost_per_edit is 'Recall lost on an edited mention, mean over the pairs; NULL for titles and published';
comment on column degradation_by_relation.cost_per_edit_low is 'The lowest';
comment on column degradation_by_relation.cost_per_edit_high is 'The highest';
comment on column degradation_by_relation.overlap is 'Overlap by the primary measure, mean over the pairs';
comment on column degradation_by_relation.overlap_low is 'The lowest';
comment on column degradation_by_relation.overlap_high is 'The highest';
