create or replace view degradation_and_relation as
with cost as materialized (
    from pair_degradation
),

crossed as (
    select distinct
        task,
        corpus,
        split,
        encoder,
        configuration,
        train_language as source,
        test_language
    from cost
    where setting = 'cross_lingual'
),

-- The measures that compare a text as written with the same in Latin letters; of several versions of the library the
-- last by name.
spelled as (
    select
        train_set,
        test_set,
        max(share(shared_test, n_test)) filter (measure = 'word') as word_overlap,
        arg_max(share(shared_test, n_test), tokenizer) filter (measure = 'romanised_entity') as romanised_entity,
        arg_max(share(shared_test, n_test), tokenizer) filter (measure = 'romanised_word') as romanised_word
    from overlap
    where measure in ('word', 'romanised_entity', 'romanised_word')
    group by train_set, test_set
),

ours as (
    select
        'warehouse' as basis,
        cost.task,
        cost.corpus,
        cost.split,
        cost.encoder,
        cost.configuration,
        cost.setting,
        case when cost.setting = 'native' then crossed.source else cost.train_language end as source,
        cost.train_language,
        cost.test_language,
        cost.perturbation,
        cost.dose,
        cost.embedding,
        cost.parameters,
        cost.n_seeds,
        cost.n_edited,
        cost.score_before,
        cost.score_change,
        cost.cost_per_edit,
        primary_overlap.overlap,
        spelled.word_overlap,
        spelled.romanised_entity,
        spelled.romanised_word,
        cost.train_set,
        cost.test_set
    from cost
    left join crossed
        on
            cost.setting = 'native'
            and cost.task = crossed.task
            and cost.corpus = crossed.corpus
            and cost.split = crossed.split
            and cost.encoder = crossed.encoder
            and cost.configuration = crossed.configuration
            and cost.test_language = crossed.test_language
    left join primary_overlap
        on
            cost.train_set = primary_overlap.train_set
            and cost.test_set = primary_overlap.test_set
            and (
                primary_overlap.encoder is null
                or (
                    cost.encoder = primary_overlap.encoder
                    and cost.configuration = primary_overlap.configuration
                )
            )
    left join spelled on cost.train_set = spelled.train_set and cost.test_set = spelled.test_set
),

-- A score stands beside each kind of overlap: of those the primary one is wanted, if there is any.
published as (
    select
        task,
        model,
        l1,
        l2,
        setting,
        source,
        outcome,
        perturbation,
        any_value(y) as y,
        any_value(overlap) filter (overlap_kind in ('ner_entity_chunk', 'title_128_words')) as overlap
    from published_point
    group by task, model, l1, l2, setting, source, outcome, perturbation
),

theirs as (
    select
        'published' as basis,
        answer.task,
        answer.model as encoder,
        answer.setting,
        answer.source,
        answer.l1 as train_language,
        answer.l2 as test_language,
        answer.perturbation,
        case when answer.perturbation <> 'none' then cast(1 as double) end as dose,
        before.y as score_before,
        -- Where no chunk is shared none was replaced, and the score printed after is that before.
        case
            when answer.outcome = 'f1_change' and not (answer.perturbation = 'entity_unshared' and answer.overlap = 0)
                then answer.y
        end as score_change,
        answer.overlap
    from published as answer
    left join published as before
        on
            answer.task = before.task
            and answer.model = before.model
            and answer.l1 = before.l1
            and answer.l2 = before.l2
            and answer.setting = before.setting
            and before.outcome = 'f1_before'
),

either as (
    from ours
    union all by name
    from theirs
)

select
    either.basis,
    either.task,
    either.corpus,
    either.split,
    either.encoder,
    either.configuration,
    either.setting,
    either.source,
    either.train_language,
    either.test_language,
    language_pair.relation,
    coalesce(language_pair.is_control, false) as is_control,
    language_pair.same_script,
    either.perturbation,
    either.dose,
    either.embedding,
    either.parameters,
    either.n_seeds,
    either.n_edited,
    either.score_before,
    either.score_change,
    either.cost_per_edit,
    either.overlap,
    either.word_overlap,
    either.romanised_entity,
    either.romanised_word,
    either.train_set,
    either.test_set
from either
left join language_pair on either.source = language_pair.source and either.test_language = language_pair.target;

comment on view degradation_and_relation is 'What did a perturbation cost a pair, how are its languages related, and what do they share? pair_degradation with the primary overlap, the overlap in Latin letters, and the relation of the source and the target; the numbers of the paper''s repository likewise. A native run stands beside every source that the same study transfers to its language from: it has a row for each.';
comment on column degradation_and_relation.basis is 'published: the numbers of the paper''s repository (titles: F1 of option B); warehouse: the runs here';
comment on column degradation_and_relation.task is 'ner or title';
comment on column degradation_and_relation.corpus is 'Corpus of the test set; NULL for published';
comment on column degradation_and_relation.split is 'Split of the test set; NULL for published';
comment on column degradation_and_relation.encoder is 'Encoder that was fine-tuned; for published mbert or xlmr';
comment on column degradation_and_relation.configuration is 'Hash of all that was set for the training; NULL for published';
comment on column degradation_and_relation.setting is 'native where the two languages are one, else cross_lingual';
comment on column degradation_and_relation.source is 'Language transferred from: that trained on, or for a native run one that the same study transfers from to its language; NULL where there is none';
comment on column degradation_and_relation.train_language is 'Language trained on';
comment on column degradation_and_relation.test_language is 'Language tested on';
comment on column degradation_and_relation.relation is 'Relation of source and test language: genetic, areal or borrowing, as in language_pair; NULL where none is known';
comment on column degradation_and_relation.is_control is 'Whether the two are the control pair of the paper';
comment on column degradation_and_relation.same_script is 'Whether the two are written in one script; NULL where a language is not in the table language';
comment on column degradation_and_relation.perturbation is 'Name of the perturbation; none for an original';
comment on column degradation_and_relation.dose is 'Share of eligible places touched; NULL for an original';
comment on column degradation_and_relation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column degradation_and_relation.parameters is 'Its further parameters, JSON; NULL for the unperturbed scores and for published';
comment on column degradation_and_relation.n_seeds is 'Seeds of the runs, in the perturbation seed that has fewest; NULL for published';
comment on column degradation_and_relation.n_edited is 'Edits made, on average over the seeds; NULL for published';
comment on column degradation_and_relation.score_before is 'Score on the original: f1_conlleval for NER, accuracy for titles; published titles: F1 of option B';
comment on column degradation_and_relation.score_change is 'Mean change of the score, negative where worse; NULL where nothing was edited';
comment on column degradation_and_relation.cost_per_edit is 'Recall lost on an edited mention: before minus after; NULL where nothing was edited, and for published';
comment on column degradation_and_relation.overlap is 'Overlap of training and test set by the primary measure (published: shared chunks by type, or words of the truncated sections); NULL where it was not measured';
comment on column degradation_and_relation.word_overlap is 'Share of the test words that training has, as written; NULL where it was not measured';
comment on column degradation_and_relation.romanised_entity is 'Share of the test mentions that training has, in Latin letters and lower case; NULL where it was not measured';
comment on column degradation_and_relation.romanised_word is 'The same of words';
comment on column degradation_and_relation.train_set is 'Text set trained on; NULL for published';
comment on column degradation_and_relation.test_set is 'Original text set tested on; NULL for published';
