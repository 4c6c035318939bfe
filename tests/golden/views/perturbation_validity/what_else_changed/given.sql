-- p: four edits of ten eligible places, six of them without a candidate.
--   Anna -> Lena Vari: a token and 5 characters more, 2 pieces more, capital kept, cosine 1/2.
--   ANNA -> Vari: same lengths, no pieces more, no longer in capitals throughout, cosine 1/4.
--   Anna -> Lena Vari as an organisation: another text and type of each side; a piece more, cosine 3/4.
--   Brest -> 中国: 3 characters less, another script, no capital, a piece more, cosine 1/2.
--   Means: tokens 2/4, characters (5 + 0 + 5 - 3) / 4 = 7/4, pieces (2 + 0 + 1 + 1) / 4 = 1, cosine 1/2.
-- q: nothing eligible, against no training set. o: a context word, no vectors and no pieces.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 2, 10, 'b'),
(3, 'c', 'ner', 'br', 'test', 'mix', 2, 2, 10, 'c'),
(4, 'c', 'ner', 'br', 'test', 'none_left', 2, 2, 10, 'd'),
(5, 'c', 'ner', 'br', 'test', 'words', 2, 2, 10, 'e');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p', 'mix', 1, 2, 3, 'v', 7, 1.0, '{}', 10, 4, 6),
('q', 'none_left', null, 2, 4, null, 1, 0.5, '{}', 0, 0, 0),
('o', 'words', 1, 2, 5, null, 1, 0.5, '{}', 2, 1, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, new_type, similarity, was_seen, is_seen, token_change, piece_change, script_changed
)
values
('p', 3, 0, 0, 0, 1, 0, 2, 'Anna', 'Lena Vari', 'PER', 'PER', 0.5, true, false, 1, 2, false),
('p', 3, 1, 0, 0, 1, 0, 1, 'ANNA', 'Vari', 'PER', 'PER', 0.25, true, false, 0, 0, false),
('p', 3, 2, 0, 0, 1, 0, 2, 'Anna', 'Lena Vari', 'ORG', 'ORG', 0.75, true, false, 1, 1, false),
('p', 3, 3, 0, 0, 1, 0, 1, 'Brest', '中国', 'LOC', 'LOC', 0.5, true, false, 0, 1, true),
('o', 5, 0, null, 1, 2, 1, 2, 'bras', 'bihan', null, null, null, true, false, 0, null, false);
