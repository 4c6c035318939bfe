-- Training (1): Anna B-PER three times, Anna B-ORG, Vari I-PER, Brest B-LOC, anna B-PER; 'e' O is context.
--   units (a token and its tag, case kept): 7 occurrences, 5 distinct.
-- Test (2): Anna B-PER twice, Vari B-PER, Brest B-LOC twice, Kemper B-LOC, Vari I-PER; 'e' O.
--   units: 7 occurrences, 5 distinct: Anna B-PER 2, Vari B-PER 1, Vari I-PER 1, Brest B-LOC 2, Kemper B-LOC 1.
-- Shared: Anna B-PER, Vari I-PER, Brest B-LOC (Vari B-PER is another unit): 3 distinct;
--   in training 3 + 1 + 1 = 5 occurrences, in test 2 + 1 + 2 = 5.
-- By type of the test side: PER: 4 units, 3 distinct; shared Anna and Vari I-: test 2 + 1 = 3, training 3 + 1 = 4.
--   LOC: 3 units, 2 distinct; shared Brest: test 2, training 1. The training side counts all its units.
-- Test (3) has no entity: zeros and no type. Training (1) against itself is not asked: its split is train.
insert into corpus (corpus, task, source, revision, licence, ingested_at)
values ('c', 'ner', 's', 'r', 'l', timestamp '2024-01-01');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 1, 8, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 8, 'b'),
(3, 'c', 'ner', 'cy', 'test', 'none', 3, 1, 1, 'c');

insert into token (text_set, sentence, position, form, tag)
values
(1, 0, 0, 'Anna', 'B-PER'), (1, 0, 1, 'Anna', 'B-PER'), (1, 0, 2, 'Anna', 'B-PER'), (1, 0, 3, 'Vari', 'I-PER'),
(1, 0, 4, 'Anna', 'B-ORG'), (1, 0, 5, 'e', 'O'), (1, 0, 6, 'Brest', 'B-LOC'), (1, 0, 7, 'anna', 'B-PER'),
(2, 0, 0, 'Anna', 'B-PER'), (2, 0, 1, 'e', 'O'), (2, 0, 2, 'Vari', 'B-PER'), (2, 0, 3, 'Brest', 'B-LOC'),
(2, 1, 0, 'Brest', 'B-LOC'), (2, 1, 1, 'Kemper', 'B-LOC'), (2, 1, 2, 'Anna', 'B-PER'), (2, 1, 3, 'Vari', 'I-PER'),
(3, 0, 0, 'e', 'O');
