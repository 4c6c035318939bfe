-- As in overlap_ratio, the 10 occurrences of the test side split into persons (6 of 3 units) and places (4 of 2 units);
-- the training side (40 of 20 units) counts every type for both.
--   PER: 2 units shared, 4 occurrences in the test and 5 in training: 4/6, 5/40, 2/3, 2/20, 2/(23-2), 4/23, 9/46.
--   LOC: none shared. French against French, no test unit of the type ORG: undefined or 0.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 40, 'b'),
(3, 'c', 'ner', 'fr', 'test', 'none', 3, 4, 40, 'c'),
(4, 'c', 'ner', 'br', 'test_leak_free', 'none', 4, 4, 40, 'd'),
(5, 't', 'title', 'fr', 'train', 'none', 5, 9, 90, 'e'),
(6, 't', 'title', 'br', 'test', 'none', 6, 4, 40, 'f');

insert into overlap_by_type (
    measure, train_set, test_set, tokenizer, type, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('entity_chunk', 1, 2, 'none', 'PER', 40, 6, 5, 4, 20, 3, 2),
('entity_chunk', 1, 2, 'none', 'LOC', 40, 4, 0, 0, 20, 2, 0),
('entity_chunk', 1, 3, 'none', 'ORG', 40, 0, 0, 0, 20, 0, 0);
