-- Text set 1 has one gold mention, 2 has none. 'silent' predicts nothing, 'loud' predicts one wrong mention in each.
-- No text of the corpus has a gold LOC, so both are outside what is asked for.
-- Where a ratio is undefined it is 0, as in seqeval; a title run ('titles') is no NER score.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'test', 'none', 1, 1, 4, 'a'),
(2, 'c', 'ner', 'fo', 'test', 'none', 2, 1, 4, 'b'),
(3, 't', 'title', 'fo', 'test', 'none', 3, 1, 4, 'c');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (1, 0, 0, 0, 1, 'PER', 'Anna', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('silent', 'ner', 'enc', 'br', null, 1, 'imported', '{}'),
('loud', 'ner', 'enc', 'br', null, 2, 'imported', '{}'),
('titles', 'title', 'enc', 'fo', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('silent', 1, 4, 0, null), ('silent', 2, 4, 0, null), ('loud', 1, 4, 0, null), ('loud', 2, 4, 0, null),
('titles', 3, 4, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('loud', 1, 0, 2, 3, 'LOC', true, false), ('loud', 2, 0, 2, 3, 'LOC', true, false);
