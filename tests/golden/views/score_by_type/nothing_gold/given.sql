-- No gold mention and none predicted: no type is met, so there is no row. A second run invents a PER.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values (1, 'c', 'ner', 'br', 'test', 'none', 1, 1, 4, 'a');

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('silent', 'ner', 'enc', 'br', null, 1, 'imported', '{}'), ('loud', 'ner', 'enc', 'br', null, 2, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('silent', 1, 4, 0, null), ('loud', 1, 4, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('loud', 1, 0, 2, 3, 'PER', true, false);
