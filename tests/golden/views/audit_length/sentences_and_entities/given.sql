-- Sentences of 2, 2, 2 and 5 tokens, entities of 1, 1 and 3; a title text of 9 words; a perturbed form has no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'test', 'none', 1, 4, 11, 'a'), (2, 't', 'title', 'br', 'test', 'none', 2, 1, 9, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 1, 1, 2, 'c');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
values
(1, 0, 2, true, 1, null), (1, 1, 2, true, 2, null), (1, 2, 2, true, 3, null), (1, 3, 5, true, 4, null),
(2, 0, 9, true, 5, 'p'), (3, 0, 2, true, 1, null);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 1, 2, 'PER', 'Anna', true), (1, 3, 0, 2, 5, 'LOC', 'a b c', true),
(3, 0, 0, 0, 1, 'PER', 'Vari', true);
