-- The Breton test set (3) has four sentences: 7 twice, 8 and 9, and two mentions, Anna and Brest.
-- Breton training (1) has 7 and 8, so three of four stand there; the audit found those (0 to 2) and 3 nearly. Anna is
--   seen as PER, Brest only as another type. French training (2) has 9, and was not compared by an audit.
-- Titles: of three items of test (5) one (text 20) stands in training (4) and two are of its page p.
-- 6 and 7 were dealt anew and compared: nothing.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 3, 1, 'a'), (2, 'c', 'ner', 'fr', 'train', 'none', 2, 1, 1, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 4, 1, 'c'), (4, 't', 'title', 'br', 'train', 'none', 4, 1, 1, 'd'),
(5, 't', 'title', 'br', 'test', 'none', 5, 3, 1, 'e'),
(6, 'c', 'ner', 'br', 'train_leak_free', 'none', 6, 1, 1, 'f'),
(7, 'c', 'ner', 'br', 'test_leak_free', 'none', 7, 1, 1, 'g');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
values
(1, 0, 1, true, 7, null), (1, 1, 1, true, 7, null), (1, 2, 1, true, 8, null), (2, 0, 1, true, 9, null),
(3, 0, 1, true, 7, null), (3, 1, 1, true, 7, null), (3, 2, 1, true, 8, null), (3, 3, 1, true, 9, null),
(4, 0, 1, true, 20, 'p'), (5, 0, 1, true, 20, 'p'), (5, 1, 1, true, 21, 'p'), (5, 2, 1, true, 22, 'q'),
(6, 0, 1, true, 7, null), (7, 0, 1, true, 8, null);

insert into near_in_training (train_set, test_set, sentences) values (1, 3, [0, 1, 2, 3]), (6, 7, []);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 0, 1, 'ORG', 'Brest', true),
(3, 0, 0, 0, 1, 'PER', 'Anna', true), (3, 1, 0, 0, 1, 'LOC', 'Brest', true);
