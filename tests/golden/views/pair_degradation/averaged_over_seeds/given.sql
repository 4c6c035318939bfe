-- Breton is tested (3: a PER and a LOC, gold in every form of it). French (1) and Breton (2) train.
-- Against French it was perturbed with seed 7 (4: both mentions) and seed 8 (5: the PER only).
-- A run that finds k of the 2 and nothing else has F1 = 2k / (k + 2): 0, 2/3, 1.
--   cross 1: 3: both, 1.    4: the LOC, 2/3; cost (1 - 1/2) = 1/2.        5: the LOC, 2/3; cost of the PER 1 - 0 = 1.
--   cross 2: 3: PER, 2/3.   4: none, 0; cost (1/2 - 0) = 1/2.             5: not tested.
-- Seed 7: 2 runs, before (1 + 2/3) / 2 = 5/6, change (-1/3 - 2/3) / 2 = -1/2, cost 1/2, 2 edits.
-- Seed 8: 1 run, before 1, change -1/3, cost 1, 1 edit.
-- Together: at least 1 run, 2 seeds, before 11/12, change -5/12, cost 3/4, 3/2 edits. Unperturbed: 5/6 of 2 runs.
-- Native finds both. A run without a training set here finds the PER: 2/3; no overlap is needed.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 1, 4, 'c'),
(4, 'c', 'ner', 'br', 'test', 'swap', 3, 1, 4, 'd'),
(5, 'c', 'ner', 'br', 'test', 'swap', 3, 1, 4, 'e');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(3, 0, 0, 0, 1, 'PER', 'Anna', true), (3, 0, 1, 2, 3, 'LOC', 'Brest', true),
(4, 0, 0, 0, 1, 'PER', 'Vari', true), (4, 0, 1, 2, 3, 'LOC', 'Kemper', true),
(5, 0, 0, 0, 1, 'PER', 'Yann', true), (5, 0, 1, 2, 3, 'LOC', 'Brest', true);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p7', 'swap', 1, 3, 4, 7, 1.0, '{}', 2, 2, 0), ('p8', 'swap', 1, 3, 5, 8, 1.0, '{}', 2, 1, 1);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('p7', 4, 0, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('p7', 4, 0, 1, 2, 3, 2, 3, 'Brest', 'Kemper', 'LOC', true, false, 0, false),
('p8', 5, 0, 0, 0, 1, 0, 1, 'Anna', 'Yann', 'PER', true, false, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('cross1', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('cross2', 'ner', 'enc', 'fr', 1, 2, 'last', '{}'),
('native', 'ner', 'enc', 'br', 2, 1, 'last', '{}'), ('theirs', 'ner', 'enc', 'br', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('cross1', 3, 4, 0, null), ('cross1', 4, 4, 0, null), ('cross1', 5, 4, 0, null),
('cross2', 3, 4, 0, null), ('cross2', 4, 4, 0, null), ('native', 3, 4, 0, null), ('theirs', 3, 4, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('cross1', 3, 0, 0, 1, 'PER', true, true), ('cross1', 3, 0, 2, 3, 'LOC', true, true),
('cross1', 4, 0, 2, 3, 'LOC', true, true), ('cross1', 5, 0, 2, 3, 'LOC', true, true),
('cross2', 3, 0, 0, 1, 'PER', true, true),
('native', 3, 0, 0, 1, 'PER', true, true), ('native', 3, 0, 2, 3, 'LOC', true, true),
('theirs', 3, 0, 0, 1, 'PER', true, true);
