-- Training has: Anna (PER, twice), Brest (ORG), 'Anna Vari' (PER): the entity tokens Anna, Brest, Vari; the context word
-- 'Yann' is no entity token.
-- Tested: Anna (PER): seen, 2 times, token seen, found.
--         Brest (LOC): seen as another type only, 0 times as LOC, its token seen; missed.
--         Vari Yann (PER): the text is unseen, Vari is a seen token, Yann is not: 1 of 2.
--         anna (PER): case matters: unseen.
-- 'twice' is another run on the same training set: the same, but it finds nothing.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 2, 6, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 6, 'b');

insert into token (text_set, sentence, position, form, tag)
values
(1, 0, 0, 'Anna', 'B-PER'), (1, 0, 1, 'Anna', 'B-PER'), (1, 0, 2, 'Yann', 'O'), (1, 1, 0, 'Brest', 'B-ORG'),
(1, 1, 1, 'Anna', 'B-PER'), (1, 1, 2, 'Vari', 'I-PER'),
(2, 0, 0, 'Anna', 'B-PER'), (2, 0, 1, 'e', 'O'), (2, 0, 2, 'Brest', 'B-LOC'), (2, 1, 0, 'Vari', 'B-PER'),
(2, 1, 1, 'Yann', 'I-PER'), (2, 1, 2, 'anna', 'B-PER');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 0, 1, 1, 2, 'PER', 'Anna', true), (1, 1, 0, 0, 1, 'ORG', 'Brest', true),
(1, 1, 1, 1, 3, 'PER', 'Anna Vari', true),
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 1, 2, 3, 'LOC', 'Brest', true), (2, 1, 0, 0, 2, 'PER', 'Vari Yann', true),
(2, 1, 1, 2, 3, 'PER', 'anna', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}'), ('twice', 'ner', 'enc', 'br', 1, 2, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 6, 0, null), ('twice', 2, 6, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 2, 0, 0, 1, 'PER', true, true), ('r', 2, 0, 2, 3, 'ORG', true, false);
