-- One run trained on French (1) reads the two titles of Breton rightly (3), and one of them after a shuffle (4). Two of
-- eight units are shared by one measure, three of four by the other; the native pair has overlap but no run: no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'title', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'title', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 'c', 'title', 'br', 'test', 'none', 3, 2, 4, 'c'),
(4, 'c', 'title', 'br', 'test', 'shuffle', 3, 2, 4, 'd');

insert into title_item (text_set, item, page, text, correct)
values (3, 0, 'p', 't', 'A'), (3, 1, 'p', 't', 'A'), (4, 0, 'p', 't', 'A'), (4, 1, 'p', 't', 'A');

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('m1', 1, 3, 'none', 90, 8, 5, 2, 50, 7, 2), ('m2', 1, 3, 'b', 90, 4, 5, 3, 50, 4, 3),
('m1', 2, 3, 'none', 90, 8, 9, 6, 50, 7, 5);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'shuffle', 1, 3, 4, 7, 0.5, '{"rate": 1}', 9, 3, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'title', 'enc', 'fr', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 3, 4, 0, null), ('r', 4, 4, 0, null);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values
('r', 3, 0, 'A', 0.9, true), ('r', 3, 1, 'A', 0.9, true), ('r', 4, 0, 'A', 0.9, true), ('r', 4, 1, 'B', 0.9, true);
