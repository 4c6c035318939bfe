-- NER: mentions of any type are primary (2 of 5), those with their type are not. Titles: words as a tokenizer cuts them.
-- The configuration of 'enc' names the revision r1, which two names have ('a' and 'b', the same counts: 1 of 4); 'c' is
-- nobody's. 'other' says nothing of its tokenizer: that of its name is its own (3 of 4). A test side of nothing: NULL.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 9, 'b'),
(3, 'c', 'ner', 'fo', 'test', 'none', 3, 0, 0, 'c'),
(4, 't', 'title', 'fr', 'train', 'none', 4, 9, 90, 'd'), (5, 't', 'title', 'br', 'test', 'none', 5, 1, 9, 'e');

insert into tokenizer (tokenizer, source, revision, n_pieces)
values ('a', 's', 'r1', 9), ('b', 's', 'r1', 9), ('c', 's', 'r2', 9), ('other', 's', 'r3', 9);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('entity_chunk', 1, 2, 'none', 9, 5, 9, 2, 9, 5, 1), ('entity_chunk_typed', 1, 2, 'none', 9, 5, 9, 1, 9, 5, 1),
('entity_chunk', 1, 3, 'none', 9, 0, 0, 0, 9, 0, 0),
('title_text', 4, 5, 'a', 9, 4, 9, 1, 9, 4, 1), ('title_text', 4, 5, 'b', 9, 4, 9, 1, 9, 4, 1),
('title_text', 4, 5, 'c', 9, 4, 9, 2, 9, 4, 1), ('title_text', 4, 5, 'other', 9, 4, 9, 3, 9, 4, 1);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'title', 'enc', 'fr', 4, 1, 'last', '{"tokenizer": {"revision": "r1"}}'),
('r2', 'title', 'enc', 'fr', 4, 2, 'last', '{"tokenizer": {"revision": "r1"}}'),
('o', 'title', 'other', 'fr', 4, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 5, 9, 0, null), ('r2', 5, 9, 0, null), ('o', 5, 9, 0, null);
