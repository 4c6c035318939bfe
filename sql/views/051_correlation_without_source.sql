create or replace view correlation_without_source as
with point as (
    select
        *,
        overlap as x
    from correlation_point
),

sample as (
    select distinct
        sample,
        task,
        corpus,
        split,
        measure,
        tokenizer,
        outcome,
        perturbation,
        dose,
        embedding,
        parameters,
        encoder,
        configuration,
        setting
    from point
)

select
    sample.task,
    sample.corpus,
    sample.split,
    sample.measure,
    sample.tokenizer,
    sample.outcome,
    sample.perturbation,
    sample.dose,
    sample.embedding,
    sample.parameters,
    sample.encoder,
    sample.configuration,
    sample.setting,
    found.source as without_source,
    found.n,
    found.pearson_r
from correlated_without_source('point') as found
inner join sample on found.sample = sample.sample;

comment on view correlation_without_source is 'Does a correlation hang on one source language? Each correlation without the points of each of its sources: several targets may share a source, whose model is one and the same.';
comment on column correlation_without_source.task is 'ner or title';
comment on column correlation_without_source.corpus is 'Corpus of the test sets';
comment on column correlation_without_source.split is 'Split of the test sets: test, or test_leak_free for the splits dealt anew';
comment on column correlation_without_source.measure is 'Overlap measure';
comment on column correlation_without_source.tokenizer is 'Tokenizer of the measure; none where it has no part';
comment on column correlation_without_source.outcome is 'score_before, score_change or cost_per_edit';
comment on column correlation_without_source.perturbation is 'Name of the perturbation; none for an original';
comment on column correlation_without_source.dose is '1; NULL for the unperturbed scores';
comment on column correlation_without_source.embedding is 'Word vectors or proposals that the perturbation was made with; NULL where none have a part: what was made with others is another correlation';
comment on column correlation_without_source.parameters is 'Its further parameters, JSON, likewise; NULL for the unperturbed scores';
comment on column correlation_without_source.encoder is 'Encoder that was fine-tuned';
comment on column correlation_without_source.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
comment on column correlation_without_source.setting is 'native where the two languages are one, else cross_lingual';
comment on column correlation_without_source.without_source is 'Source language left out; a native point goes with the source of its pair (correlation_point.source)';
comment on column correlation_without_source.n is 'Pairs that are left';
comment on column correlation_without_source.pearson_r is 'Their Pearson correlation; NULL where undefined, as where nothing is left';
