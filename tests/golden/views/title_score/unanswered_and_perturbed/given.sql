-- Text set 1 has two items, both B. 'silent' answers none: all scores 0. 'half' answers the first, rightly: accuracy 1/2
-- (of all items); B is gold 2, chosen 1, right 1: F1 = 2 * 1 * 1/2 / (3/2) = 2/3.
-- Text set 2 is the first, perturbed against nothing: 'half' chooses C twice: B has gold 2, chosen 0; C gold 0, chosen 2:
-- all 0. A and D are met on neither side and leave the macro average alone. Text set 3 has no items: accuracy NULL.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 't', 'title', 'br', 'test', 'none', 1, 2, 20, 'a'),
(2, 't', 'title', 'br', 'test', 'shuffle', 1, 2, 20, 'b'),
(3, 't', 'title', 'fo', 'test', 'none', 3, 0, 0, 'c');

insert into title_item (text_set, item, page, text, correct)
values (1, 0, 'p', 't0', 'B'), (1, 1, 'p', 't1', 'B'), (2, 0, 'p', 'u0', 'B'), (2, 1, 'p', 'u1', 'B');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'shuffle', null, 1, 2, 7, 1.0, '{}', 9, 9, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('silent', 'title', 'enc', 'br', null, 1, 'imported', '{}'), ('half', 'title', 'enc', 'br', null, 2, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('silent', 1, 20, 0, null), ('half', 1, 20, 0, null), ('half', 2, 20, 0, null), ('half', 3, 0, 0, null);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values
('half', 1, 0, 'A', 0.1, false), ('half', 1, 0, 'B', 0.9, true),
('half', 2, 0, 'C', 0.9, true), ('half', 2, 1, 'C', 0.9, true);
