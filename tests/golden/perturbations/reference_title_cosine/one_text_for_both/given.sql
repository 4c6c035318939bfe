insert into stop_word (stop_list, language, word) values ('made', 'an', 'an');

insert into embedding (embedding, encoder, layer, pooling, casing) values ('v', 'enc', 6, 'mean', 'kept');

insert into word_vector (embedding, form, vector)
values
('v', 'BRAS', [1, 0, 0, 0]),
('v', 'bras', [1, 0, 0, 0]),
('v', 'Bras', [1, 0, 0, 0]),
('v', 'an', [0, 0, 1, 0]),
('v', 'ti', [0, 0, 1, 0]),
('v', 'Lenn', [0.5, 0.5, 0.5, 0.5]),
('v', 'lenn', [0.5, 0.5, 0.5, 0.5]);
