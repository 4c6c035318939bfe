-- Published: mBERT fr-br 0.7 and XLM-R fr-br 0.6 (NER), mBERT br titles 0.5, and an earlier run that is not looked at.
-- Ours: mBERT (with the hub's owner in its name) of two seeds: finds 1 of 1 (F1 1) and nothing (0): mean 1/2, deviation
--   sqrt(((1/2)^2 + (1/2)^2) / 1) = sqrt(1/2) = 0.707106781186547524; difference 1/2 - 7/10 = -1/5.
-- XLM-R has not been run. Titles: one seed: correct B B, chosen B A: F1 of option B = 2 * (1 * 1/2) / (3/2) = 2/3,
--   difference 2/3 - 1/2 = 1/6.
delete from published_score;

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
values
('ner', 'mbert', 'fr', 'br', 'cross_lingual', 'none', 0.7, 'primary', 'v', 's'),
('ner', 'mbert', 'fr', 'br', 'cross_lingual', 'none', 0.1, 'earlier_run', 'v', 's'),
('ner', 'xlmr', 'fr', 'br', 'cross_lingual', 'none', 0.6, 'primary', 'v', 's'),
('title', 'mbert', 'br', 'br', 'native', 'none', 0.5, 'primary', 'v', 's');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 3, 'b'),
(3, 't', 'title', 'br', 'train', 'none', 3, 9, 90, 'c'),
(4, 't', 'title', 'br', 'test', 'none', 4, 2, 20, 'd');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (2, 0, 0, 0, 1, 'PER', 'Anna', true);

insert into title_item (text_set, item, page, text, correct) values (4, 0, 'p', 't0', 'B'), (4, 1, 'p', 't1', 'B');

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r1', 'ner', 'google-bert/bert-base-multilingual-cased', 'fr', 1, 1, 'last', '{}'),
('r2', 'ner', 'google-bert/bert-base-multilingual-cased', 'fr', 1, 2, 'last', '{}'),
('r3', 'title', 'bert-base-multilingual-cased', 'br', 3, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r1', 2, 3, 0, null), ('r2', 2, 3, 0, null), ('r3', 4, 20, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r1', 2, 0, 0, 1, 'PER', true, true);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values ('r3', 4, 0, 'B', 0.9, true), ('r3', 4, 1, 'A', 0.9, true);
