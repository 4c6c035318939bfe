insert into word_frequency
(corpus, task, language, word, n_occurrences, n_documents, entropy, rank, is_function)
values
('golden', 'title', 'br', 'an', 9, 9, 2.0, 1, true),
('golden', 'title', 'br', 'e', 9, 9, 2.0, 2, true);

insert into embedding (embedding, encoder, layer, pooling, casing) values ('v', 'enc', 6, 'mean', 'kept');

insert into word_vector (embedding, form, vector)
values
('v', 'Bras', [1, 0, 0, 0]),
('v', 'bras', [1, 0, 0, 0]),
('v', 'TI', [0, 0, 0, 1]),
('v', 'ti', [0, 0, 0, 1]),
('v', 'bihan', [0, 1, 0, 0]),
('v', 'kozh', [0.5, 0.5, 0.5, 0.5]),
('v', 'Anna', [0, 0, 1, 0]),
('v', 'anna', [0, 0, 1, 0]),
('v', 'an', [0, 0, 1, 0]),
('v', 'lenn', [0, 0, 0, 1]),
('v', 'kêr', [0, 0, 0, 1]),
('v', 'An', [0, 0, 1, 0]);
