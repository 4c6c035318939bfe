-- Breton is tested (3); French (1) and Breton (2) train. 4 was perturbed against French, 5 against nothing.
-- Gold is one PER in each; a sentence with two gold mentions would only blur the arithmetic.
--   'cross' (French) finds it in 3, not in 4, and with an I- in 5: F1 1, 0, 1 and strict F1 1, 0, 0.
--   'native' (Breton) finds it in 3, but 4 is not its own: only 5 has a row, where it misses.
--   'theirs' has no training set here: likewise only 5; it was not tested on 3, so there is nothing to compare with.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 1, 3, 'c'),
(4, 'c', 'ner', 'br', 'test', 'swap', 3, 1, 3, 'd'),
(5, 'c', 'ner', 'br', 'test', 'names', 3, 1, 3, 'e');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(3, 0, 0, 0, 1, 'PER', 'Anna', true), (4, 0, 0, 0, 1, 'PER', 'Vari', true), (5, 0, 0, 0, 1, 'PER', 'Yann', true);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p4', 'swap', 1, 3, 4, 7, 1.0, '{}', 1, 1, 0), ('p5', 'names', null, 3, 5, 8, 0.5, '{}', 2, 1, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('cross', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'),
('native', 'ner', 'enc', 'br', 2, 2, 'last', '{}'),
('theirs', 'ner', 'enc', 'fr', null, 3, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('cross', 3, 3, 0, null), ('cross', 4, 3, 0, null), ('cross', 5, 3, 0, null),
('native', 3, 3, 0, null), ('native', 4, 3, 0, null), ('native', 5, 3, 0, null),
('theirs', 4, 3, 0, null), ('theirs', 5, 3, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('cross', 3, 0, 0, 1, 'PER', true, true), ('cross', 5, 0, 0, 1, 'PER', false, true),
('native', 3, 0, 0, 1, 'PER', true, true), ('native', 4, 0, 0, 1, 'PER', true, true);
