-- The test set (2) has 12 tokens and 3 gold mentions, of 1, 2 and 2 tokens: 5 entity tokens, 7 others.
-- 'names' replaces the second (2 tokens, by 3: the original's count): 1/3 of the mentions, 2/5 of their tokens, 0 of 7.
-- 'mix' replaces the first and the third and two context words of 1 and 2 tokens: 2/3, 3/5, 3/7.
-- 'nothing' edits nothing: 0, 0, 0. 'words' of titles, of 8 words: 2/8, and no mentions at all: NULL.
-- 'flat', of a text without any entity, of 2 tokens: 1/2. 'full', of a text that is all entity, of 1 token: 1, 1, NULL.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 12, 'b'),
(3, 'c', 'ner', 'br', 'test', 'names', 2, 2, 13, 'c'), (4, 'c', 'ner', 'br', 'test', 'mix', 2, 2, 12, 'd'),
(5, 'c', 'ner', 'br', 'test', 'nothing', 2, 2, 12, 'b'), (6, 't', 'title', 'br', 'test', 'none', 6, 2, 8, 'e'),
(7, 't', 'title', 'br', 'test', 'words', 6, 2, 8, 'f'), (8, 'c', 'ner', 'oc', 'test', 'none', 8, 1, 2, 'g'),
(9, 'c', 'ner', 'oc', 'test', 'flat', 8, 1, 2, 'h'), (10, 'c', 'ner', 'fr', 'test', 'none', 10, 1, 1, 'i'),
(11, 'c', 'ner', 'fr', 'test', 'full', 10, 1, 1, 'j');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 0, 1, 2, 4, 'LOC', 'Enez Vaz', true),
(2, 1, 0, 0, 2, 'PER', 'Yann Ber', true), (10, 0, 0, 0, 1, 'PER', 'Anna', true);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p', 'names', 1, 2, 3, null, 7, 0.5, '{}', 2, 1, 0), ('q', 'mix', null, 2, 4, 'v', 8, 1.0, '{"rate": 1}', 4, 4, 0),
('n', 'nothing', 1, 2, 5, null, 7, 1.0, '{}', 0, 0, 0), ('w', 'words', null, 6, 7, null, 1, 1.0, '{}', 2, 2, 0),
('f', 'flat', null, 8, 9, null, 1, 1.0, '{}', 1, 1, 0), ('a', 'full', 1, 10, 11, null, 1, 1.0, '{}', 1, 1, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('p', 3, 0, 1, 2, 4, 2, 5, 'Enez Vaz', 'Enez Vaz Bihan', 'LOC', true, false, 1, false),
('q', 4, 0, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', null, null, 0, false),
('q', 4, 1, 0, 0, 2, 0, 2, 'Yann Ber', 'Per Ber', 'PER', null, null, 0, false),
('q', 4, 0, null, 4, 5, 4, 5, 'bras', 'bihan', null, null, null, 0, false),
('q', 4, 1, null, 2, 4, 2, 4, 'a c''hoari', 'a gan', null, null, null, 0, false),
('w', 7, 0, null, 0, 1, 0, 1, 'ar', 'un', null, null, null, 0, false),
('w', 7, 1, null, 2, 3, 2, 3, 'mor', 'stêr', null, null, null, 0, false),
('f', 9, 0, null, 0, 1, 0, 1, 'mar', 'flume', null, null, null, 0, false),
('a', 11, 0, 0, 0, 1, 0, 1, 'Anna', 'Zoé', 'PER', true, false, 0, false);
