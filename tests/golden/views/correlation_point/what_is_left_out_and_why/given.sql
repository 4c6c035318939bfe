-- Seven languages with ten titles each, all read rightly before by a native run. They were shuffled with the seeds 7 and
-- 8; `n_wrong` of the titles are wrong after. Overlap is that of mm, in tenths of the test side.
--   la  overlap 1  wrong 1 and 3: change -1/5     has two runs where one is planned, as most have one: that harms none
--   lb  overlap 2  wrong 2 and 2: change -1/5
--   lc  overlap 3  wrong 4, seed 7 only: -2/5     one of the two planned seeds of the perturbation is missing
--   ld  overlap 4  not shuffled
--   le  not measured  wrong 5: change -1/2
--   lf  nothing on the test side: no overlap  wrong 6: change -3/5
--   lg  overlap 5  shuffled, but nothing was changed: no change of the score
-- An edit of a title has no cost of its own, so none has that. A run trained on xx (91) reads all titles of la: so xx is
-- the source of la, and the others are their own. It was not shuffled against, so it is asked for the score before alone.
-- A half dose of la is not looked at.
create temp table place as
from (values ('la', 1, 1, 10), ('lb', 2, 2, 10), ('lc', 3, 3, 10), ('ld', 4, 4, 10), ('le', 5, 0, 10), ('lf', 6, 0, 0), ('lg', 7, 5, 10))
as place (language, n, shared, n_test);

create temp table shuffled as
from
(
    values
    (1, 7, 1.0, 1), (1, 8, 1.0, 3), (2, 7, 1.0, 2), (2, 8, 1.0, 2), (3, 7, 1.0, 4), (5, 7, 1.0, 5), (5, 8, 1.0, 5),
    (6, 7, 1.0, 6), (6, 8, 1.0, 6), (7, 7, 1.0, 0), (7, 8, 1.0, 0), (1, 9, 0.5, 9)
)
as shuffled (n, seed, dose, n_wrong);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select 10 * n + 1, 't', 'title', language, 'train', 'none', 10 * n + 1, 10, 90, 'train' || n from place
union all
select 10 * n + 2, 't', 'title', language, 'test', 'none', 10 * n + 2, 10, 90, 'test' || n from place
union all
select 10 * n + seed, 't', 'title', language, 'test', 'shuffle', 10 * n + 2, 10, 90, 'shuffled' || seed || n
from place inner join shuffled using (n)
union all
select 91, 't', 'title', 'xx', 'train', 'none', 91, 10, 90, 'xx';

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select 'mm', 10 * n + 1, 10 * n + 2, 'none', 90, n_test, 5, shared, 50, 9, 5 from place where language <> 'le'
union all
select 'mm', 91, 12, 'none', 90, 10, 5, 6, 50, 9, 5;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
select n || 's' || seed, 'shuffle', 10 * n + 1, 10 * n + 2, 10 * n + seed, seed, dose, '{}', 9, n_wrong, 0 from shuffled;

insert into title_item (text_set, item, page, text, correct)
select text_set.text_set, ten.item, 'p', 't', 'A' from text_set cross join range(10) as ten (item) where split = 'test';

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select language, 'title', 'enc', language, 10 * n + 1, 1, 'last', '{}' from place
union all
select 'la2', 'title', 'enc', 'la', 11, 2, 'last', '{}'
union all
select 'xx', 'title', 'enc', 'xx', 91, 1, 'last', '{}';

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select run.run, text_set.text_set, 90, 0, null
from run inner join text_set on run.train_language = text_set.language and text_set.split = 'test'
union all
select 'xx', 12, 90, 0, null;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select
    evaluation.run, evaluation.text_set, ten.item,
    case when ten.item < coalesce(shuffled.n_wrong, 0) then 'B' else 'A' end, 0.9, true
from evaluation
left join shuffled on evaluation.text_set = 10 * shuffled.n + shuffled.seed
cross join range(10) as ten (item);
