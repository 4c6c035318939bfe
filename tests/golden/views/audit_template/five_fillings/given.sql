-- The template 7 has six sentences and five fillings (10 to 14, 14 twice) over two splits: it counts. 8 has four
-- fillings in five sentences, 9 five fillings but in two languages: neither counts. NULL is no template.
-- The copies of 8 and 7 in a leak-free split (4) count for nothing, nor does a filling that 8 has there alone.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 9, 9, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 9, 9, 'b'),
(3, 'c', 'ner', 'fr', 'test', 'none', 3, 9, 9, 'c'), (4, 'c', 'ner', 'br', 'test_leak_free', 'none', 4, 3, 9, 'd');

insert into sentence_origin (text_set, sentence, source_text_set, source_sentence, seed)
values
(4, 0, 1, 4, 1), (4, 1, 1, 0, 1), (4, 2, 1, 1, 1);

insert into sentence_audit (text_set, sentence, near_duplicate_of, template, filling, script)
values
(1, 4, 1, 7, 10, 'Latn'), (1, 5, 2, 7, 11, 'Latn'), (1, 6, 3, 7, 12, 'Latn'), (2, 0, 4, 7, 13, 'Latn'),
(2, 1, 5, 7, 14, 'Latn'), (2, 2, 5, 7, 14, 'Latn'), (2, 3, 6, null, null, null),
(1, 0, 1, 8, 20, 'Latn'), (1, 1, 2, 8, 21, 'Latn'), (1, 2, 3, 8, 22, 'Latn'), (1, 3, 4, 8, 23, 'Latn'),
(2, 4, 4, 8, 23, 'Latn'),
(1, 7, 1, 9, 30, 'Latn'), (1, 8, 1, 9, 31, 'Latn'), (2, 5, 1, 9, 32, 'Latn'), (3, 0, 1, 9, 33, 'Latn'),
(3, 1, 1, 9, 34, 'Latn'),
(4, 0, 1, 7, 10, 'Latn'), (4, 1, 1, 8, 20, 'Latn'), (4, 2, 2, 8, 24, 'Latn');

insert into token (text_set, sentence, position, form, tag)
values
(1, 4, 0, 'Ganet', 'O'), (1, 4, 2, 'Brest', 'B-LOC'), (1, 4, 1, 'e', 'O'), (1, 5, 0, 'Ganet', 'O'),
(2, 0, 0, 'Ganet', 'O');
