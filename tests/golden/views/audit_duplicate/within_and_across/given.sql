-- 7 stands three times in text set 1 (train) and twice in 2 (test), 8 once in each, 9 in 1 and, in French, in 3.
-- In itself: 1 has three sentences that stand there again, 2 two, 3 none (no row).
-- A leak-free split (7) is made of copies, and is not compared either.
-- Titles (4), another corpus (5) and a perturbed form (6) have the same numbers, and are not compared.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 5, 9, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 9, 'b'),
(3, 'c', 'ner', 'fr', 'test', 'none', 3, 1, 9, 'c'), (4, 'c', 'title', 'br', 'test', 'none', 4, 1, 9, 'd'),
(5, 'o', 'ner', 'br', 'test', 'none', 5, 1, 9, 'e'), (6, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 9, 'f'),
(7, 'c', 'ner', 'br', 'test_leak_free', 'none', 7, 1, 9, 'g');

insert into sentence_origin (text_set, sentence, source_text_set, source_sentence, seed)
values
(7, 0, 1, 0, 1);

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
values
(1, 0, 1, true, 7, null), (1, 1, 1, true, 7, null), (1, 2, 1, true, 7, null), (1, 3, 1, true, 8, null),
(1, 4, 1, true, 9, null), (2, 0, 1, true, 7, null), (2, 1, 1, true, 7, null), (2, 2, 1, true, 8, null),
(2, 3, 1, true, 6, null), (3, 0, 1, true, 9, null), (4, 0, 1, true, 7, 'p'), (5, 0, 1, true, 7, null),
(6, 0, 1, true, 7, null), (7, 0, 1, true, 7, null);
