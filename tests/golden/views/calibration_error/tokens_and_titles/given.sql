-- 'r' on text set 2, five tokens: O right, 1 (bin 15); PER right, 3/4 (bin 12: 3/4 * 15 = 11.25); LOC wrong, 3/4; O
-- wrong, 1/2 (bin 8), so it is gold in an entity; and one without a probability. On text set 3, perturbed from it: O
-- right, 3/4; PER wrong, 1/2. 'theirs' has no gold probabilities: it has no row in calibration.
-- 't' answers one of two titles, rightly, with 1/2 for two options.
-- 'r' on 2, of 4 tokens: confidence 3/4, accuracy 1/2; expected error (1 * 0 + 2 * 1/4 + 1 * 1/2) / 4 = 1/4, maximum
--   1/2, Brier (0 + 2 * 5/16 + 1/4) / 4 = 7/32. Of the 3 in entities: 2/3, 1/3, 1/3, 1/2, 7/24.
-- On 3: confidence 5/8, accuracy 1/2, expected error (1/4 + 1/2) / 2 = 3/8, Brier (1/16 + 1/4) / 2 = 5/32.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 1, 5, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 1, 2, 'c'), (4, 't', 'title', 'br', 'test', 'none', 4, 2, 20, 'd');

insert into title_item (text_set, item, page, text, correct) values (4, 0, 'p', 't0', 'A'), (4, 1, 'p', 't1', 'B');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 0.5, '{}', 1, 1, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('theirs', 'ner', 'enc', 'br', null, 2, 'imported', '{}'),
('t', 'title', 'enc', 'br', null, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 5, 0, null), ('r', 3, 2, 0, null), ('theirs', 2, 5, 0, null), ('t', 4, 2, 0, null);

insert into prediction (run, text_set, sentence, position, tag, probability, gold_probability, is_truncated)
values
('r', 2, 0, 0, 'O', 1, 1, false), ('r', 2, 0, 1, 'B-PER', 0.75, 0.75, false),
('r', 2, 0, 2, 'B-LOC', 0.75, 0.25, false), ('r', 2, 0, 3, 'O', 0.5, 0.25, false),
('r', 2, 0, 4, 'O', null, null, false),
('r', 3, 0, 0, 'O', 0.75, 0.75, false), ('r', 3, 0, 1, 'B-PER', 0.5, 0, false),
('theirs', 2, 0, 0, 'O', null, null, false), ('theirs', 2, 0, 1, 'O', null, null, false),
('theirs', 2, 0, 2, 'O', 0.5, null, false), ('theirs', 2, 0, 3, 'O', null, null, false),
('theirs', 2, 0, 4, 'O', null, null, false);

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
values ('t', 4, 0, 'A', 0.5, true), ('t', 4, 0, 'B', 0.5, false), ('t', 4, 0, 'C', 0, false), ('t', 4, 0, 'D', 0, false);
