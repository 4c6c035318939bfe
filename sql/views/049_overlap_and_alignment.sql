create or replace view overlap_and_alignment as
select
    overlap_ratio.measure,
    overlap_ratio.tokenizer,
    overlap_ratio.corpus,
    overlap_ratio.task,
    overlap_ratio.train_language,
    overlap_ratio.test_language,
    overlap_ratio.split,
    overlap_ratio.train_set,
    overlap_ratio.test_set,
    overlap_ratio.containment_test,
    overlap_ratio.type_containment_test,
    covariate.encoder,
    covariate.alignment_embedding,
    covariate.unit,
    covariate.name as alignment_measure,
    covariate.lexicon,
    covariate.spelling,
    covariate.sample_size,
    covariate.value as alignment,
    covariate.n_source,
    covariate.n_target,
    covariate.n_pairs
from overlap_ratio
inner join pair_covariate as covariate
    on overlap_ratio.train_set = covariate.train_set and overlap_ratio.test_set = covariate.test_set
where covariate.covariate = 'alignment';

comment on view overlap_and_alignment is 'Does alignment follow overlap? What a training set shares with a test set, beside how alike an encoder represents the two languages, a row per measure of either. The language trained on is represented by its test set.';
comment on column overlap_and_alignment.measure is 'Overlap measure: what the units are';
comment on column overlap_and_alignment.tokenizer is 'Tokenizer or romaniser of the measure; none where it has no part';
comment on column overlap_and_alignment.corpus is 'Corpus of the test set';
comment on column overlap_and_alignment.task is 'ner or title';
comment on column overlap_and_alignment.train_language is 'Language trained on';
comment on column overlap_and_alignment.test_language is 'Language tested on';
comment on column overlap_and_alignment.split is 'Split of the test set: test, or test_leak_free for the splits dealt anew';
comment on column overlap_and_alignment.train_set is 'Text set trained on';
comment on column overlap_and_alignment.test_set is 'Original text set tested on';
comment on column overlap_and_alignment.containment_test is 'Share of the occurrences of the test side whose unit training has; NULL where the test side is empty';
comment on column overlap_and_alignment.type_containment_test is 'Share of the distinct units of the test side that training has; NULL where the test side is empty';
comment on column overlap_and_alignment.encoder is 'Encoder that made the word vectors, as it was pre-trained';
comment on column overlap_and_alignment.alignment_embedding is 'Word vectors that the alignment is of';
comment on column overlap_and_alignment.unit is 'Unit of the alignment: word or entity';
comment on column overlap_and_alignment.alignment_measure is 'Alignment measure: precision_at_1, csls_precision_at_1, mean_reciprocal_rank, csls_mean_reciprocal_rank, centroid_cosine, frechet_distance, energy_distance or language_mixing';
comment on column overlap_and_alignment.lexicon is 'Which units mean the same: entity, name or given; none where a lexicon has no part';
comment on column overlap_and_alignment.spelling is 'Of a lexicon: identical or different pairs. Else: any unit, or different (those alone that the other language has not)';
comment on column overlap_and_alignment.sample_size is 'Units drawn from either side at most; 0 where all are looked at';
comment on column overlap_and_alignment.alignment is 'The value';
comment on column overlap_and_alignment.n_source is 'Units of the source side';
comment on column overlap_and_alignment.n_target is 'Units of the target side';
comment on column overlap_and_alignment.n_pairs is 'Pairs of the lexicon; 0 where it has no part';
