-- NER: a perturbation that edited nothing has a score before, but neither change nor cost; nothing was measurable on the
-- test side either (n_test 0), so its overlap is NULL.
-- Titles: accuracy 1 before, 1/2 after; an edit of a title's text has no cost of its own.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 3, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 3, 'b'),
(4, 't', 'title', 'br', 'train', 'none', 4, 9, 90, 'd'),
(5, 't', 'title', 'br', 'test', 'none', 5, 2, 20, 'e'),
(6, 't', 'title', 'br', 'test', 'shuffle', 5, 2, 20, 'f');

insert into title_item (text_set, item, page, text, correct)
values (5, 0, 'p', 't0', 'A'), (5, 1, 'p', 't1', 'C'), (6, 0, 'p', 'u0', 'A'), (6, 1, 'p', 'u1', 'C');

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values ('m', 1, 2, 'none', 9, 0, 0, 0, 5, 0, 0), ('w', 4, 5, 'none', 9, 10, 6, 4, 5, 9, 3);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 1.0, '{}', 0, 0, 0), ('q', 'shuffle', 4, 5, 6, 7, 0.5, '{}', 12, 6, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}'), ('s', 'title', 'enc', 'br', 4, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 3, 0, null), ('r', 3, 3, 0, null), ('s', 5, 20, 0, null), ('s', 6, 20, 0, null);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values
('s', 5, 0, 'A', 0.9, true), ('s', 5, 1, 'C', 0.9, true), ('s', 6, 0, 'A', 0.9, true), ('s', 6, 1, 'D', 0.9, true);
