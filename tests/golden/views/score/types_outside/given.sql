-- The Breton test set has PER alone, the French one of the same corpus and split LOC, its training set ORG, and another
-- corpus MISC. A run predicts in the Breton one: PER right, PER wrong, LOC wrong, ORG and MISC: of 5, 1 is right, of 2
-- gold: F1 = 2 * 1/5 * 1/2 / (7/10) = 2/7. LOC is asked for in the French text, so ORG and MISC are outside; within: 1 of
-- 3, 1 of 2: F1 = 2 * 1/3 * 1/2 / (5/6) = 2/5.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'test', 'none', 1, 1, 9, 'a'), (2, 'c', 'ner', 'fr', 'test', 'none', 2, 1, 9, 'b'),
(3, 'c', 'ner', 'fr', 'train', 'none', 3, 1, 9, 'c'), (4, 'd', 'ner', 'br', 'test', 'none', 4, 1, 9, 'd');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 0, 1, 8, 9, 'PER', 'Yann', true), (2, 0, 0, 0, 1, 'LOC', 'Brest', true),
(3, 0, 0, 0, 1, 'ORG', 'Ofis', true), (4, 0, 0, 0, 1, 'MISC', 'Breizh', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 1, 9, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 1, 0, 0, 1, 'PER', true, true), ('r', 1, 0, 2, 3, 'PER', true, false), ('r', 1, 0, 3, 4, 'LOC', true, false),
('r', 1, 0, 5, 6, 'ORG', true, false), ('r', 1, 0, 6, 7, 'MISC', true, false);
