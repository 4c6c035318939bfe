-- The test set (3) has 2 sentences of a mention and a word; nothing was audited, so there is no leak-free subset.
-- f was trained on French and finds both mentions of the original, b on Breton and predicts nothing anywhere.
--   entity_unshared_both belongs to either training set. Seed 1 (11): the mention of sentence 0; f then finds the other:
--     cost 1, change 1 -> 2/3. Seed 2 (13): both mentions; f finds both: cost 0, change 0.
--     Cost: f (1 + 0) / 2, b 0. Change: f (-1/3 + 0) / 2 = -1/6, b 0. Edits: (1 + 2) / 2.
--   context_rare, against no training set (14; two words): f finds nothing: change -1; no mention was edited, no cost.
--   context_cosine by the encoder's own vectors, against French (17; one word): f finds one, change -1/3.
--   context_swap against Breton (18) edited nothing: no estimate.
-- No row: what was perturbed against Spanish (15), what other encoders' vectors made (16), 'half', which was not tested
-- on the original, and 'big', for which there is no native run of its configuration.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'train', 'none', 2, 9, 90, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 2, 4, 'c'), (5, 'c', 'ner', 'es', 'train', 'none', 5, 9, 90, 'f'),
(11, 'c', 'ner', 'br', 'test', 'entity_unshared_both', 3, 2, 4, 'd'),
(13, 'c', 'ner', 'br', 'test', 'entity_unshared_both', 3, 2, 4, 'e'),
(14, 'c', 'ner', 'br', 'test', 'context_rare', 3, 2, 4, 'g'),
(15, 'c', 'ner', 'br', 'test', 'entity_unshared', 3, 2, 4, 'h'),
(16, 'c', 'ner', 'br', 'test', 'context_cosine', 3, 2, 4, 'i'),
(17, 'c', 'ner', 'br', 'test', 'context_cosine', 3, 2, 4, 'j'),
(18, 'c', 'ner', 'br', 'test', 'context_swap', 3, 2, 4, 'c');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set, number, 0, 0, 1, 'PER', 'Anna', true
from
    range(2) as numbers (number)
cross join (values (3), (11), (13), (14), (15), (16), (17), (18)) as text (text_set);

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('v', 'enc', 1, 'mean', 'kept'), ('w', 'other', 1, 'mean', 'kept');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('s1', 'entity_unshared_both', 1, 3, 11, null, 1, 1.0, '{}', 1, 1, 0),
('t1', 'entity_unshared_both', 2, 3, 11, null, 1, 1.0, '{}', 1, 1, 0),
('s2', 'entity_unshared_both', 1, 3, 13, null, 2, 1.0, '{}', 2, 2, 0),
('t2', 'entity_unshared_both', 2, 3, 13, null, 2, 1.0, '{}', 2, 2, 0),
('n', 'context_rare', null, 3, 14, null, 1, 1.0, '{}', 2, 2, 0),
('e', 'entity_unshared', 5, 3, 15, null, 1, 1.0, '{}', 1, 1, 0),
('w', 'context_cosine', 1, 3, 16, 'w', 1, 0.5, '{}', 1, 1, 0),
('v', 'context_cosine', 1, 3, 17, 'v', 1, 0.5, '{}', 1, 1, 0),
('z', 'context_swap', 2, 3, 18, null, 1, 1.0, '{}', 0, 0, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('s1', 11, 0, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', true, false, 0, false),
('t1', 11, 0, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', true, false, 0, false),
('s2', 13, 0, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('s2', 13, 1, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('t2', 13, 0, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('t2', 13, 1, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('n', 14, 0, null, 1, 2, 1, 2, 'bras', 'bihan', null, null, null, 0, false),
('n', 14, 1, null, 1, 2, 1, 2, 'bras', 'bihan', null, null, null, 0, false),
('e', 15, 0, 0, 0, 1, 0, 1, 'Anna', 'Luz', 'PER', true, false, 0, false),
('w', 16, 0, null, 1, 2, 1, 2, 'bras', 'uhel', null, true, false, 0, false),
('v', 17, 0, null, 1, 2, 1, 2, 'bras', 'hir', null, true, false, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('f', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('b', 'ner', 'enc', 'br', 2, 1, 'last', '{}'),
('half', 'ner', 'enc', 'fr', 1, 2, 'last', '{}'), ('big', 'ner', 'enc', 'fr', 1, 1, 'last', '{"epochs": 9}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select run, unnest(text_sets), 4, 0, null
from (
    values
    ('f', [3, 11, 13, 14, 15, 16, 17, 18]), ('b', [3, 11, 13, 14, 15, 16, 17, 18]), ('half', [11]), ('big', [3, 11])
) as tested (run, text_sets);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('f', 3, 0, 0, 1, 'PER', true, true), ('f', 3, 1, 0, 1, 'PER', true, true), ('f', 11, 1, 0, 1, 'PER', true, true),
('f', 13, 0, 0, 1, 'PER', true, true), ('f', 13, 1, 0, 1, 'PER', true, true), ('f', 17, 1, 0, 1, 'PER', true, true),
('f', 18, 0, 0, 1, 'PER', true, true), ('f', 18, 1, 0, 1, 'PER', true, true), ('half', 11, 1, 0, 1, 'PER', true, true);
