-- Four languages, overlap x and accuracy y in tenths: (1, 5), (2, 3), (2, 5), (3, 7).
--   x - mean: -1 0 0 1, y - mean: 0 -2 0 2. r = (0 + 0 + 0 + 2) / sqrt(2 * 8) = 1/2.
--   Average ranks: x 1, 2.5, 2.5, 4 and y 2.5, 1, 2.5, 4; from their mean 2.5: -1.5 0 0 1.5 and 0 -1.5 0 1.5.
--   rho = 2.25 / sqrt(4.5 * 4.5) = 1/2.
-- Under Student's t with 2 degrees of freedom p = 1 - |r| = 1/2; it explores, and alone: corrected it is the same.
-- Fisher: atanh(1/2) = ln(3) / 2 with standard error 1: tanh(ln(3) / 2 -+ 1.959963984540054). Found with 80 % power is
--   tanh(2.8015852181129683). Each point is a source of its own. Without la: (2, 3), (2, 5), (3, 7): x - mean in thirds
--   -1 -1 2, y - mean -2 0 2: 2 / sqrt(2/3 * 8) = sqrt(3)/2; without lb the same (-1 0 1, -2/3 -2/3 4/3); without lc:
--   -1 0 1 and 0 -2 2: 1/2; without ld: x in thirds -2 1 1, y in thirds 2 -4 2: -6 / sqrt(6 * 24) = -1/2.
create temp table point as
from (values ('mm', 1, 'la', 1, 1, 5), ('mm', 2, 'lb', 1, 2, 3), ('mm', 3, 'lc', 1, 2, 5), ('mm', 4, 'ld', 1, 3, 7))
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
