-- Gold tags: I-LOC O B-LOC I-PER; predicted: B-LOC O B-LOC O. Lenient: 3 gold, 2 predicted, both right:
--   precision 1, recall 2/3, F1 = 2 * 2/3 / (5/3) = 4/5.
-- Strict: 1 gold (the second LOC), 2 predicted, 1 right: precision 1/2, recall 1, F1 = 1 / (3/2) = 2/3.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values (1, 'c', 'ner', 'br', 'test', 'none', 1, 1, 4, 'a');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'LOC', 'Brest', false), (1, 0, 1, 2, 3, 'LOC', 'Kemper', true), (1, 0, 2, 3, 4, 'PER', 'Anna', false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 1, 4, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 1, 0, 0, 1, 'LOC', true, true), ('r', 1, 0, 2, 3, 'LOC', true, true);
