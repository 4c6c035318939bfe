-- No row: of the perturbation without edits (p3), of the one against another's training set (p4), of a run that was not
-- tested on the original ('half'), and of a run without a training set here ('theirs'). Names put in without a training
-- set (p5) are anybody's: of an unknown arm.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 3, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 3, 'b'),
(4, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 3, 'd'),
(5, 'c', 'ner', 'br', 'test', 'names', 2, 1, 3, 'e'),
(6, 'c', 'ner', 'fr', 'train', 'none', 6, 9, 90, 'f');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p3', 'swap', 1, 2, 3, 7, 1.0, '{}', 0, 0, 0), ('p4', 'swap', 6, 2, 4, 7, 1.0, '{}', 1, 1, 0),
('p5', 'names', null, 2, 5, 7, 1.0, '{}', 1, 1, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('p4', 4, 0, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('p5', 5, 0, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', null, null, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}'), ('half', 'ner', 'enc', 'fr', 6, 2, 'last', '{}'),
('theirs', 'ner', 'enc', 'br', null, 3, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('r', 2, 3, 0, null), ('r', 3, 3, 0, null), ('r', 4, 3, 0, null), ('r', 5, 3, 0, null), ('half', 4, 3, 0, null),
('theirs', 2, 3, 0, null), ('theirs', 4, 3, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 2, 0, 0, 1, 'PER', true, true), ('r', 4, 0, 0, 1, 'PER', true, true);
