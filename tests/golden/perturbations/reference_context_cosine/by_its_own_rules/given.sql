insert into stop_word (stop_list, language, word) values ('made', 'an', 'an'), ('made', 'an', 'Ti');

insert into embedding (embedding, encoder, layer, pooling, casing) values ('v', 'enc', 6, 'mean', 'kept');

insert into word_vector (embedding, form, vector)
values
('v', 'BRAS', [1, 0, 0, 0]),
('v', 'bras', [1, 0, 0, 0]),
('v', 'an', [0, 0, 1, 0]),
('v', 'kêr', [0, 0, 0, 1]),
('v', '1990', [0, 0, 0, 1]),
('v', 'a', [0, 0, 1, 0]),
('v', 'U.S.', [0, 0, 1, 0]),
('v', 'u.s.', [0, 0, 1, 0]),
('v', 'kozh', [0.5, 0.5, 0.5, 0.5]),
('v', 'bihan', [1, 0, 0, 0]),
('v', 'ti', [0, 1, 0, 0]);
