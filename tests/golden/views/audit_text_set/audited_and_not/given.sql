-- Text set 1 (Breton, of Latin script) has six sentences of 1, 1, 2, 3, 4 and 60 tokens: median 2.5.
--   0 and 1 are equal; 2 is nearly so: two of six repeat exactly or nearly, all but one of {0, 1, 2}; so exactly 1.
--   0 and 1 have no context. 3 is Cyrillic, 4 has no letters. No template has five fillings but 7 in text set 2.
--   Two mentions, one a stray I-.
-- Text set 2 (Serbian, Cyrillic or Latin) has five sentences of one template: Latin is right there, Greek (4) is not.
-- Text set 3 (Japanese): Han, Hiragana and Katakana are right, Hangul is not. 4 is of no known language: nothing is wrong.
-- Text set 8 (Chinese): Han and Bopomofo are right, Hiragana is not.
-- Text set 5 was not audited, 6 is of titles, 7 is perturbed: no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 6, 71, 'a'), (2, 'c', 'ner', 'sr', 'test', 'none', 2, 5, 10, 'b'),
(3, 'c', 'ner', 'ja', 'test', 'none', 3, 4, 4, 'c'), (4, 'c', 'ner', 'qxx', 'test', 'none', 4, 1, 1, 'd'),
(5, 'c', 'ner', 'br', 'test', 'none', 5, 1, 3, 'e'), (6, 't', 'title', 'br', 'test', 'none', 6, 2, 20, 'f'),
(7, 'c', 'ner', 'br', 'test', 'swap', 5, 1, 3, 'g'), (8, 'c', 'ner', 'zh', 'test', 'none', 8, 3, 3, 'h');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
values
(1, 0, 1, false, 1, null), (1, 1, 1, false, 1, null), (1, 2, 2, true, 2, null), (1, 3, 3, true, 3, null),
(1, 4, 4, true, 4, null), (1, 5, 60, true, 5, null),
(2, 0, 2, true, 10, null), (2, 1, 2, true, 11, null), (2, 2, 2, true, 12, null), (2, 3, 2, true, 13, null),
(2, 4, 2, true, 14, null),
(3, 0, 1, true, 20, null), (3, 1, 1, true, 21, null), (3, 2, 1, true, 22, null), (3, 3, 1, true, 23, null),
(4, 0, 1, true, 30, null), (5, 0, 3, true, 1, null), (6, 0, 10, true, 6, 'p'), (6, 1, 10, true, 6, 'p'),
(7, 0, 3, true, 1, null), (8, 0, 1, true, 40, null), (8, 1, 1, true, 41, null), (8, 2, 1, true, 42, null);

insert into sentence_audit (text_set, sentence, near_duplicate_of, template, filling, script)
values
(1, 0, 1, null, null, 'Latn'), (1, 1, 1, null, null, 'Latn'), (1, 2, 1, 8, 1, 'Latn'), (1, 3, 3, 8, 2, 'Cyrl'),
(1, 4, 4, 8, 3, null), (1, 5, 5, 8, 4, 'Latn'),
(2, 0, 10, 7, 1, 'Cyrl'), (2, 1, 11, 7, 2, 'Latn'), (2, 2, 12, 7, 3, 'Cyrl'), (2, 3, 13, 7, 4, 'Cyrl'),
(2, 4, 14, 7, 5, 'Grek'),
(3, 0, 20, null, null, 'Hani'), (3, 1, 21, null, null, 'Hira'), (3, 2, 22, null, null, 'Kana'),
(3, 3, 23, null, null, 'Hang'), (4, 0, 30, null, null, 'Thai'),
(8, 0, 40, null, null, 'Hani'), (8, 1, 41, null, null, 'Bopo'), (8, 2, 42, null, null, 'Hira');

insert into token (text_set, sentence, position, form, tag) values (2, 0, 0, 'u', 'O');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 0, 1, 'PER', 'Anna', false);
