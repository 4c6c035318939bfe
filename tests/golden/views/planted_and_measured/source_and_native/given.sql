-- Of ten test mentions 3 are planted as seen in the source and measured so (3/10), 5 as seen natively but 4 measured (4/10).
--   The cue is no overlap; the other measure, another corpus's text sets and the
--   splits dealt anew do not count.
insert into planted (source, target, quantity, value, count)
values
('qaa', 'qab', 'entity_seen_in_source', 0.3, 3),
('qaa', 'qab', 'entity_seen_in_native', 0.5, 5),
('qaa', 'qab', 'context_cue', 0.6, 6);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'lab', 'ner', 'qaa', 'train', 'none', 1, 1, 1, 'a'),
(2, 'lab', 'ner', 'qab', 'train', 'none', 2, 1, 1, 'b'),
(3, 'lab', 'ner', 'qab', 'test', 'none', 3, 1, 1, 'c'),
(4, 'other', 'ner', 'qab', 'test', 'none', 4, 1, 1, 'd'),
(5, 'lab', 'ner', 'qab', 'train_leak_free', 'none', 5, 1, 1, 'e'),
(6, 'lab', 'ner', 'qab', 'test_leak_free', 'none', 6, 1, 1, 'f');

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('entity_chunk', 1, 3, 'none', 20, 10, 9, 3, 9, 9, 2),
('entity_chunk', 2, 3, 'none', 20, 10, 9, 4, 9, 9, 2),
('entity_token', 2, 3, 'none', 40, 20, 9, 8, 9, 9, 2),
('entity_chunk', 1, 4, 'none', 20, 10, 9, 7, 9, 9, 2),
('entity_chunk', 5, 6, 'none', 20, 10, 9, 1, 9, 9, 1),
('entity_chunk', 5, 3, 'none', 20, 10, 9, 1, 9, 9, 1),
('entity_chunk', 2, 6, 'none', 20, 10, 9, 1, 9, 9, 1);
