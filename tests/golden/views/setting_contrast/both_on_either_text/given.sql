-- The test set (3) has 4 sentences of two tokens, a mention and a word. Nearly in training are sentence 0 (French) and
-- sentence 1 (Breton): leak-free for both are 2 and 3. f1 and f2 were trained on French, b1 on Breton.
-- Found on the original: f1 0-3, f2 0-1, b1 0-2.
-- Perturbed against French (11; edits in 0 and 1): f1 finds 2, 3; f2 0, 1; b1 0, 2.
--   cost: f1 (2 - 0) / 2 = 1, f2 (2 - 2) / 2 = 0: 1/2; b1 (2 - 1) / 2 = 1/2: contrast 0.
--   change: f1 1 -> 2/3, f2 2/3 -> 2/3: -1/6; b1 6/7 -> 2/3: -4/21: contrast 1/42. One seed of b: n_seeds 1.
--   leak-free: nothing was edited, no estimate.
-- Perturbed against Breton (12; edits in 0, 1, 2), on which f2 was not tested: f1 finds 0, 3; b1 3, and 2 wrongly.
--   cost: f1 (3 - 1) / 3 = 2/3; b1 (3 - 0) / 3 = 1: contrast -1/3.
--   change: f1 1 -> 2/3: -1/3; b1 6/7 -> 1/3 (1 of 2 predicted, of 4): -11/21: contrast 4/21.
--   leak-free, where 2 was edited: cost f1 1, b1 1: 0. Change: f1 1 -> 2/3: -1/3; b1 2/3 -> 1/2: -1/6: contrast -1/6.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 4, 8, 'c'), (11, 'c', 'ner', 'br', 'test', 'entity_unshared', 3, 4, 8, 'd'),
(12, 'c', 'ner', 'br', 'test', 'entity_unshared', 3, 4, 8, 'e');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set, number, 0, 0, 1, 'PER', 'Anna', true
from range(4) as numbers (number) cross join (values (3), (11), (12)) as text (text_set);

insert into near_in_training (train_set, test_set, sentences) values (1, 3, [0]), (2, 3, [1]);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('s', 'entity_unshared', 1, 3, 11, null, 1, 1.0, '{}', 2, 2, 0),
('t', 'entity_unshared', 2, 3, 12, null, 1, 1.0, '{}', 3, 3, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
select perturbation_id, text_set, number, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', true, false, 0, false
from (values ('s', 11, 2), ('t', 12, 3)) as made (perturbation_id, text_set, n), range(made.n) as numbers (number);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('f1', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('f2', 'ner', 'enc', 'fr', 1, 2, 'last', '{}'),
('b1', 'ner', 'enc', 'br', 2, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('f1', 3, 8, 0, null), ('f1', 11, 8, 0, null), ('f1', 12, 8, 0, null), ('f2', 3, 8, 0, null), ('f2', 11, 8, 0, null),
('b1', 3, 8, 0, null), ('b1', 11, 8, 0, null), ('b1', 12, 8, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select run, text_set, unnest(sentences), 0, 1, 'PER', true, true
from (
    values
    ('f1', 3, [0, 1, 2, 3]), ('f2', 3, [0, 1]), ('b1', 3, [0, 1, 2]), ('f1', 11, [2, 3]), ('f2', 11, [0, 1]),
    ('b1', 11, [0, 2]), ('f1', 12, [0, 3]), ('b1', 12, [3])
) as found (run, text_set, sentences);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values ('b1', 12, 2, 0, 1, 'LOC', true, false);
