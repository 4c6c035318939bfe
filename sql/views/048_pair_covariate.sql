create or replace view pair_covariate as
with pair as (
    select
        overlapping.train_set,
        overlapping.test_set,
        train.language as train_language,
        train.n_items as n_sentences,
        test.corpus,
        test.task,
        test.language as test_language,
        test.split
    from (
        select distinct
            train_set,
            test_set
        from overlap
    ) as overlapping
    inner join text_set as train on overlapping.train_set = train.text_set
    inner join text_set as test on overlapping.test_set = test.text_set
),

-- The language trained on is represented by its test set.
aligned as (
    select
        pair.train_set,
        pair.test_set,
        'alignment' as covariate,
        alignment.measure as name,
        alignment.value,
        embedding.encoder,
        alignment.embedding as alignment_embedding,
        alignment.unit,
        alignment.lexicon,
        alignment.spelling,
        alignment.sample_size,
        alignment.n_source,
        alignment.n_target,
        alignment.n_pairs
    from pair
    inner join text_set as source
        on
            pair.corpus = source.corpus
            and pair.task = source.task
            and pair.train_language = source.language
            and pair.split = source.split
    inner join alignment on source.text_set = alignment.source_text_set and pair.test_set = alignment.test_set
    inner join embedding on alignment.embedding = embedding.embedding
),

distant as (
    select
        pair.train_set,
        pair.test_set,
        'language_distance' as covariate,
        language_distance.kind as name,
        language_distance.distance as value
    from pair
    inner join language_distance
        on pair.train_language = language_distance.source and pair.test_language = language_distance.target
),

sized as (
    select
        train_set,
        test_set,
        'training_size' as covariate,
        'n_sentences' as name,
        cast(n_sentences as double) as value
    from pair
),

in_context as (
    select
        text_set as test_set,
        avg(cast(has_context as integer)) as value
    from sentence
    where text_set in (select pair.test_set from pair)
    group by text_set
),

contextual as (
    select
        pair.train_set,
        pair.test_set,
        'context' as covariate,
        'share_with_context' as name,
        in_context.value
    from pair
    inner join in_context on pair.test_set = in_context.test_set
    where pair.task = 'ner'
),

written as (
    select
        pair.train_set,
        pair.test_set,
        'script' as covariate,
        'same_script' as name,
        cast(train.script = test.script as double) as value
    from pair
    inner join language as train on pair.train_language = train.language
    inner join language as test on pair.test_language = test.language
    where pair.train_language <> pair.test_language
),

gathered as (
    from aligned
    union all by name
    from distant
    union all by name
    from sized
    union all by name
    from contextual
    union all by name
    from written
)

select
    train_set,
    test_set,
    encoder,
    covariate,
    name,
    alignment_embedding,
    unit,
    lexicon,
    spelling,
    sample_size,
    value,
    n_source,
    n_target,
    n_pairs
from gathered;

comment on view pair_covariate is 'What else could explain a cost that follows overlap? Other properties of a training set and a test set, a row each: how alike an encoder represents the two languages, how far they lie apart, how much there is to train on, how much of the test set has context, whether they share a script.';
comment on column pair_covariate.train_set is 'Text set trained on';
comment on column pair_covariate.test_set is 'Original text set tested on';
comment on column pair_covariate.encoder is 'Encoder that the property is about; NULL where it is about texts or languages alone';
comment on column pair_covariate.covariate is 'alignment, language_distance, training_size, context or script';
comment on column pair_covariate.name is 'The alignment measure (precision_at_1, csls_precision_at_1, mean_reciprocal_rank, csls_mean_reciprocal_rank, centroid_cosine, frechet_distance, energy_distance, language_mixing); the kind of distance; n_sentences; share_with_context; same_script';
comment on column pair_covariate.alignment_embedding is 'Of an alignment: the word vectors, as the encoder was pre-trained. NULL for the others, as all down to sample_size';
comment on column pair_covariate.unit is 'Of an alignment: its unit, word or entity';
comment on column pair_covariate.lexicon is 'Of an alignment: which units mean the same: entity, name or given; none where a lexicon has no part';
comment on column pair_covariate.spelling is 'Of a lexicon: identical or different pairs. Else: any unit, or different (those alone that the other language has not)';
comment on column pair_covariate.sample_size is 'Of an alignment: units drawn from either side at most; 0 where all are looked at';
comment on column pair_covariate.value is 'The value. A training set counts its sentences or title items; a NER test set the share of its sentences with a word outside entities; the same script is 1, another one 0 (two languages alone)';
comment on column pair_covariate.n_source is 'Of an alignment: units of the source side, which the test set of the language trained on represents; NULL for the others';
comment on column pair_covariate.n_target is 'Of an alignment: units of the target side';
comment on column pair_covariate.n_pairs is 'Of an alignment: pairs of the lexicon; 0 where it has no part';
