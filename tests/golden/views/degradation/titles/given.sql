-- Titles are compared by accuracy: 2 of 2 before, 1 of 2 after. There is no strict reading of them.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 't', 'title', 'br', 'train', 'none', 1, 9, 90, 'a'),
(2, 't', 'title', 'br', 'test', 'none', 2, 2, 20, 'b'),
(3, 't', 'title', 'br', 'test', 'shuffle', 2, 2, 20, 'c');

insert into title_item (text_set, item, page, text, correct)
values (2, 0, 'p', 't0', 'A'), (2, 1, 'p', 't1', 'C'), (3, 0, 'p', 'u0', 'A'), (3, 1, 'p', 'u1', 'C');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'shuffle', 1, 2, 3, 7, 1.0, '{}', 9, 9, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'title', 'enc', 'br', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 20, 0, null), ('r', 3, 20, 0, null);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values
('r', 2, 0, 'A', 0.9, true), ('r', 2, 1, 'C', 0.9, true), ('r', 3, 0, 'A', 0.9, true), ('r', 3, 1, 'D', 0.9, true);
