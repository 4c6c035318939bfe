-- Two runs alike in all but their epochs (configurations {} and {"epochs":1}; versions do not count): a row each.
--   Run a finds the one gold mention: F1 1. Run b finds nothing: F1 0. Averaged they would be one row of 1/2.
--   md5('{}') begins with 99914b93, md5('{"epochs":1}') with the eight digits below.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 1, 1, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 1, 'b');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (2, 0, 0, 0, 1, 'LOC', 'Brest', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('a', 'ner', 'enc', 'br', 1, 1, 'last', '{"versions":{"xlr":"1"}}'),
('b', 'ner', 'enc', 'br', 1, 1, 'last', '{"epochs":1,"versions":{"xlr":"2"}}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('a', 2, 1, 0, 1), ('b', 2, 1, 0, 1);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('a', 2, 0, 0, 1, 'LOC', true, true);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values ('m', 1, 2, 'none', 1, 1, 1, 1, 1, 1, 1);
