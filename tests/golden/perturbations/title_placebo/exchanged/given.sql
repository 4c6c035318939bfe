insert into word_frequency
(corpus, task, language, word, n_occurrences, n_documents, entropy, rank, is_function)
values
('golden', 'title', 'br', 'an', 9, 9, 2.0, 1, true),
('golden', 'title', 'br', 'e', 9, 9, 2.0, 2, true);
