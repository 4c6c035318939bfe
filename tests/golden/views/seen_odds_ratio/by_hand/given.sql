-- Training has Anna (PER) and Brest (ORG). Original (2), a mention a sentence: 0-9 Anna (seen), 10-19 Ximun (unseen),
-- 20 Brest as LOC (neither: counted as other). Perturbed for another training set (3): 21 times Ximun, none is seen.
-- 'r' finds Anna in 0-7 and Ximun in 10-11: (8/2) / (2/8) = 16; log interval ln 16 -+ 1.959963984540054 * sqrt(5/4).
-- 'all' finds every Anna and two Ximun: a half is added, (21/2 / (1/2)) / ((5/2) / (17/2)) = 71.4, standard error
--   sqrt(2/21 + 2 + 2/5 + 2/17).
-- 'quiet' predicts nothing: (1/2 / (21/2)) / (1/2 / (21/2)) = 1, standard error sqrt(2 * (2 + 2/21)).
-- 'theirs' has no training set here: all 21 are other. Nothing is compared on text set 3, and there too r has a row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 2, 2, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 21, 21, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 21, 21, 'c'), (5, 'c', 'ner', 'br', 'train', 'none', 5, 2, 2, 'd');

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 5, 2, 3, 7, 1.0, '{}', 1, 1, 0);

insert into token (text_set, sentence, position, form, tag)
values (1, 0, 0, 'Anna', 'B-PER'), (1, 1, 0, 'Brest', 'B-ORG');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values (1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 0, 1, 'ORG', 'Brest', true);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select
    text_set, number, 0, 0, 1, case when text_set = 2 and number = 20 then 'LOC' else 'PER' end,
    case when text_set = 3 then 'Ximun' when number < 10 then 'Anna' when number < 20 then 'Ximun' else 'Brest' end, true
from range(21) as numbers (number) cross join (values (2), (3)) as text (text_set);

insert into token (text_set, sentence, position, form, tag)
select text_set, sentence, 0, text, 'B-' || type from mention where text_set in (2, 3);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('all', 'ner', 'enc', 'fr', 1, 2, 'last', '{}'),
('quiet', 'ner', 'enc', 'fr', 1, 3, 'last', '{}'), ('theirs', 'ner', 'enc', 'br', null, 4, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 2, 21, 0, null), ('r', 3, 21, 0, null), ('all', 2, 21, 0, null), ('quiet', 2, 21, 0, null),
('theirs', 2, 21, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select run, 2, number, 0, 1, 'PER', true, true
from range(20) as numbers (number) cross join (values ('r', 8), ('all', 10)) as found (run, n_seen)
where number < n_seen or number in (10, 11);
