-- Gold: two PER, one LOC with a stray I-, one ORG. Predicted: one PER right, the LOC with B-, two MISC; never an ORG.
--   PER:  1 of 1 predicted, 1 of 2 gold: precision 1, recall 1/2, F1 = 1 / (3/2) = 2/3.
--   LOC:  lenient 1; strict: 0 gold, 1 predicted, 0 right.
--   ORG:  never predicted: 0.   MISC: never gold: 0; one of the two opens with I-, in 8 tokens: 1/8.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 8, 'b');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 1, 2, 3, 'PER', 'Yann', true), (2, 1, 0, 0, 1, 'LOC', 'Brest', false),
(2, 1, 1, 2, 4, 'ORG', 'Skol Veur', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', 1, 5, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 2, 8, 2, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 0, 1, 'PER', true, true), ('r', 2, 1, 0, 1, 'LOC', true, true), ('r', 2, 1, 1, 2, 'MISC', true, false),
('r', 2, 1, 2, 3, 'MISC', false, false);
