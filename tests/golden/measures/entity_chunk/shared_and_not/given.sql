-- Training (1): the mentions Anna PER twice, Anna ORG, Brest LOC, 'Anna Vari' PER: 5 occurrences of 3 distinct texts.
-- Test (2): Anna PER, Anna LOC, Brest ORG, Brest LOC, anna PER, 'Anna Vari' ORG twice: 7 occurrences of 4 distinct texts.
-- Whatever the type, shared are Anna, Brest, 'Anna Vari': 3; in training 3 + 1 + 1 = 5, in test 2 + 2 + 2 = 6.
-- By type of the test side (the training side counts every type):
--   PER: Anna, anna: n 2, distinct 2; shared Anna: test 1, training 3.
--   LOC: Anna, Brest: n 2, distinct 2; shared both: test 2, training 3 + 1 = 4.
--   ORG: Brest, 'Anna Vari' twice: n 3, distinct 2; shared both: test 3, training 1 + 1 = 2.
-- A test set without mentions (3): zeros. A training set without mentions (4): zeros on its side.
insert into corpus (corpus, task, source, revision, licence, ingested_at)
values ('c', 'ner', 's', 'r', 'l', timestamp '2024-01-01');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 1, 8, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 8, 'b'),
(3, 'c', 'ner', 'cy', 'test', 'none', 3, 1, 1, 'c'),
(4, 'c', 'ner', 'cy', 'train', 'none', 4, 1, 1, 'd');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 0, 1, 1, 2, 'PER', 'Anna', true), (1, 0, 2, 2, 3, 'ORG', 'Anna', true),
(1, 0, 3, 3, 4, 'LOC', 'Brest', true), (1, 0, 4, 4, 6, 'PER', 'Anna Vari', true),
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 1, 1, 2, 'LOC', 'Anna', true), (2, 0, 2, 2, 3, 'ORG', 'Brest', true),
(2, 0, 3, 3, 4, 'LOC', 'Brest', true), (2, 0, 4, 4, 5, 'PER', 'anna', true), (2, 0, 5, 5, 7, 'ORG', 'Anna Vari', true),
(2, 1, 0, 0, 2, 'ORG', 'Anna Vari', true);
