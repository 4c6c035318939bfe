-- Gold tags, a sentence each:  B-PER I-PER | I-LOC (stray) | B-ORG | I-PER (stray) | B-LOC
-- Predicted:                   B-PER I-PER | B-LOC         | I-ORG | I-PER         | I-PER
-- Lenient: 5 gold, 5 predicted, the first four right: precision, recall and F1 are 4/5.
-- Strict keeps what begins with B-: gold 3 (PER, ORG, LOC), predicted 2 (PER, LOC of sentence 1); that LOC has no
--   strict gold mention, so 1 is right: precision 1/2, recall 1/3, F1 = 2 * 1/6 / (5/6) = 2/5.
-- Three of the predicted mentions open with I-, in 6 tokens: 1/2.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values (1, 'c', 'ner', 'br', 'test', 'none', 1, 5, 6, 'a');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 2, 'PER', 'Anna Vari', true), (1, 1, 0, 0, 1, 'LOC', 'Brest', false), (1, 2, 0, 0, 1, 'ORG', 'Ofis', true),
(1, 3, 0, 0, 1, 'PER', 'Yann', false), (1, 4, 0, 0, 1, 'LOC', 'Kemper', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 1, 6, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 1, 0, 0, 2, 'PER', true, true), ('r', 1, 1, 0, 1, 'LOC', true, true), ('r', 1, 2, 0, 1, 'ORG', false, true),
('r', 1, 3, 0, 1, 'PER', false, true), ('r', 1, 4, 0, 1, 'PER', false, false);
