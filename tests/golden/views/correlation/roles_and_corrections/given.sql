-- Three languages, titles, native. Overlap of title_text is 1, 2, 3 by the tokenizer that the runs were trained with
-- (same revision, whatever its name), and 3, 2, 1 by another one: there every r has the other sign, and the same p.
--   before 6 5 7 (tenths): r = 1/2, p = 2/3 (1 degree of freedom: p = 1 - 2/pi asin |r|).
--   title_random edits what is shared: after 3 2 5, change -3 -3 -2: r = sqrt(3)/2, p = 1/3, arithmetic, in no family.
--   title_option_only takes every word away: after 5 3 4, change -1 -2 -3: r = -1, p = 0.
-- Edits of titles have no cost: no p, in no family.
-- Confirmatory is before by the own tokenizer alone; exploratory are the other three: 0 0 2/3, which
-- Benjamini-Hochberg leaves as they are.
create temp table point as
from (values (1, 'la', 6, 3, 5), (2, 'lb', 5, 2, 3), (3, 'lc', 7, 5, 4)) as point (n, language, n_before, n_random, n_placebo);

create temp table form as
from (values (2, 'none'), (3, 'title_random'), (4, 'title_option_only')) as form (place, perturbation);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select 10 * n + 1, 't', 'title', language, 'train', 'none', 10 * n + 1, 10, 90, language from point
union all
select 10 * n + place, 't', 'title', language, 'test', perturbation, 10 * n + 2, 10, 90, language || place
from point cross join form;

insert into tokenizer (tokenizer, source, revision, n_pieces) values ('own', 's', 'r1', 9), ('other', 's', 'r2', 9);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select 'title_text', 10 * n + 1, 10 * n + 2, 'own', 90, 10, 5, n, 50, 9, 5 from point
union all
select 'title_text', 10 * n + 1, 10 * n + 2, 'other', 90, 10, 5, 4 - n, 50, 9, 5 from point;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
select language || place, perturbation, 10 * n + 1, 10 * n + 2, 10 * n + place, 7, 1.0, '{}', 9, 9, 0
from point cross join form where place > 2;

insert into title_item (text_set, item, page, text, correct)
select 10 * n + place, ten.item, 'p', 't', 'A' from point cross join form cross join range(10) as ten (item);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select language, 'title', 'enc', language, 10 * n + 1, 1, 'last', '{"tokenizer": {"tokenizer": "mine", "revision": "r1"}}'
from point;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select language, 10 * n + place, 90, 0, null from point cross join form;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select
    language, 10 * n + place, ten.item,
    case when ten.item < [n_before, n_random, n_placebo][place - 1] then 'A' else 'B' end, 0.9, true
from point cross join form cross join range(10) as ten (item);
