-- Gold: PER, PER, and a LOC whose only tag is a stray I-. Predicted: one PER right, the LOC with B- (right in the lenient
-- reading only), and a MISC that opens with I-. A second run predicts nothing: its gold mentions are counted all the same.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values (1, 'c', 'ner', 'br', 'test', 'none', 1, 1, 8, 'a');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 0, 1, 2, 4, 'PER', 'Yann Gwenn', true), (1, 0, 2, 5, 6, 'LOC', 'Brest', false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('loud', 'ner', 'enc', 'br', null, 1, 'imported', '{}'), ('mute', 'ner', 'enc', 'br', null, 2, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('loud', 1, 8, 0, null), ('mute', 1, 8, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('loud', 1, 0, 0, 1, 'PER', true, true), ('loud', 1, 0, 5, 6, 'LOC', true, true), ('loud', 1, 0, 7, 8, 'MISC', false, false);
