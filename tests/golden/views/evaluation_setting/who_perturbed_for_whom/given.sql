-- French trains (1) and Breton trains (2) and is tested (3). The test set was perturbed
--   against French (4), against nothing (5), with the vectors of 'enc' (6) and of 'other' (7);
--   8 is what two perturbations became that changed nothing.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 2, 10, 'c'),
(4, 'c', 'ner', 'br', 'test', 'swap', 3, 2, 11, 'd'),
(5, 'c', 'ner', 'br', 'test', 'names', 3, 2, 10, 'e'),
(6, 'c', 'ner', 'br', 'test', 'near', 3, 2, 10, 'f'),
(7, 'c', 'ner', 'br', 'test', 'near', 3, 2, 10, 'g'),
(8, 'c', 'ner', 'br', 'test', 'swap', 3, 2, 10, 'c');

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('v', 'enc', 0, 'first', 'cased'), ('w', 'other', 0, 'first', 'cased');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p4', 'swap', 1, 3, 4, null, 7, 1.0, '{}', 3, 2, 1),
('p5', 'names', null, 3, 5, null, 7, 1.0, '{}', 1, 1, 0),
('p6', 'near', 1, 3, 6, 'v', 7, 1.0, '{}', 4, 4, 0),
('p7', 'near', 1, 3, 7, 'w', 7, 1.0, '{}', 4, 4, 0),
('p8', 'swap', 1, 3, 8, null, 8, 0.5, '{}', 0, 0, 0),
('p9', 'swap', 2, 3, 8, null, 8, 0.5, '{}', 0, 0, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('cross', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'),
('native', 'ner', 'enc', 'br', 2, 2, 'last', '{}'),
('theirs', 'ner', 'enc', 'fr', null, 3, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('cross', 3, 10, 1, 0.5), ('cross', 4, 11, 0, null), ('cross', 5, 10, 0, null), ('cross', 6, 10, 0, null),
('cross', 7, 10, 0, null), ('cross', 8, 10, 0, null),
('native', 3, 10, 0, null), ('native', 4, 11, 0, null),
('theirs', 3, 10, 0, null), ('theirs', 4, 11, 0, null), ('theirs', 5, 10, 0, null);
-- Own is: an original, against the own training set (p4 for cross, not for native), against none (p5), by the own
-- encoder's vectors (p6, not p7). Of the run without a training set nobody knows (p4), but p5 needs none.
