-- Training has: Anna (PER, twice), Brest (ORG), 'Anna Vari' (PER), Zoë (PER): the entity tokens Anna, Brest, Vari, Zoë;
-- the context word 'Yann' is no entity token.
-- Tested: Anna (PER): seen, 2 times.  Brest (LOC): as another type only.  Vari Yann (PER): 1 of 2 tokens is known.
--         anna (PER): case matters, unseen.  Zoë, written with e and a combining diaeresis: the same in NFC.
-- Two runs with this training set: one row for each mention. The run of another task and the one without a training set
-- here ask for none; text set 3, on which none was tested, has none.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 3, 7, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 7, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 1, 'c');

insert into token (text_set, sentence, position, form, tag)
values
(1, 0, 0, 'Anna', 'B-PER'), (1, 0, 1, 'Anna', 'B-PER'), (1, 0, 2, 'Yann', 'O'), (1, 1, 0, 'Brest', 'B-ORG'),
(1, 1, 1, 'Anna', 'B-PER'), (1, 1, 2, 'Vari', 'I-PER'), (1, 2, 0, 'Zoë', 'B-PER'),
(2, 0, 0, 'Anna', 'B-PER'), (2, 0, 1, 'e', 'O'), (2, 0, 2, 'Brest', 'B-LOC'), (2, 1, 0, 'Vari', 'B-PER'),
(2, 1, 1, 'Yann', 'I-PER'), (2, 1, 2, 'anna', 'B-PER'), (2, 1, 3, 'Zoe' || chr(776), 'B-PER'),
(3, 0, 0, 'Anna', 'B-PER');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 0, 1, 1, 2, 'PER', 'Anna', true), (1, 1, 0, 0, 1, 'ORG', 'Brest', true),
(1, 1, 1, 1, 3, 'PER', 'Anna Vari', true), (1, 2, 0, 0, 1, 'PER', 'Zoë', true),
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 1, 2, 3, 'LOC', 'Brest', true), (2, 1, 0, 0, 2, 'PER', 'Vari Yann', true),
(2, 1, 1, 2, 3, 'PER', 'anna', true), (2, 1, 2, 3, 4, 'PER', 'Zoë', true), (3, 0, 0, 0, 1, 'PER', 'Anna', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}'), ('twice', 'ner', 'enc', 'br', 1, 2, 'last', '{}'),
('titles', 'title', 'enc', 'br', 1, 1, 'last', '{}'), ('theirs', 'ner', 'enc', 'br', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 7, 0, null), ('twice', 2, 7, 0, null), ('titles', 3, 1, 0, null), ('theirs', 3, 1, 0, null);
