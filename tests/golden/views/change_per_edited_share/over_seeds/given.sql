-- The test set (2) has 4 sentences of two tokens: a mention (PER) and a context word. Perturbed against training set 1:
--   entity_unshared, seed 1 (p1): 2 of 4 mentions; seed 2 (p2): 1 of 4. Both runs find all four before: F1 1.
--   r1 after p1 finds 2 of 4 (and predicts 2): F1 2/3, change -1/3; r2 finds 4: change 0: mean -1/6.
--   r1 after p2 finds nothing: F1 0, change -1; r2 was not tested on it: mean -1.
--   So the change is (-1/6 - 1) / 2 = -7/12; the share of mentions (1/2 + 1/4) / 2 = 3/8, of their tokens the same, of the
--   context 0. By shares: -7/12 / (3/8) = -14/9 twice, and NULL. One seed of runs at p2: n_seeds 1.
--   context_swap, seeds 1 (c1: one word of 4) and 2 (c2: nothing was edited, no estimate): r1 finds 2 of 4 after c1 and
--   predicts 2: change -1/3. Shares (1/4 + 0) / 2 = 1/8, but divided by the 1/4 that was edited: -4/3.
--   names, made against no training set (n1): r1 finds all four: change 0, by the share 0; nothing arithmetic about it.
--   What was made against another training set (4) is no row.
-- Titles (8 words, 2 edited): r3 is right on 2 of 2 before and on 1 after: change -1/2, by 1/4 of the words -2.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 8, 'b'),
(4, 'c', 'ner', 'br', 'train', 'none', 4, 9, 90, 'd'),
(11, 'c', 'ner', 'br', 'test', 'entity_unshared', 2, 4, 8, 'e'),
(12, 'c', 'ner', 'br', 'test', 'entity_unshared', 2, 4, 8, 'f'),
(13, 'c', 'ner', 'br', 'test', 'context_swap', 2, 4, 8, 'g'),
(14, 'c', 'ner', 'br', 'test', 'context_swap', 2, 4, 8, 'b'),
(15, 'c', 'ner', 'br', 'test', 'names', 2, 4, 8, 'h'),
(16, 'c', 'ner', 'br', 'test', 'entity_unshared', 2, 4, 8, 'i'),
(20, 't', 'title', 'fr', 'train', 'none', 20, 2, 8, 'j'), (21, 't', 'title', 'br', 'test', 'none', 21, 2, 8, 'k'),
(22, 't', 'title', 'br', 'test', 'title_random', 21, 2, 8, 'l');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set, number, 0, 0, 1, 'PER', 'Anna', true
from range(4) as numbers (number) cross join (values (2), (11), (12), (13), (14), (15), (16)) as text (text_set);

insert into title_item (text_set, item, page, text, correct)
select text_set, number, 'p', 'ar mor bras glas', 'A'
from range(2) as numbers (number) cross join (values (21), (22)) as text (text_set);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p1', 'entity_unshared', 1, 2, 11, null, 1, 1.0, '{}', 2, 2, 0),
('p2', 'entity_unshared', 1, 2, 12, null, 2, 1.0, '{}', 1, 1, 0),
('c1', 'context_swap', 1, 2, 13, null, 1, 0.5, '{"n": 1}', 1, 1, 0),
('c2', 'context_swap', 1, 2, 14, null, 2, 0.5, '{"n": 1}', 0, 0, 0),
('n1', 'names', null, 2, 15, null, 1, 1.0, '{}', 4, 4, 0), ('o', 'entity_unshared', 4, 2, 16, null, 1, 1.0, '{}', 1, 1, 0),
('t', 'title_random', 20, 21, 22, null, 1, 1.0, '{}', 2, 2, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('p1', 11, 0, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', true, false, 0, false),
('p1', 11, 1, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', true, false, 0, false),
('p2', 12, 0, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('c1', 13, 0, null, 1, 2, 1, 2, 'bras', 'bihan', null, true, false, 0, false),
('n1', 15, 0, 0, 0, 1, 0, 1, 'Anna', 'Per', 'PER', null, null, 0, false),
('n1', 15, 1, 0, 0, 1, 0, 1, 'Anna', 'Per', 'PER', null, null, 0, false),
('n1', 15, 2, 0, 0, 1, 0, 1, 'Anna', 'Per', 'PER', null, null, 0, false),
('n1', 15, 3, 0, 0, 1, 0, 1, 'Anna', 'Per', 'PER', null, null, 0, false),
('o', 16, 0, 0, 0, 1, 0, 1, 'Anna', 'Per', 'PER', true, false, 0, false),
('t', 22, 0, null, 1, 2, 1, 2, 'mor', 'stêr', null, true, false, 0, false),
('t', 22, 1, null, 1, 2, 1, 2, 'mor', 'stêr', null, true, false, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r1', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('r2', 'ner', 'enc', 'fr', 1, 2, 'last', '{}'),
('r3', 'title', 'enc', 'fr', 20, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('r1', 2, 8, 0, null), ('r1', 11, 8, 0, null), ('r1', 12, 8, 0, null), ('r1', 13, 8, 0, null), ('r1', 14, 8, 0, null),
('r1', 15, 8, 0, null), ('r1', 16, 8, 0, null), ('r2', 2, 8, 0, null), ('r2', 11, 8, 0, null), ('r3', 21, 8, 0, null),
('r3', 22, 8, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select run, text_set, number, 0, 1, 'PER', true, true
from
    (
        values ('r1', 2, 4), ('r2', 2, 4), ('r1', 11, 2), ('r2', 11, 4), ('r1', 13, 2), ('r1', 14, 4), ('r1', 15, 4)
    ) as found (run, text_set, n),
    range(found.n) as numbers (number);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values ('r3', 21, 0, 'A', 1, true), ('r3', 21, 1, 'A', 1, true), ('r3', 22, 0, 'A', 1, true), ('r3', 22, 1, 'B', 1, true);
