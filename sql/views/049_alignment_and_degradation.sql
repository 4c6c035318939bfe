create or replace view alignment_and_degradation as
select
    cost.task,
    cost.corpus,
    cost.measure,
    cost.tokenizer,
    cost.overlap,
    alignment.embedding as alignment_embedding,
    alignment.unit,
    alignment.measure as alignment_measure,
    alignment.lexicon,
    alignment.spelling,
    alignment.sample_size,
    alignment.value as alignment,
    alignment.n_source,
    alignment.n_target,
    alignment.n_pairs,
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
from overlap_and_degradation as cost
inner join text_set as source
    on
        cost.corpus = source.corpus and cost.task = source.task and cost.train_language = source.language
        and cost.split = source.split
inner join alignment on source.text_set = alignment.source_text_set and cost.test_set = alignment.test_set
inner join embedding on alignment.embedding = embedding.embedding and cost.encoder = embedding.encoder;

comment on view alignment_and_degradation is 'Overlap and alignment beside cost: a row per overlap measure, alignment measure of the encoder that was fine-tuned, and cross-lingual pair, else as in overlap_and_degradation.';
comment on column alignment_and_degradation.task is 'ner or title';
comment on column alignment_and_degradation.corpus is 'Corpus of the test set';
comment on column alignment_and_degradation.measure is 'Overlap measure';
comment on column alignment_and_degradation.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column alignment_and_degradation.overlap is 'Share of the test side that training has; NULL where the test side is empty';
comment on column alignment_and_degradation.alignment_embedding is 'Word vectors that the alignment is of';
comment on column alignment_and_degradation.unit is 'Unit of the alignment: word or entity';
comment on column alignment_and_degradation.alignment_measure is 'Alignment measure: precision_at_1, csls_precision_at_1, mean_reciprocal_rank, csls_mean_reciprocal_rank, centroid_cosine, frechet_distance, energy_distance or language_mixing';
comment on column alignment_and_degradation.lexicon is 'Which units mean the same: entity, name or given; none where a lexicon has no part';
comment on column alignment_and_degradation.spelling is 'Of a lexicon: identical or different pairs. Else: any unit, or different (those alone that the other language has not)';
comment on column alignment_and_degradation.sample_size is 'Units drawn from either side at most; 0 where all are looked at';
comment on column alignment_and_degradation.alignment is 'The value of the alignment measure, before any fine-tuning';
comment on column alignment_and_degradation.n_source is 'Units of the source side';
comment on column alignment_and_degradation.n_target is 'Units of the target side';
comment on column alignment_and_degradation.n_pairs is 'Pairs of the lexicon; 0 where it has no part';
comment on column alignment_and_degradation.train_language is 'Language trained on';
comment on column alignment_and_degradation.test_language is 'Language tested on';
comment on column alignment_and_degradation.setting is 'cross_lingual: a language is not aligned with itself';
comment on column alignment_and_degradation.encoder is 'Encoder that was fine-tuned, and whose word vectors the alignment is of';
comment on column alignment_and_degradation.perturbation is 'Name of the perturbation; none for an original';
comment on column alignment_and_degradation.dose is 'Share of eligible places touched; NULL for an original';
comment on column alignment_and_degradation.n_seeds is 'As in overlap_and_degradation, as in all that follow';
comment on column alignment_and_degradation.n_perturbation_seeds is 'Seeds of the perturbation; 0 for the unperturbed scores';
comment on column alignment_and_degradation.n_edited is 'Edits made, on average over the seeds; 0 for the unperturbed scores';
comment on column alignment_and_degradation.score_before is 'Score on the original: f1_conlleval for NER, accuracy for titles';
comment on column alignment_and_degradation.score_change is 'Mean change of the score, negative where worse; NULL where nothing was edited';
comment on column alignment_and_degradation.cost_per_edit is 'Recall lost on an edited mention: before minus after; NULL where nothing was edited';
comment on column alignment_and_degradation.train_set is 'Text set trained on';
comment on column alignment_and_degradation.test_set is 'Original text set tested on';
comment on column alignment_and_degradation.configuration is 'Hash of all that was set for the training, without versions';
comment on column alignment_and_degradation.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column alignment_and_degradation.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part';
comment on column alignment_and_degradation.parameters is 'Its further parameters, JSON; NULL for the unperturbed scores';
