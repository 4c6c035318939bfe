-- Of the test set (3), 0 stands in Breton training (1) exactly, 1 nearly, and has no context, 2 not at all.
-- French training (2) was not compared by an audit: whether 1 and 2 are nearly there is not known.
-- The leak-free test set (7) is compared with leak-free training (6) alone.
-- Validation (4) and a perturbed form (5) have no rows.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 2, 1, 'a'), (2, 'c', 'ner', 'fr', 'train', 'none', 2, 1, 1, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 3, 1, 'c'), (4, 'c', 'ner', 'br', 'validation', 'none', 4, 1, 1, 'd'),
(5, 'c', 'ner', 'br', 'test', 'swap', 3, 1, 1, 'e'), (6, 'c', 'ner', 'br', 'train_leak_free', 'none', 6, 1, 1, 'f'),
(7, 'c', 'ner', 'br', 'test_leak_free', 'none', 7, 1, 1, 'g');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
values
(1, 0, 1, true, 7, null), (1, 1, 1, true, 7, null), (2, 0, 1, true, 9, null), (3, 0, 1, true, 7, null),
(3, 1, 1, false, 8, null), (3, 2, 1, true, 9, null), (4, 0, 1, true, 7, null), (5, 0, 1, true, 7, null),
(6, 0, 1, true, 9, null), (7, 0, 1, true, 7, null);

insert into near_in_training (train_set, test_set, sentences) values (1, 3, [0, 1]);
