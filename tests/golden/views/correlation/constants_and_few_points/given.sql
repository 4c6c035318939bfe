-- 'same': the overlap of three languages is one constant: no correlation. 'two': two points lie on a falling line: r -1,
-- but neither p nor interval, and without one of them nothing is left. 'one': a single point has no r. All six languages
-- are of one study, so those that a measure was not measured for are counted.
create temp table point as
from
(
    values
    ('same', 1, 'la', 1, 2, 4), ('same', 2, 'lb', 1, 2, 5), ('same', 3, 'lc', 1, 2, 9),
    ('two', 4, 'ld', 1, 3, 7), ('two', 5, 'le', 1, 4, 6), ('one', 6, 'lf', 1, 3, 7)
)
as point (measure, n, language, seed, shared, n_right);

-- Of each point: a training set (10 n + 1) and a test set (10 n + 2) of ten titles of its own language, the share of the
-- test side that is shared, and a native run that gets `n_right` of the ten titles right.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select distinct 10 * n + 1, 't', 'title', language, 'train', 'none', 10 * n + 1, 10, 90, language from point
union all
select distinct 10 * n + 2, 't', 'title', language, 'test', 'none', 10 * n + 2, 10, 90, language from point;

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select distinct measure, 10 * n + 1, 10 * n + 2, 'none', 90, 10, 5, shared, 50, 9, 5 from point;

insert into title_item (text_set, item, page, text, correct)
select 10 * languages.n + 2, ten.item, 'p', 't', 'A'
from (select distinct n from point) as languages cross join range(10) as ten (item);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select language || seed, 'title', 'enc', language, 10 * n + 1, seed, 'last', '{}' from point;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select language || seed, 10 * n + 2, 90, 0, null from point;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select language || seed, 10 * n + 2, ten.item, case when ten.item < n_right then 'A' else 'B' end, 0.9, true
from point cross join range(10) as ten (item);
