-- Test sets as they came (3) belong to training sets as they came (1, 2) and leak-free ones (7) to leak-free ones (6).
-- Titles (8, 9) are a task of their own, another corpus (10) has no training set, and validation (4) and perturbed
-- forms of a test set (5) and of a training set (11) belong to nothing.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 2, 1, 'a'), (2, 'c', 'ner', 'fr', 'train', 'none', 2, 1, 1, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 3, 1, 'c'), (4, 'c', 'ner', 'br', 'validation', 'none', 4, 1, 1, 'd'),
(5, 'c', 'ner', 'br', 'test', 'swap', 3, 1, 1, 'e'), (6, 'c', 'ner', 'br', 'train_leak_free', 'none', 6, 1, 1, 'f'),
(7, 'c', 'ner', 'br', 'test_leak_free', 'none', 7, 1, 1, 'g'), (8, 'c', 'title', 'br', 'train', 'none', 8, 1, 1, 'h'),
(9, 'c', 'title', 'br', 'test', 'none', 9, 1, 1, 'i'), (10, 'o', 'ner', 'br', 'test', 'none', 10, 1, 1, 'j'),
(11, 'c', 'ner', 'br', 'train', 'swap', 1, 1, 1, 'k');
