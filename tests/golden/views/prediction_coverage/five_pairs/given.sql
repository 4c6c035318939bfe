-- Title runs, ten titles each. The model of 'aa' is tested on tp and tq, those of 'bb', 'cc', 'dd' on tr, ts, tu.
--   pair    overlap  score
--   aa-tp   1/10     2/10
--   aa-tq   3/10     4/10
--   bb-tr   2/10     2/10
--   cc-ts   4/10     6/10
--   dd-tu   unknown  5/10
-- As in predicted_pair: aa-tp and aa-tq are predicted by two points, without an interval: 0 (off by 1/5) and 4/10 (by 0).
-- bb-tr: 11/35 +- 12.706204736174694 sqrt(1/245), off by 4/35; cc-ts: 7/15 +- 12.706204736174694 sqrt(1/45), by 2/15.
-- tp lies below 2/10 to 4/10, and ts above 1/10 to 3/10: extrapolated. dd-tu has no overlap, bb-tp (5/10) no run.
delete from published_score;
delete from published_overlap;
delete from language_distance;

create temp table tried as
from
(
    values
    ('aa', 'tp', 1, 11, 1, 2), ('aa', 'tq', 1, 12, 3, 4), ('bb', 'tr', 2, 13, 2, 2), ('cc', 'ts', 3, 14, 4, 6),
    ('dd', 'tu', 4, 15, null, 5)
)
as tried (source, target, train_set, test_set, shared, n_right);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select distinct train_set, 't', 'title', source, 'train', 'none', train_set, 10, 90, source from tried
union all
select test_set, 't', 'title', target, 'test', 'none', test_set, 10, 90, target from tried
union all
values
(5, 't', 'title', 'bb', 'train', 'romanise', 2, 10, 90, 'e'), (6, 't', 'title', 'aa', 'test', 'none', 6, 10, 90, 'f'),
(7, 't', 'title', 'bb', 'train_leak_free', 'none', 7, 10, 90, 'g');

insert into tokenizer (tokenizer, source, revision, n_pieces) values ('enc', 's', 'r', 9), ('foreign', 's', 'q', 9);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select 'title_text', train_set, test_set, 'enc', 90, 10, 5, shared, 50, 9, 5 from tried where shared is not null
union all
values
('title_text', 2, 11, 'enc', 90, 10, 5, 5, 50, 9, 5), ('title_text', 2, 11, 'foreign', 90, 10, 5, 6, 50, 9, 5),
('title_text', 1, 11, 'foreign', 90, 10, 5, 6, 50, 9, 5), ('title_text', 5, 11, 'enc', 90, 10, 5, 6, 50, 9, 5),
('title_text', 7, 11, 'enc', 90, 10, 5, 6, 50, 9, 5), ('word', 2, 12, 'none', 90, 10, 5, 6, 50, 9, 5);

insert into title_item (text_set, item, page, text, correct)
select text_set.text_set, ten.item, 'p', 't', 'A' from text_set cross join range(10) as ten (item) where split = 'test';

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select distinct source, 'title', 'enc', source, train_set, 1, 'last', '{}' from tried;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) select source, test_set, 90, 0, null from tried;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select source, test_set, ten.item, case when ten.item < n_right then 'A' else 'B' end, 0.9, true
from tried cross join range(10) as ten (item);
