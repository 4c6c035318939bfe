-- Every sentence is nearly in training, and none has context: the parts have no sentences, so there is no estimate, and never a 0.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 1, 1, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 1, 'b');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page) values (2, 0, 1, false, 7, null);

insert into near_in_training (train_set, test_set, sentences) values (1, 2, [0]);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (2, 0, 0, 0, 1, 'PER', 'Anna', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 2, 1, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 2, 0, 0, 1, 'PER', true, true);
