-- Three PER (Anna twice, one a stray I-; Anna Vari of two tokens): mean 4/3. One LOC. A perturbed form has no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'test', 'none', 1, 4, 11, 'a'), (3, 'c', 'ner', 'br', 'test', 'swap', 1, 1, 2, 'c');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 1, 2, 'PER', 'Anna', false), (1, 1, 1, 2, 4, 'PER', 'Anna Vari', true),
(1, 3, 0, 2, 5, 'LOC', 'a b c', true), (3, 0, 0, 0, 1, 'PER', 'Vari', true);
