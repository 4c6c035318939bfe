create or replace view overlap_and_degradation as
select
    cost.task,
    cost.corpus,
    overlap.measure,
    overlap.tokenizer,
    share(overlap.shared_test, overlap.n_test) as overlap,
    cost.train_language,
    cost.test_language,
    cost.setting,
    cost.encoder,
    cost.perturbation,
    cost.dose,
    cost.n_seeds,
    cost.n_perturbation_seeds,
    cost.n_edited,
    cost.score_before,
    cost.score_change,
    cost.cost_per_edit,
    cost.train_set,
    cost.test_set,
    cost.configuration,
    cost.split,
    cost.embedding,
    cost.parameters
from pair_degradation as cost
inner join overlap on cost.train_set = overlap.train_set and cost.test_set = overlap.test_set;

comment on view overlap_and_degradation is 'Overlap beside cost: a row per measure and pair, averaged over the seeds of the runs, then over those of the perturbations. The unperturbed scores stand under the perturbation none.';
comment on column overlap_and_degradation.task is 'ner or title';
comment on column overlap_and_degradation.corpus is 'Corpus of the test set';
comment on column overlap_and_degradation.measure is 'Overlap measure';
comment on column overlap_and_degradation.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column overlap_and_degradation.overlap is 'Share of the test side that training has: shared_test / n_test; NULL where the test side is empty';
comment on column overlap_and_degradation.train_language is 'Language trained on';
comment on column overlap_and_degradation.test_language is 'Language tested on';
comment on column overlap_and_degradation.setting is 'native where the two languages are one, else cross_lingual';
comment on column overlap_and_degradation.encoder is 'Encoder that was fine-tuned';
comment on column overlap_and_degradation.perturbation is 'Name of the perturbation; none for an original';
comment on column overlap_and_degradation.dose is 'Share of eligible places touched; NULL for an original';
comment on column overlap_and_degradation.n_seeds is 'Seeds of the runs, in the perturbation seed that has fewest';
comment on column overlap_and_degradation.n_perturbation_seeds is 'Seeds of the perturbation; 0 for the unperturbed scores';
comment on column overlap_and_degradation.n_edited is 'Edits made, on average over the seeds; 0 for the unperturbed scores';
comment on column overlap_and_degradation.score_before is 'Score on the original: f1_conlleval for NER, accuracy for titles';
comment on column overlap_and_degradation.score_change is 'Mean change of the score, negative where worse; NULL where nothing was edited';
comment on column overlap_and_degradation.cost_per_edit is 'Recall lost on an edited mention: before minus after; NULL where nothing was edited';
comment on column overlap_and_degradation.train_set is 'Text set trained on';
comment on column overlap_and_degradation.test_set is 'Original text set tested on';
comment on column overlap_and_degradation.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column overlap_and_degradation.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column overlap_and_degradation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part: what was made with others is not averaged';
comment on column overlap_and_degradation.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
