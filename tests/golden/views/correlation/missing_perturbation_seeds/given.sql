-- Four languages with overlaps 1, 2, 3, 9 of 10; ten titles, all answered rightly before. They were perturbed with seed 7
-- and seed 8, but ld with seed 7 only: it is left out and counted. Wrong after, of seed 7 and 8:
--   la 1 and 3, lb 1 and 1, lc 2 and 4: mean change -2, -1, -3 tenths. x - mean: -1 0 1, y - mean: 0 1 -1: r = -1/2,
--   p = 2/3 with 1 degree of freedom; the ranks of y are 2 3 1: rho -1/2.
-- Before, all four are 1: no correlation. An edit of a title has no cost of its own: all four are left out there.
create temp table point as
from
(
    values
    (1, 'la', 1, 7, 1), (1, 'la', 1, 8, 3), (2, 'lb', 2, 7, 1), (2, 'lb', 2, 8, 1), (3, 'lc', 3, 7, 2), (3, 'lc', 3, 8, 4),
    (4, 'ld', 9, 7, 9)
)
as point (n, language, shared, seed, n_wrong);

create temp table place as
select distinct 10 * n + 1 as text_set, n, language, 'train' as split, 'none' as perturbation, 0 as n_wrong from point
union all
select distinct 10 * n + 2, n, language, 'test', 'none', 0 from point
union all
select 10 * n + seed, n, language, 'test', 'shuffle', n_wrong from point;

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select
    text_set, 't', 'title', language, split, perturbation, case when split = 'train' then text_set else 10 * n + 2 end, 10,
    90, text_set
from place;

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select distinct 'mm', 10 * n + 1, 10 * n + 2, 'none', 90, 10, 5, shared, 50, 9, 5 from point;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
select language || seed, 'shuffle', 10 * n + 1, 10 * n + 2, 10 * n + seed, seed, 1.0, '{}', 9, 9, 0 from point;

insert into title_item (text_set, item, page, text, correct)
select place.text_set, ten.item, 'p', 't', 'A' from place cross join range(10) as ten (item);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select distinct language, 'title', 'enc', language, 10 * n + 1, 1, 'last', '{}' from point;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select language, text_set, 90, 0, null from place where split = 'test';

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select place.language, place.text_set, ten.item, case when ten.item < place.n_wrong then 'B' else 'A' end, 0.9, true
from place cross join range(10) as ten (item) where place.split = 'test';
