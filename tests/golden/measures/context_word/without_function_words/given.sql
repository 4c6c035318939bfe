insert into word_frequency values
('golden', 'ner', 'br', 'e', 9, 9, 1, 1, true);
