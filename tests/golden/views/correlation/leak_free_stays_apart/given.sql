-- Two languages as they came and dealt anew: as they came accuracy rises with overlap (r 1), dealt anew it falls (r -1).
-- Together the four points would lie on no line. Dealt anew two seeds are planned: ld, with one, is left out there, while
-- the languages as they came, with one seed each, are complete.
create temp table point as
from
(
    values
    (1, 'la', '', 1, 1, 4), (2, 'lb', '', 1, 2, 5), (3, 'la', '_leak_free', 1, 1, 8), (4, 'lb', '_leak_free', 1, 2, 3),
    (3, 'la', '_leak_free', 2, 1, 8), (4, 'lb', '_leak_free', 2, 2, 3), (5, 'ld', '_leak_free', 1, 7, 3)
)
as point (n, language, ending, seed, shared, n_right);

-- Of each point: a training set (10 n + 1) and a test set (10 n + 2) of ten titles of its own language, the share of the
-- test side that is shared, and a native run that gets `n_right` of the ten titles right.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select distinct 10 * n + 1, 't', 'title', language, 'train' || ending, 'none', 10 * n + 1, 10, 90, language from point
union all
select distinct 10 * n + 2, 't', 'title', language, 'test' || ending, 'none', 10 * n + 2, 10, 90, language from point;

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select distinct 'mm', 10 * n + 1, 10 * n + 2, 'none', 90, 10, 5, shared, 50, 9, 5 from point;

insert into title_item (text_set, item, page, text, correct)
select 10 * languages.n + 2, ten.item, 'p', 't', 'A'
from (select distinct n from point) as languages cross join range(10) as ten (item);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select language || ending || seed, 'title', 'enc', language, 10 * n + 1, seed, 'last', '{}' from point;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select language || ending || seed, 10 * n + 2, 90, 0, null from point;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select language || ending || seed, 10 * n + 2, ten.item, case when ten.item < n_right then 'A' else 'B' end, 0.9, true
from point cross join range(10) as ten (item);
