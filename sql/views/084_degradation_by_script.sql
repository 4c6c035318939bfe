create or replace view degradation_by_script as
-- A native run beside several sources of one script is one pair.
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
        same_script,
        perturbation,
        dose,
        embedding,
        parameters,
        score_before,
        score_change,
        cost_per_edit,
        overlap,
        word_overlap,
        romanised_entity,
        romanised_word,
        list(source) as sources
    from degradation_and_relation
    group by all
),

romanised as (
    select
        'warehouse' as basis,
        'ner' as task,
        corpus,
        split,
        encoder,
        configuration_original as configuration,
        train_language,
        test_language,
        'none' as perturbation,
        avg(change) as change
    from transliteration
    group by corpus, split, encoder, configuration_original, train_language, test_language
)

select
    pair.basis,
    pair.task,
    pair.corpus,
    pair.split,
    pair.encoder,
    pair.configuration,
    pair.setting,
    pair.same_script,
    pair.perturbation,
    pair.dose,
    pair.embedding,
    pair.parameters,
    count(*) as n_pairs,
    len(list_distinct(flatten(list(pair.sources)))) as n_sources,
    count(*) filter (where pair.perturbation <> 'none' and pair.score_change is null) as n_unedited,
    count(*) filter (where pair.overlap is null) as n_without_overlap,
    avg(pair.score_before) as score_before,
    min(pair.score_before) as score_before_low,
    max(pair.score_before) as score_before_high,
    avg(pair.score_change) as score_change,
    min(pair.score_change) as score_change_low,
    max(pair.score_change) as score_change_high,
    avg(pair.cost_per_edit) as cost_per_edit,
    min(pair.cost_per_edit) as cost_per_edit_low,
    max(pair.cost_per_edit) as cost_per_edit_high,
    avg(pair.overlap) as overlap,
    min(pair.overlap) as overlap_low,
    max(pair.overlap) as overlap_high,
    count(*) filter (where pair.romanised_entity is not null) as n_romanised_entity,
    avg(pair.romanised_entity) as romanised_entity,
    avg(pair.overlap) filter (where pair.romanised_entity is not null) as entity_as_written,
    count(*) filter (where pair.romanised_word is not null and pair.word_overlap is not null) as n_romanised_word,
    avg(pair.romanised_word) filter (where pair.word_overlap is not null) as romanised_word,
    avg(pair.word_overlap) filter (where pair.romanised_word is not null) as word_as_written,
    count(romanised.change) as n_romanised_runs,
    avg(romanised.change) as romanised_change,
    min(romanised.change) as romanised_change_low,
    max(romanised.change) as romanised_change_high
from pair
left join romanised
    on
        pair.basis = romanised.basis
        and pair.task = romanised.task
        and pair.corpus = romanised.corpus
        and pair.split = romanised.split
        and pair.encoder = romanised.encoder
        and pair.configuration = romanised.configuration
        and pair.train_language = romanised.train_language
        and pair.test_language = romanised.test_language
        and pair.perturbation = romanised.perturbation
group by
    pair.basis, pair.task, pair.corpus, pair.split, pair.encoder, pair.configuration, pair.setting, pair.same_script,
    pair.perturbation, pair.dose, pair.embedding, pair.parameters;

comment on view degradation_by_script is 'Does it matter that two languages are written in different scripts? Mean and range of scores and costs over the pairs of one script and over those of two, with their overlap as written beside that in Latin letters, and what training and testing in Latin letters changed. Description only: in the paper a single pair, its control, has two scripts.';
comment on column degradation_by_script.basis is 'published: the numbers of the paper''s repository (titles: F1 of option B); warehouse: the runs here';
comment on column degradation_by_script.task is 'ner or title';
comment on column degradation_by_script.corpus is 'Corpus of the test sets; NULL for published';
comment on column degradation_by_script.split is 'Split of the test sets; NULL for published';
comment on column degradation_by_script.encoder is 'Encoder that was fine-tuned; for published mbert or xlmr';
comment on column degradation_by_script.configuration is 'Hash of all that was set for the training; NULL for published';
comment on column degradation_by_script.setting is 'native or cross_lingual; native runs stand under the script that the source transferred from has beside theirs';
comment on column degradation_by_script.same_script is 'Whether source and test language are written in one script (main script of language); NULL where it is unknown, and for native runs that no transfer stands beside';
comment on column degradation_by_script.perturbation is 'Name of the perturbation; none for the originals';
comment on column degradation_by_script.dose is 'Share of eligible places touched; NULL for the originals';
comment on column degradation_by_script.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column degradation_by_script.parameters is 'Its further parameters, JSON; NULL for the originals and for published';
comment on column degradation_by_script.n_pairs is 'Pairs of languages (and text sets)';
comment on column degradation_by_script.n_sources is 'Different sources among them: pairs of one source share a model';
comment on column degradation_by_script.n_unedited is 'Pairs where nothing was edited: they have no part in change and cost';
comment on column degradation_by_script.n_without_overlap is 'Pairs whose overlap was not measured: they have no part in overlap';
comment on column degradation_by_script.score_before is 'Score on the originals, mean over the pairs';
comment on column degradation_by_script.score_before_low is 'The lowest';
comment on column degradation_by_script.score_before_high is 'The highest';
comment on column degradation_by_script.score_change is 'Change of the score, mean over the pairs, negative where worse';
comment on column degradation_by_script.score_change_low is 'The lowest: the greatest loss';
comment on column degradation_by_script.score_change_high is 'The highest';
comment on column degradation_by_script.cost_per_edit is 'Recall lost on an edited mention, mean over the pairs; NULL for titles and published';
comment on column degradation_by_script.cost_per_edit_low is 'The lowest';
comment on column degradation_by_script.cost_per_edit_high is 'The highest';
comment on column degradation_by_script.overlap is 'Overlap by the primary measure, mean over the pairs';
comment on column degradation_by_script.overlap_low is 'The lowest';
comment on column degradation_by_script.overlap_high is 'The highest';
comment on column degradation_by_script.n_romanised_entity is 'Pairs whose mentions were also compared in Latin letters';
comment on column degradation_by_script.romanised_entity is 'Share of the test mentions that training has, in Latin letters, mean over these pairs';
comment on column degradation_by_script.entity_as_written is 'The same as written: the primary overlap of these pairs';
comment on column degradation_by_script.n_romanised_word is 'Pairs whose words were compared both as written and in Latin letters';
comment on column degradation_by_script.romanised_word is 'Share of the test words that training has, in Latin letters, mean over these pairs';
comment on column degradation_by_script.word_as_written is 'The same as written';
comment on column degradation_by_script.n_romanised_runs is 'Pairs with runs that were trained and tested on the text in Latin letters (NER; counted with the originals)';
comment on column degradation_by_script.romanised_change is 'F1 of these minus F1 on the text as it came, mean over seeds, then pairs';
comment on column degradation_by_script.romanised_change_low is 'The lowest';
comment on column degradation_by_script.romanised_change_high is 'The highest';
