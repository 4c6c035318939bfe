-- Titles. A run trained on sa is tested on la and lb, one on sb on lc, one on sc on ld; and a native run of each.
-- Overlap 1 2 3 4 and accuracy 2 4 3 5, in tenths, in either setting: r = 4/5 of all four.
--   Without sa: (3, 3), (4, 5): a rising line, 1. Without sc: (1, 2), (2, 4), (3, 3): -1 0 1 and -1 1 0: 1/2.
--   Without sb: (1, 2), (2, 4), (4, 5): x in thirds -4 -1 5, y in thirds -5 1 4: 39 / sqrt(42 * 42) = 13/14.
-- The native points go with the sources of their pairs: sa takes la and lb.
create temp table point as
from (values (1, 'la', 'sa', 11, 2), (2, 'lb', 'sa', 11, 4), (3, 'lc', 'sb', 21, 3), (4, 'ld', 'sc', 31, 5))
as point (n, language, source, source_set, n_right);

create temp table trained as
select distinct source as language, source_set as train_set from point
union all
select language, 40 + n from point;

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select train_set, 't', 'title', language, 'train', 'none', train_set, 10, 90, language from trained
union all
select 50 + n, 't', 'title', language, 'test', 'none', 50 + n, 10, 90, language from point;

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select 'mm', source_set, 50 + n, 'none', 90, 10, 5, n, 50, 9, 5 from point
union all
select 'mm', 40 + n, 50 + n, 'none', 90, 10, 5, n, 50, 9, 5 from point;

insert into title_item (text_set, item, page, text, correct)
select 50 + n, ten.item, 'p', 't', 'A' from point cross join range(10) as ten (item);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select language, 'title', 'enc', language, train_set, 1, 'last', '{}' from trained;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select source, 50 + n, 90, 0, null from point
union all
select language, 50 + n, 90, 0, null from point;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select
    evaluation.run, evaluation.text_set, ten.item, case when ten.item < point.n_right then 'A' else 'B' end, 0.9, true
from evaluation inner join point on evaluation.text_set = 50 + point.n cross join range(10) as ten (item);
