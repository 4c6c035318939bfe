-- Gold: PER(0,1) and LOC(3,5) in sentence 0; ORG(0,2) and PER(4,5) in sentence 1.
-- Predicted: PER(0,1) right; LOC(3,4) too short; ORG(0,2) right. So 2 of 3 predicted, 2 of 4 gold:
--   precision 2/3, recall 1/2, F1 = 2 * 2/3 * 1/2 / (2/3 + 1/2) = (2/3) / (7/6) = 4/7.
-- All begin with B-, so the strict counts are the same.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 12, 'b');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 1, 3, 5, 'LOC', 'Kastell Nevez', true),
(2, 1, 0, 0, 2, 'ORG', 'Skol Veur', true), (2, 1, 1, 4, 5, 'PER', 'Yann', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'fr', 1, 5, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 2, 12, 3, 1.5);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 0, 1, 'PER', true, true), ('r', 2, 0, 3, 4, 'LOC', true, false), ('r', 2, 1, 0, 2, 'ORG', true, true);
