-- Training has, as mentions of one token each: Anna (PER) twice, Brest (ORG) once, Kemper (LOC) 5 times, Roazhon (LOC) 20
-- times, and 'Anna Vari' (PER) once; the entity tokens are Anna, Brest, Kemper, Roazhon and Vari.
-- Original (2), a sentence of one mention each: 0 Anna PER (seen 2-4), 1 Brest LOC (other_type), 2 'Vari Yann' PER
-- (in_part), 3 anna PER (unseen), 4 Kemper (5-19), 5 Roazhon (20+), 6 Anna Vari (1), 7 Enez LOC (unseen).
-- Perturbed (3): Anna and Kemper give way to Ximun and Lann, both unseen: unseen are 4, seen 2-4 and 5-19 none (no row).
-- 'r' finds on the original sentences 0, 3, 4, 5 and gets 1 wrong; on the perturbed 3, 5 and 7.
--   unseen: 1 of 2 before; 2 of 4 after.   20+: 1 of 1 both times.   1, other_type, in_part: 0 of 1 both times.
-- 'quiet' predicts nothing and was not tested on the original: what it recalled there is unknown.
-- Text set 4 has no gold mention: no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 29, 30, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 8, 10, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 8, 10, 'c'), (4, 'c', 'ner', 'br', 'test', 'none', 4, 1, 1, 'd');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 0.5, '{}', 4, 2, 0);

insert into token (text_set, sentence, position, form, tag)
values
(1, 0, 0, 'Anna', 'B-PER'), (1, 1, 0, 'Brest', 'B-ORG'), (1, 2, 0, 'Kemper', 'B-LOC'), (1, 3, 0, 'Roazhon', 'B-LOC'),
(1, 4, 0, 'Anna', 'B-PER'), (1, 4, 1, 'Vari', 'I-PER'),
(2, 0, 0, 'Anna', 'B-PER'), (2, 1, 0, 'Brest', 'B-LOC'), (2, 2, 0, 'Vari', 'B-PER'), (2, 2, 1, 'Yann', 'I-PER'),
(2, 3, 0, 'anna', 'B-PER'), (2, 4, 0, 'Kemper', 'B-LOC'), (2, 5, 0, 'Roazhon', 'B-LOC'), (2, 6, 0, 'Anna', 'B-PER'),
(2, 6, 1, 'Vari', 'I-PER'), (2, 7, 0, 'Enez', 'B-LOC'),
(3, 0, 0, 'Ximun', 'B-PER'), (3, 1, 0, 'Brest', 'B-LOC'), (3, 2, 0, 'Vari', 'B-PER'), (3, 2, 1, 'Yann', 'I-PER'),
(3, 3, 0, 'anna', 'B-PER'), (3, 4, 0, 'Lann', 'B-LOC'), (3, 5, 0, 'Roazhon', 'B-LOC'), (3, 6, 0, 'Anna', 'B-PER'),
(3, 6, 1, 'Vari', 'I-PER'), (3, 7, 0, 'Enez', 'B-LOC'), (4, 0, 0, 'setu', 'O');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 0, 1, 'ORG', 'Brest', true), (1, 4, 0, 0, 2, 'PER', 'Anna Vari', true),
(1, 5, 0, 0, 1, 'PER', 'Anna', true),
(2, 0, 0, 0, 1, 'PER', 'Anna', true), (2, 1, 0, 0, 1, 'LOC', 'Brest', true), (2, 2, 0, 0, 2, 'PER', 'Vari Yann', true),
(2, 3, 0, 0, 1, 'PER', 'anna', true), (2, 4, 0, 0, 1, 'LOC', 'Kemper', true), (2, 5, 0, 0, 1, 'LOC', 'Roazhon', true),
(2, 6, 0, 0, 2, 'PER', 'Anna Vari', true), (2, 7, 0, 0, 1, 'LOC', 'Enez', true),
(3, 0, 0, 0, 1, 'PER', 'Ximun', true), (3, 1, 0, 0, 1, 'LOC', 'Brest', true), (3, 2, 0, 0, 2, 'PER', 'Vari Yann', true),
(3, 3, 0, 0, 1, 'PER', 'anna', true), (3, 4, 0, 0, 1, 'LOC', 'Lann', true), (3, 5, 0, 0, 1, 'LOC', 'Roazhon', true),
(3, 6, 0, 0, 2, 'PER', 'Anna Vari', true), (3, 7, 0, 0, 1, 'LOC', 'Enez', true);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select 1, 6 + number, 0, 0, 1, 'LOC', case when number < 5 then 'Kemper' else 'Roazhon' end, true
from range(25) as numbers (number);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('quiet', 'ner', 'enc', 'fr', 1, 2, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 10, 0, null), ('r', 3, 10, 0, null), ('r', 4, 1, 0, null), ('quiet', 3, 10, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 0, 1, 'PER', true, true), ('r', 2, 1, 0, 1, 'ORG', true, false), ('r', 2, 3, 0, 1, 'PER', true, true),
('r', 2, 4, 0, 1, 'LOC', true, true), ('r', 2, 5, 0, 1, 'LOC', true, true),
('r', 3, 3, 0, 1, 'PER', true, true), ('r', 3, 5, 0, 1, 'LOC', true, true), ('r', 3, 7, 0, 1, 'LOC', true, true);
