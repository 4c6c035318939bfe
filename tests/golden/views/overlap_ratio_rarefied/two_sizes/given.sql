-- Expected counts at 10 and 20 occurrences of either side, in halves, as they are no whole numbers.
--   At 10: 4.5 of 10 occurrences in the test, 2.5 in training; 8 and 5 units expected, 1.5 shared:
--     9/20, 1/4, 3/10, 3/16, 1.5/11.5 = 3/23, 3/13, 7/20.
--   At 20, every unit shared. A size of 0 is no sample: undefined.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 40, 'b'),
(3, 'c', 'ner', 'fr', 'test', 'none', 3, 4, 40, 'c'),
(4, 'c', 'ner', 'br', 'test_leak_free', 'none', 4, 4, 40, 'd'),
(5, 't', 'title', 'fr', 'train', 'none', 5, 9, 90, 'e'),
(6, 't', 'title', 'br', 'test', 'none', 6, 4, 40, 'f');

insert into overlap_rarefied (
    measure, train_set, test_set, tokenizer, sample_size, n_train, n_test, shared_train, shared_test, types_train,
    types_test, shared_types
)
values
('word', 1, 2, 'none', 10, 10, 10, 2.5, 4.5, 8, 5, 1.5),
('word', 1, 2, 'none', 20, 20, 20, 20, 20, 9, 9, 9),
('word', 1, 3, 'none', 0, 0, 0, 0, 0, 0, 0, 0);
