-- Gold mentions, and edits of 'p' (its training set is the run's):
--   sentence 0: PER (0,1) edited to (0,3); LOC (4,5) moves to (6,7); words 2 and 6 edited (word 6 stands after the LOC).
--   sentence 1: PER (1,2), ORG (3,5); word 2 edited, nothing moves.
--   sentence 2: PER (0,1); no edit: not counted. Sentence 3: LOC (0,1) edited, no word edited: not counted.
-- Mentions left as they are beside edited words: LOC of 0, PER and ORG of 1.
-- Found before: all three. After: LOC at (6,7), not PER, ORG. What is found at (4,5) of sentence 0 is another thing.
--   all: 3 mentions, 2 + 1 words, recall 1 -> 2/3. LOC: 2 words, 1 -> 1. PER: 1 word, 1 -> 0. ORG: 1 word, 1 -> 1.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 20, 'b'),
(3, 'c', 'ner', 'br', 'test', 'mix', 2, 4, 22, 'c');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 1, 4, 5, 'LOC', 'Brest', true),
(2, 1, 0, 1, 2, 'PER', 'Yann', true), (2, 1, 1, 3, 5, 'ORG', 'Ofis ar', true),
(2, 2, 0, 0, 1, 'PER', 'Lena', true), (2, 3, 0, 0, 1, 'LOC', 'Kemper', true);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'mix', 1, 2, 3, 7, 1.0, '{}', 5, 5, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, new_type, was_seen, is_seen, token_change, script_changed
)
values
('p', 3, 0, 0, 0, 1, 0, 3, 'Anna', 'Lena ar Vari', 'PER', 'PER', true, false, 2, false),
('p', 3, 0, null, 2, 3, 4, 5, 'bras', 'bihan', null, null, true, false, 0, false),
('p', 3, 0, null, 6, 7, 8, 9, 'bras', 'bihan', null, null, true, false, 0, false),
('p', 3, 1, null, 2, 3, 2, 3, 'bras', 'bihan', null, null, true, false, 0, false),
('p', 3, 3, 0, 0, 1, 0, 2, 'Kemper', 'Sant Brieg', 'LOC', 'LOC', true, false, 1, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 20, 0, null), ('r', 3, 22, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 4, 5, 'LOC', true, true), ('r', 2, 1, 1, 2, 'PER', true, true), ('r', 2, 1, 3, 5, 'ORG', true, true),
('r', 3, 0, 6, 7, 'LOC', true, true), ('r', 3, 0, 4, 5, 'LOC', true, false), ('r', 3, 1, 1, 2, 'ORG', true, false),
('r', 3, 1, 3, 5, 'ORG', true, true), ('r', 3, 2, 0, 1, 'PER', true, true);
