-- The same language as it came (1 and 2) and dealt anew (3 and 4), a run on each: a row each, never averaged.
--   As it came the one gold mention is found, overlap 3/4; dealt anew it is not, overlap 1/4.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 1, 1, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 1, 'b'),
(3, 'c', 'ner', 'br', 'train_leak_free', 'none', 3, 1, 1, 'c'),
(4, 'c', 'ner', 'br', 'test_leak_free', 'none', 4, 1, 1, 'd');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (2, 0, 0, 0, 1, 'LOC', 'Brest', true), (4, 0, 0, 0, 1, 'LOC', 'Brest', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('a', 'ner', 'enc', 'br', 1, 1, 'last', '{}'), ('b', 'ner', 'enc', 'br', 3, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('a', 2, 1, 0, 1), ('b', 4, 1, 0, 1);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('a', 2, 0, 0, 1, 'LOC', true, true);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values ('m', 1, 2, 'none', 1, 4, 1, 3, 1, 1, 1), ('m', 3, 4, 'none', 1, 4, 1, 1, 1, 1, 1);
