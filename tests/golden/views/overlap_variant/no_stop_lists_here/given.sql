-- Without any stop list in the warehouse, whether one exists is not known: NULL.
-- Chunks count distinct texts, tokens occurrences: 1 of 4 types, 6 of 10 occurrences. Nothing on either side: undefined.
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
('reference_context_word', 1, 2, 'none', 40, 10, 8, 6, 20, 4, 1),
('reference_entity_chunk', 1, 2, 'none', 40, 10, 8, 6, 20, 4, 1),
('word', 1, 2, 'none', 0, 0, 0, 0, 0, 0, 0),
('entity_chunk', 1, 2, 'none', 0, 0, 0, 0, 0, 0, 0);
