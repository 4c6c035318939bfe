create or replace view primary_overlap as
-- As in correlation: whose pieces an encoder reads is told by what the tokenizer holds, or else by the encoder's name.
with own_tokenizer as (
    select distinct
        tested.encoder,
        tested.configuration,
        tokenizer.tokenizer
    from evaluation_setting as tested
    inner join run on tested.run = run.run
    inner join tokenizer
        on
            tokenizer.revision = run.config ->> '$.tokenizer.revision'
            or (run.config ->> '$.tokenizer.revision' is null and tokenizer.tokenizer = run.encoder)
),

measured as (
    select
        overlap.train_set,
        overlap.test_set,
        test.task,
        overlap.measure,
        overlap.tokenizer,
        overlap.n_test,
        overlap.shared_test
    from overlap
    inner join text_set as test on overlap.test_set = test.text_set and overlap.measure = primary_measure(test.task)
)

select
    measured.train_set,
    measured.test_set,
    measured.task,
    own_tokenizer.encoder,
    own_tokenizer.configuration,
    measured.measure,
    -- Two names of one tokenizer count the same pieces.
    max(measured.tokenizer) as tokenizer,
    max(measured.n_test) as n_test,
    max(measured.shared_test) as shared_test,
    share(max(measured.shared_test), max(measured.n_test)) as overlap
from measured
left join own_tokenizer on measured.tokenizer = own_tokenizer.tokenizer
where measured.tokenizer = 'none' or own_tokenizer.tokenizer is not null
group by
    measured.train_set, measured.test_set, measured.task, own_tokenizer.encoder, own_tokenizer.configuration,
    measured.measure;

comment on view primary_overlap is 'What is the overlap of a training set and a test set by the measure that was named ahead? One row; where a tokenizer has a part, one for each encoder and configuration, by its own tokenizer.';
comment on column primary_overlap.train_set is 'Text set trained on';
comment on column primary_overlap.test_set is 'Original text set tested on';
comment on column primary_overlap.task is 'ner or title';
comment on column primary_overlap.encoder is 'Encoder whose tokenizer it is; NULL where no tokenizer has a part: it is for every one';
comment on column primary_overlap.configuration is 'Configuration of its runs; NULL likewise';
comment on column primary_overlap.measure is 'Overlap measure: the primary one of the task';
comment on column primary_overlap.tokenizer is 'Its tokenizer; none where it has no part';
comment on column primary_overlap.n_test is 'Occurrences of units in the test set';
comment on column primary_overlap.shared_test is 'Those that training has';
comment on column primary_overlap.overlap is 'shared_test / n_test; NULL where the test side is empty';
