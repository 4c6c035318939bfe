create or replace view planted_and_measured as
select
    planted.source,
    planted.target,
    planted.quantity,
    planted.value,
    planted.count as n_planted,
    overlap.shared_test as n_measured,
    share(overlap.shared_test, overlap.n_test) as measured
from planted
inner join text_set as test
    on test.corpus = 'lab' and planted.target = test.language and test.split = 'test' and test.perturbation = 'none'
inner join text_set as train
    on
        train.corpus = 'lab'
        and train.split = 'train'
        and train.language
        = case planted.quantity when 'entity_seen_in_source' then planted.source else planted.target end
inner join overlap
    on train.text_set = overlap.train_set and test.text_set = overlap.test_set and overlap.measure = 'entity_chunk'
where planted.quantity in ('entity_seen_in_source', 'entity_seen_in_native');

comment on view planted_and_measured is 'Does the measured entity overlap equal what the lab planted? A row for each planted overlap that was measured.';
comment on column planted_and_measured.source is 'Language trained on';
comment on column planted_and_measured.target is 'Language tested on';
comment on column planted_and_measured.quantity is 'entity_seen_in_source or entity_seen_in_native';
comment on column planted_and_measured.value is 'Share of test mentions planted';
comment on column planted_and_measured.n_planted is 'Test mentions planted as seen';
comment on column planted_and_measured.n_measured is 'Test mentions measured as shared by entity_chunk';
comment on column planted_and_measured.measured is 'Their share of all test mentions';
