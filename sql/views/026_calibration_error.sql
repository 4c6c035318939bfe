create or replace view calibration_error as
with told as (
    select
        run,
        text_set,
        unit,
        cast(sum(n) as bigint) as n,
        sum(n * confidence) / sum(n) as confidence,
        sum(n * accuracy) / sum(n) as accuracy,
        sum(n * abs(accuracy - confidence)) / sum(n) as expected_error,
        max(abs(accuracy - confidence)) as maximum_error,
        sum(n * brier) / sum(n) as brier
    from calibration
    group by run, text_set, unit
),

unit as (
    select unnest([
        { 'task': 'ner', 'unit': 'token' },
        { 'task': 'ner', 'unit': 'entity_token' },
        { 'task': 'title', 'unit': 'item' }
    ], recursive := true)
)

select
    tested.run,
    tested.encoder,
    tested.seed,
    tested.corpus,
    tested.train_language,
    tested.test_language,
    tested.setting,
    tested.split,
    tested.perturbation,
    tested.perturbation_id,
    tested.dose,
    tested.perturbation_seed,
    tested.perturbation_train_language,
    tested.text_set,
    unit.unit,
    coalesce(after.n, 0) as n,
    case
        when unit.unit = 'token' then tested.n_tokens - coalesce(after.n, 0)
        when unit.unit = 'item' then text_set.n_items - coalesce(after.n, 0)
    end as n_without,
    after.confidence,
    after.accuracy,
    after.confidence - after.accuracy as overconfidence,
    after.expected_error,
    after.maximum_error,
    after.brier,
    before.confidence as confidence_before,
    before.accuracy as accuracy_before,
    before.confidence - before.accuracy as overconfidence_before,
    before.expected_error as expected_error_before,
    before.maximum_error as maximum_error_before,
    before.brier as brier_before,
    tested.configuration
from evaluation_setting as tested
inner join text_set on tested.text_set = text_set.text_set
inner join unit on tested.task = unit.task
left join told as after
    on tested.run = after.run and tested.text_set = after.text_set and unit.unit = after.unit
left join told as before
    on tested.run = before.run and tested.original = before.text_set and unit.unit = before.unit;

comment on view calibration_error is 'Is a run as sure as it is right, and still after a perturbation? Expected and maximum calibration error over fifteen bins (Guo et al. 2017), each beside that of the same run on the original text set. Evaluations without probabilities have their row, with n = 0 and NULLs.';
comment on column calibration_error.run is 'Run';
comment on column calibration_error.encoder is 'Encoder that was fine-tuned';
comment on column calibration_error.seed is 'Seed of the run';
comment on column calibration_error.corpus is 'Corpus of the test set';
comment on column calibration_error.train_language is 'Language trained on';
comment on column calibration_error.test_language is 'Language tested on';
comment on column calibration_error.setting is 'native where the two languages are one, else cross_lingual';
comment on column calibration_error.split is 'Split of the test set';
comment on column calibration_error.perturbation is 'Name of the perturbation; none for an original';
comment on column calibration_error.perturbation_id is 'Perturbation as built; NULL for an original';
comment on column calibration_error.dose is 'Share of eligible places touched; NULL for an original';
comment on column calibration_error.perturbation_seed is 'Seed of the perturbation; NULL for an original';
comment on column calibration_error.perturbation_train_language is 'Language of the training set it was perturbed against; NULL where none has a part';
comment on column calibration_error.text_set is 'Text set tested on';
comment on column calibration_error.unit is 'token (all of them, O included); entity_token (those whose gold or predicted tag is not O); item (section titles: the chosen option)';
comment on column calibration_error.n is 'Tokens or items with a probability';
comment on column calibration_error.n_without is 'Tokens or items without, left out of what follows; NULL for entity_token, of which that is not known';
comment on column calibration_error.confidence is 'Mean probability of what was predicted';
comment on column calibration_error.accuracy is 'Share that is right';
comment on column calibration_error.overconfidence is 'confidence minus accuracy: above 0 it is surer than it is right';
comment on column calibration_error.expected_error is 'Mean over the bins, by their n, of how far accuracy is from confidence';
comment on column calibration_error.maximum_error is 'The largest of these distances, however small the bin';
comment on column calibration_error.brier is 'Mean square of the probability minus 1 where right, minus 0 where wrong';
comment on column calibration_error.confidence_before is 'confidence of the run on the original text set; NULL where it was not tested on it';
comment on column calibration_error.accuracy_before is 'accuracy likewise';
comment on column calibration_error.overconfidence_before is 'overconfidence likewise';
comment on column calibration_error.expected_error_before is 'expected_error likewise';
comment on column calibration_error.maximum_error_before is 'maximum_error likewise';
comment on column calibration_error.brier_before is 'brier likewise';
comment on column calibration_error.configuration is 'Hash of all that was set for the training, without versions: runs that differ in it are never averaged';
