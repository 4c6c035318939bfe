-- Gold, sentence 0: PER(0,1) LOC(2,4) ORG(5,7) LOC(8,10); 1: PER(0,1) PER(3,6); 2: ORG(1,3).
-- 'r' predicts, 0: PER(0,1) correct; ORG(2,4) wrong type; ORG(5,6) wrong boundary; PER(9,11) wrong type and boundary.
--   1: MISC(1,2) touches nothing: spurious; LOC(3,4) comes first and takes PER(3,6); so PER(4,6) is spurious, too.
--   PER(0,1) of sentence 1 and ORG(1,3) of sentence 2 are missed. Counts: 7 gold, 7 predicted.
-- 'mute' predicts nothing: all is missed. Text set 2 has nothing gold, and nothing is predicted: no row.
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
