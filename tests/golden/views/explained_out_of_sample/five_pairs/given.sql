-- Title runs, ten titles each. The model of 'aa' is tested on tp and tq, those of 'bb', 'cc', 'dd' on tr, ts, tu.
--   pair    overlap  score
--   aa-tp   1/10     2/10
--   aa-tq   3/10     4/10
--   bb-tr   2/10     2/10
--   cc-ts   4/10     6/10
--   dd-tu   unknown  5/10
-- Without aa: the line through (2/10, 2/10) and (4/10, 6/10) predicts 0 and 4/10; the mean is 4/10.
-- Without bb: three points about (4/15, 4/10), xx 7/150, xy 6/100, slope 9/7: 11/35; the mean is 4/10.
-- Without cc: three points about (2/10, 4/15), xx and xy 2/100, slope 1: 7/15; the mean is 4/15.
-- Left by the lines: 1/5, 0, -4/35, 2/15 (squares: 781/11025); by the means: -1/5, 0, -1/5, 1/3 (2107/11025).
-- r2 1 - 781/2107 = 1326/2107; absolute errors 47/420 and 11/60.
-- The genetic distance is known of tp, tq and tr (1/10, 3/10, 2/10). Without aa one point is left and no line; without
-- bb the line predicts 3/10 for tr, as the mean does: r2 0, and 1/10 off, both.
-- All training sets are of one size: no line. Alignment is known of one pair.
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
select 'title_text', train_set, test_set, 'enc', 90, 10, 5, shared, 50, 9, 5 from tried where shared is not null;

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values ('word', 4, 15, 'none', 90, 10, 5, 5, 50, 9, 5);

insert into language_distance (source, target, kind, distance)
values ('aa', 'tp', 'genetic', 0.1), ('aa', 'tq', 'genetic', 0.3), ('bb', 'tr', 'genetic', 0.2);

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('enc.mean.l1', 'enc', 1, 'mean', 'kept'), ('other.mean.l1', 'other', 1, 'mean', 'kept');

insert into alignment (
    embedding, source_text_set, test_set, unit, measure, lexicon, spelling, sample_size, value, n_source, n_target,
    n_pairs, lexicon_sha256
)
values
('enc.mean.l1', 6, 11, 'word', 'csls_precision_at_1', 'given', 'different', 0, 0.75, 7, 8, 3, 'h'),
('other.mean.l1', 6, 11, 'word', 'csls_precision_at_1', 'given', 'different', 0, 0.75, 7, 8, 3, 'h');

insert into title_item (text_set, item, page, text, correct)
select text_set.text_set, ten.item, 'p', 't', 'A' from text_set cross join range(10) as ten (item) where split = 'test';

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select distinct source, 'title', 'enc', source, train_set, 1, 'last', '{}' from tried;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) select source, test_set, 90, 0, null from tried;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select source, test_set, ten.item, case when ten.item < n_right then 'A' else 'B' end, 0.9, true
from tried cross join range(10) as ten (item);
