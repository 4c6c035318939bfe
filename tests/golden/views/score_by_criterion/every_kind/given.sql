-- Gold, sentence 0: PER(0,1) LOC(2,4) ORG(5,7) LOC(8,10); 1: PER(0,1) PER(3,6); 2: ORG(1,3).
-- 'r' predicts, 0: PER(0,1) right; ORG(2,4) on a LOC; ORG(5,6) too short; PER(9,11) on a LOC, shifted.
--   1: MISC(1,2) touches nothing; LOC(3,4) and PER(4,6) share PER(3,6), which the first takes.
-- All: 7 gold, 7 predicted. strict: 1 right, 4 wrong (all that are paired), 2 missed, 2 spurious: 1/7.
--   exact: the wrong type is right: 2, 3. partial: 2, and 3 in part: 7/2 / 7 = 1/2. ent_type: 2 right (the first and the
--   short ORG), 3 wrong.
-- PER alone: gold (0,1), (0,1), (3,6); predicted (0,1), (9,11), (4,6). strict: 1 right; (4,6) is wrong; 1 missed and 1
--   spurious.
--   partial: 3/2 / 3 = 1/2. ent_type: 2 right of 3.
-- LOC alone: 2 gold, LOC(3,4) touches none. ORG: 2 gold, (2,4) touches none, (5,6) one. MISC: 1 predicted.
-- 'mute' predicts nothing; text set 2 has nothing gold: all 0.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values (1, 'c', 'ner', 'br', 'test', 'none', 1, 3, 30, 'a'), (2, 'c', 'ner', 'fo', 'test', 'none', 2, 1, 4, 'b');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 0, 1, 2, 4, 'LOC', 'Kastell Nevez', true),
(1, 0, 2, 5, 7, 'ORG', 'Skol Veur', true), (1, 0, 3, 8, 10, 'LOC', 'Bro Saoz', true),
(1, 1, 0, 0, 1, 'PER', 'Yann', true), (1, 1, 1, 3, 6, 'PER', 'Yann Ber Kalloc''h', true),
(1, 2, 0, 1, 3, 'ORG', 'Ofis Publik', true);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'br', null, 1, 'imported', '{}'), ('mute', 'ner', 'enc', 'br', null, 2, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values ('r', 1, 30, 0, null), ('r', 2, 4, 0, null), ('mute', 1, 30, 0, null), ('mute', 2, 4, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 1, 0, 0, 1, 'PER', true, true), ('r', 1, 0, 2, 4, 'ORG', true, false), ('r', 1, 0, 5, 6, 'ORG', true, false),
('r', 1, 0, 9, 11, 'PER', true, false), ('r', 1, 1, 1, 2, 'MISC', true, false), ('r', 1, 1, 3, 4, 'LOC', true, false),
('r', 1, 1, 4, 6, 'PER', true, false);
