-- I-LOC | O I-PER O I-PER | B-PER I-LOC | I-ORG I-LOC: the last two entities of three, and both of the last, are stray.
-- The same in a perturbed form does not count.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'test', 'none', 1, 4, 9, 'a'), (2, 'c', 'ner', 'br', 'test', 'swap', 1, 1, 1, 'b');

insert into token (text_set, sentence, position, form, tag)
values
(1, 0, 0, 'a', 'I-LOC'), (1, 1, 0, 'b', 'O'), (1, 1, 1, 'c', 'I-PER'), (1, 1, 2, 'd', 'O'), (1, 1, 3, 'e', 'I-PER'),
(1, 2, 0, 'f', 'B-PER'), (1, 2, 1, 'g', 'I-LOC'), (1, 3, 0, 'h', 'I-ORG'), (1, 3, 1, 'i', 'I-LOC'),
(2, 0, 0, 'a', 'I-LOC');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'LOC', 'a', false), (1, 1, 0, 1, 2, 'PER', 'c', false), (1, 1, 1, 3, 4, 'PER', 'e', false),
(1, 2, 0, 0, 1, 'PER', 'f', true), (1, 2, 1, 1, 2, 'LOC', 'g', false), (1, 3, 0, 0, 1, 'ORG', 'h', false),
(1, 3, 1, 1, 2, 'LOC', 'i', false), (2, 0, 0, 0, 1, 'LOC', 'a', false);
