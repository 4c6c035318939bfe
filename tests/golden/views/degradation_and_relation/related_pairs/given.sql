-- Ten titles each. sa and sb train, and so do ta, tb and tc in their own language; n_right are right before and after
-- the words of a text were drawn anew, against no training set (twice the same for every run on ta).
--   sa on ta  8 -> 6   one family: genetic          overlap 3/10
--   sb on ta  2 -> 1   the control, borrowing       overlap 0, another script; Latin letters bring it to 2/10
--   ta on ta  10 -> 7  beside both of them          overlap 9/10
--   sa on tb  6        nothing could be edited      overlap 5/10, genetic
--   tc on tc  9        no transfer beside it        overlap not measured, not perturbed
delete from published_score;
delete from published_overlap;
delete from language;
delete from pair;

insert into language (language, name, family, genus, script, iso639_3)
values
('sa', 'S', 'F', 'G', 'Latn', 'saa'), ('sb', 'S', 'E', 'H', 'Cyrl', 'sbb'), ('ta', 'T', 'F', 'G', 'Latn', 'taa'),
('tb', 'T', 'F', 'G', 'Latn', 'tbb'), ('tc', 'T', 'F', 'G', 'Latn', 'tcc');

insert into pair (source, target, relation, is_control) values ('sb', 'ta', 'borrowing', true);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 't', 'title', 'sa', 'train', 'none', 1, 10, 90, 'a'), (2, 't', 'title', 'sb', 'train', 'none', 2, 10, 90, 'b'),
(3, 't', 'title', 'ta', 'train', 'none', 3, 10, 90, 'c'), (4, 't', 'title', 'tc', 'train', 'none', 4, 10, 90, 'd'),
(5, 't', 'title', 'ta', 'test', 'none', 5, 10, 90, 'e'), (6, 't', 'title', 'tb', 'test', 'none', 6, 10, 90, 'f'),
(7, 't', 'title', 'tc', 'test', 'none', 7, 10, 90, 'g'),
(8, 't', 'title', 'ta', 'test', 'title_random', 5, 10, 90, 'h'),
(9, 't', 'title', 'tb', 'test', 'title_random', 6, 10, 90, 'i');

insert into tokenizer (tokenizer, source, revision, n_pieces) values ('enc', 's', 'r', 9);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('title_text', 1, 5, 'enc', 9, 10, 9, 3, 9, 9, 1), ('title_text', 2, 5, 'enc', 9, 10, 0, 0, 9, 9, 1),
('title_text', 3, 5, 'enc', 9, 10, 9, 9, 9, 9, 1), ('title_text', 1, 6, 'enc', 9, 10, 9, 5, 9, 9, 1),
('word', 1, 5, 'none', 9, 10, 9, 4, 9, 9, 1), ('romanised_word', 1, 5, 'u1', 9, 10, 9, 6, 9, 9, 1),
('word', 2, 5, 'none', 9, 10, 9, 1, 9, 9, 1), ('romanised_word', 2, 5, 'u1', 9, 10, 9, 5, 9, 9, 1),
('word', 1, 6, 'none', 9, 10, 9, 7, 9, 9, 1),
('romanised_entity', 2, 5, 'u1', 9, 10, 9, 1, 9, 9, 1), ('romanised_entity', 2, 5, 'u2', 9, 10, 9, 2, 9, 9, 1);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('pa', 'title_random', null, 5, 8, 7, 1.0, '{}', 9, 4, 0), ('pb', 'title_random', null, 6, 9, 7, 1.0, '{}', 0, 0, 0);

insert into title_item (text_set, item, page, text, correct)
select text_set.text_set, ten.item, 'p', 't', 'A' from text_set cross join range(10) as ten (item) where split = 'test';

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('sa', 'title', 'enc', 'sa', 1, 1, 'last', '{}'), ('sb', 'title', 'enc', 'sb', 2, 1, 'last', '{}'),
('ta', 'title', 'enc', 'ta', 3, 1, 'last', '{}'), ('tc', 'title', 'enc', 'tc', 4, 1, 'last', '{}');

create temp table tested as
from
(
    values
    ('sa', 5, 8), ('sa', 8, 6), ('sb', 5, 2), ('sb', 8, 1), ('ta', 5, 10), ('ta', 8, 7), ('sa', 6, 6), ('sa', 9, 6),
    ('tc', 7, 9)
) as tested (run, text_set, n_right);

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) select run, text_set, 90, 0, null from tested;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select run, text_set, ten.item, case when ten.item < n_right then 'A' else 'B' end, 0.9, true
from tested cross join range(10) as ten (item);
