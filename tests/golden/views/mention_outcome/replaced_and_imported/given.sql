-- The run has no training set here: what is seen is unknown (NULL), what it finds is known. In text set 3 the first
-- mention was put there by a perturbation (twice: two seeds came to the same text), the second was not; the third
-- stands where a context word was exchanged, which replaces no mention.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 3, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 3, 'c');

insert into token (text_set, sentence, position, form, tag)
values (3, 0, 0, 'Anna', 'B-PER'), (3, 0, 1, 'Brest', 'B-LOC'), (3, 0, 2, 'Yann', 'B-PER');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(3, 0, 0, 0, 1, 'PER', 'Anna', true), (3, 0, 1, 1, 2, 'LOC', 'Brest', true), (3, 0, 2, 2, 3, 'PER', 'Yann', true);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('p', 3, 0, 0, 0, 1, 0, 1, 'Vari', 'Anna', 'PER', null, null, 0, false),
('q', 3, 0, 0, 0, 1, 0, 1, 'Vari', 'Anna', 'PER', null, null, 0, false),
('q', 3, 0, null, 2, 3, 2, 3, 'yann', 'Yann', null, null, null, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 3, 3, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('r', 3, 0, 1, 2, 'LOC', true, true);
