-- Edits, with where they stood and stand, and the gold probabilities of their tokens before and after:
--   sentence 0: PER (0,1) -> (0,2), seen -> unseen, 1/2 -> 1/4 and 3/4: 1/2, found before only;
--               LOC (3,4) -> (4,5), seen -> unseen, 3/4 -> 1/4, found before only.
--   sentence 1: PER (0,2) -> (0,1), seen -> seen, 1/4 and 3/4: 1/2 -> 1, found after only.
--   sentence 2: PER (0,1) -> (0,1), seen -> unseen, 1 -> 1/2, found both times. Also a context word, which is no mention.
-- SU PER: before (1/2 + 1) / 2 = 3/4, after 1/2, lost 1/4; of the one found both times 1 - 1/2 = 1/2.
-- SU LOC: 1/2 lost, none found both times.   SS PER: 1/2 - 1.
-- 'theirs' has no probabilities: the tokens are counted. 'other' was not tested on the original: no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 3, 8, 'b'),
(3, 'c', 'ner', 'br', 'test', 'mix', 2, 3, 8, 'c');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'mix', 1, 2, 3, 7, 1.0, '{}', 5, 5, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('p', 3, 0, 0, 0, 1, 0, 2, 'Anna', 'Lena Vari', 'PER', true, false, 1, false),
('p', 3, 0, 1, 3, 4, 4, 5, 'Brest', 'Kemper', 'LOC', true, false, 0, false),
('p', 3, 1, 0, 0, 2, 0, 1, 'Yann Ber', 'Anna', 'PER', true, true, -1, false),
('p', 3, 2, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', true, false, 0, false),
('p', 3, 2, null, 1, 2, 1, 2, 'bras', 'bihan', null, null, null, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('theirs', 'ner', 'enc', 'fr', 1, 2, 'imported', '{}'),
('other', 'ner', 'enc', 'fr', 1, 3, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 8, 0, null), ('r', 3, 8, 0, null), ('theirs', 2, 8, 0, null), ('theirs', 3, 8, 0, null),
('other', 3, 8, 0, null);

insert into prediction (run, text_set, sentence, position, tag, probability, gold_probability, is_truncated)
values
('r', 2, 0, 0, 'B-PER', 0.5, 0.5, false), ('r', 2, 0, 1, 'O', 1, 1, false), ('r', 2, 0, 3, 'B-LOC', 0.75, 0.75, false),
('r', 2, 1, 0, 'O', 0.75, 0.25, false), ('r', 2, 1, 1, 'B-PER', 0.75, 0.75, false),
('r', 2, 2, 0, 'B-PER', 1, 1, false), ('r', 2, 2, 1, 'O', 0.5, 0.5, false),
('r', 3, 0, 0, 'O', 0.25, 0.25, false), ('r', 3, 0, 1, 'B-PER', 0.75, 0.75, false),
('r', 3, 0, 4, 'O', 0.75, 0.25, false), ('r', 3, 1, 0, 'B-PER', 1, 1, false),
('r', 3, 2, 0, 'B-PER', 0.5, 0.5, false), ('theirs', 2, 0, 0, 'B-PER', null, null, false);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 0, 1, 'PER', true, true), ('r', 2, 0, 3, 4, 'LOC', true, true), ('r', 2, 1, 1, 2, 'PER', true, false),
('r', 2, 2, 0, 1, 'PER', true, true), ('r', 3, 0, 1, 2, 'PER', true, false), ('r', 3, 1, 0, 1, 'PER', true, true),
('r', 3, 2, 0, 1, 'PER', true, true);
