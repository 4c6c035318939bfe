-- French training against Breton test, 40 and 10 occurrences of 20 and 5 units, 3 units shared (8 and 6 occurrences):
--   containment 6/10 and 8/40, of types 3/5 and 3/20; Jaccard 3/(20+5-3) = 3/22, Dice 6/25; occurrences (8+6)/50 = 7/25.
-- The same for word pieces, French against French, everything shared: all ones. Each measure, tokenizer and split has
-- its row. Where nothing was there to count on either side, nothing is defined; where the test side alone is empty, the
-- ratios of the training side and of both are 0.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 40, 'b'),
(3, 'c', 'ner', 'fr', 'test', 'none', 3, 4, 40, 'c'),
(4, 'c', 'ner', 'br', 'test_leak_free', 'none', 4, 4, 40, 'd'),
(5, 't', 'title', 'fr', 'train', 'none', 5, 9, 90, 'e'),
(6, 't', 'title', 'br', 'test', 'none', 6, 4, 40, 'f');

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('entity_chunk', 1, 2, 'none', 40, 10, 8, 6, 20, 5, 3),
('subword', 1, 3, 'mbert', 7, 9, 7, 9, 4, 4, 4),
('entity_chunk', 1, 4, 'none', 40, 0, 0, 0, 20, 0, 0),
('title', 5, 6, 'none', 0, 0, 0, 0, 0, 0, 0);
