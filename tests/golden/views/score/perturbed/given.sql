-- The test set (2) and what replacing its only mention by a longer one made of it (3), against the French train set.
-- The run finds the first and misses the second: F1 1, then 0.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 3, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 4, 'c');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (2, 0, 0, 0, 1, 'PER', 'Anna', true), (3, 0, 0, 0, 2, 'PER', 'Anna Vari', true);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 0.5, '{}', 1, 1, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 2, 3, 0, null), ('r', 3, 4, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 2, 0, 0, 1, 'PER', true, true);
