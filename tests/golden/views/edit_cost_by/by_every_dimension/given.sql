-- Training (1) has Anna (PER) once and Enez Vaz (LOC) 5 times. The test set (2):
--   sentence 0: Anna, then 3 words and a comma; nearly in training.   1: Enez Vaz, then a full stop: no word.
--   sentence 2: a LOC of 5 tokens that training has as ORG alone, then 1 word.   3: Anna, then 6 words.
-- p (seed 1) replaces all four (that of sentence 2 by one token) and a word; q (seed 2) that of sentence 0.
-- r1 finds on the original 0, 1, 3; after p 1; after q none. r2 finds 0 before and after p, and was not tested on q.
-- By sentence: 0: 3 edits (r1 p, r2 p, r1 q), 3 found before, 1 after. 1: 2, 1, 1. 2: 2, 0, 0. 3: 2, 1, 0.
-- 'theirs', of no known training set, was tested on names put in without one: neither frequency nor leakage is known.
-- What was made against another training set (4) is no row; nor is what a run was not tested on before ('half').
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 21, 'b'),
(4, 'c', 'ner', 'br', 'train', 'none', 4, 9, 90, 'd'), (11, 'c', 'ner', 'br', 'test', 'swap', 2, 4, 17, 'e'),
(12, 'c', 'ner', 'br', 'test', 'swap', 2, 4, 21, 'f'), (13, 'c', 'ner', 'br', 'test', 'names', 2, 4, 21, 'g'),
(14, 'c', 'ner', 'br', 'test', 'swap', 2, 4, 21, 'h');

insert into token (text_set, sentence, position, form, tag)
select 2, sentence, number - 1, forms[number], case when number > n_tokens then 'O' when number = 1 then 'B-X' else 'I-X' end
from (
    values
    (0, 1, ['Anna', 'a', 'gan', ',', 'bremañ']), (1, 2, ['Enez', 'Vaz', '.']),
    (2, 5, ['Brest', 'Kreiz', 'Uhel', 'Izel', 'Bihan', 'kaer']),
    (3, 1, ['Anna', 'a', 'zo', 'o', 'vont', 'd''ar', 'gêr'])
) as text (sentence, n_tokens, forms), range(1, len(forms) + 1) as numbers (number);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 0, 5, 'ORG', 'Brest Kreiz Uhel Izel Bihan', true),
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 1, 0, 0, 2, 'LOC', 'Enez Vaz', true),
(2, 2, 0, 0, 5, 'LOC', 'Brest Kreiz Uhel Izel Bihan', true), (2, 3, 0, 0, 1, 'PER', 'Anna', true);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select 1, 2 + number, 0, 0, 2, 'LOC', 'Enez Vaz', true
from range(5) as numbers (number);

insert into near_in_training (train_set, test_set, sentences) values (1, 2, [0]);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values
('p', 'swap', 1, 2, 11, null, 1, 1.0, '{}', 5, 5, 0), ('q', 'swap', 1, 2, 12, null, 2, 1.0, '{}', 1, 1, 0),
('n', 'names', null, 2, 13, null, 1, 0.5, '{}', 1, 1, 0), ('o', 'swap', 4, 2, 14, null, 1, 1.0, '{}', 1, 1, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values
('p', 11, 0, 0, 0, 1, 0, 1, 'Anna', 'Lena', 'PER', true, false, 0, false),
('p', 11, 0, null, 1, 2, 1, 2, 'a', 'e', null, null, null, 0, false),
('p', 11, 1, 0, 0, 2, 0, 2, 'Enez Vaz', 'Enez Sun', 'LOC', true, false, 0, false),
('p', 11, 2, 0, 0, 5, 0, 1, 'Brest Kreiz Uhel Izel Bihan', 'Kemper', 'LOC', true, false, -4, false),
('p', 11, 3, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('q', 12, 0, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false),
('n', 13, 0, 0, 0, 1, 0, 1, 'Anna', 'Per', 'PER', null, null, 0, false),
('o', 14, 0, 0, 0, 1, 0, 1, 'Anna', 'Per', 'PER', true, false, 0, false);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r1', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('r2', 'ner', 'enc', 'fr', 1, 2, 'last', '{}'),
('half', 'ner', 'enc', 'fr', 1, 3, 'last', '{}'), ('theirs', 'ner', 'enc', 'br', null, 4, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select run, unnest(text_sets), 21, 0, null
from (values ('r1', [2, 11, 12, 14]), ('r2', [2, 11]), ('half', [11]), ('theirs', [2, 13])) as tested (run, text_sets);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r1', 2, 0, 0, 1, 'PER', true, true), ('r1', 2, 1, 0, 2, 'LOC', true, true), ('r1', 2, 3, 0, 1, 'PER', true, true),
('r1', 11, 1, 0, 2, 'LOC', true, true), ('r1', 11, 2, 0, 1, 'PER', true, false),
('r2', 2, 0, 0, 1, 'PER', true, true), ('r2', 11, 0, 0, 1, 'PER', true, true), ('half', 11, 0, 0, 1, 'PER', true, true),
('theirs', 2, 0, 0, 1, 'PER', true, true);
