-- Two sentences, perturbed against the run's training set. Edits, with where they stood and stand:
--   sentence 0: PER (0,1) -> (0,2), seen -> unseen; LOC (3,4) -> (4,5), seen -> unseen.
--   sentence 1: PER (0,2) -> (0,1), seen -> unseen; PER (4,5) -> (3,4), seen -> seen; a context word (2,3) -> (1,2).
-- The run finds before: PER, LOC, not the third, the fourth; and after: none of sentence 0, the third, the fourth.
--   SU PER: n 2, recall 1/2 before, 1/2 after, cost 0.   SU LOC: n 1, 1 before, 0 after, cost 1.
--   SS PER: n 1, 1 before, 1 after, cost 0.   The context word is no mention: no row for it.
-- A right mention at (0,1) of sentence 0 after would be another one than the edited (0,2): it is marked wrong.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 10, 'b'),
(3, 'c', 'ner', 'br', 'test', 'mix', 2, 2, 10, 'c');

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
('p', 3, 1, 0, 0, 2, 0, 1, 'Yann Ber', 'Fañch', 'PER', true, false, -1, false),
('p', 3, 1, 1, 4, 5, 3, 4, 'Anna', 'Yann', 'PER', true, true, 0, false),
('p', 3, 1, null, 2, 3, 1, 2, 'bras', 'bihan', null, null, null, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 10, 0, null), ('r', 3, 10, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 0, 1, 'PER', true, true), ('r', 2, 0, 3, 4, 'LOC', true, true), ('r', 2, 1, 0, 1, 'PER', true, false),
('r', 2, 1, 4, 5, 'PER', true, true),
('r', 3, 0, 0, 1, 'PER', true, false), ('r', 3, 1, 0, 1, 'PER', true, true), ('r', 3, 1, 3, 4, 'PER', true, true);
