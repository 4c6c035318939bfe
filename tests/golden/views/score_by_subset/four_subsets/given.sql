-- Four test sentences with a mention each. 0: nearly in training, context. 1: nearly in training, none. 2: not, context
-- (a stray I- in the gold). 3: not, no context. The run finds 0 and 2 (with B-), invents one in 3 and misses 1.
--   all: 4 gold, 3 predicted, 2 right: 2/3, 1/2, 4/7. Strict: 3 gold, 3 predicted, 1 right: 1/3.
--   leak_free (2, 3): 2 gold, 2 predicted, 1 right: 1/2. Strict: 1 gold, 2 predicted, 0 right: 0.
--   with_context (0, 2): 2 gold, 2 predicted, 2 right: 1. Strict: 1 gold, 2 predicted, 1 right: 1/2, 1: 2/3.
--   leak_free_with_context (2): 1, 1, 1: 1. Strict: 0 gold, 1 predicted, 0 right: 0.
-- 'theirs' was imported: no leak-free rows; it predicts nothing. 'other' trained on what was never compared (5); likewise.
-- The perturbed form (3) numbers its sentences as the original: the run finds only 1 there, which is not leak-free.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 8, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 4, 8, 'c'), (4, 't', 'title', 'br', 'test', 'none', 4, 1, 8, 'd'),
(5, 'c', 'ner', 'br', 'train', 'none', 5, 1, 8, 'e');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
select text_set.text_set, s.sentence, 2, s.sentence in (0, 2), s.sentence, null
from text_set cross join range(4) as s (sentence) where text_set.text_set in (2, 3);

insert into near_in_training (train_set, test_set, sentences) values (1, 2, [0, 1]);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set.text_set, s.sentence, 0, 0, 1, 'PER', 'Anna', s.sentence <> 2
from text_set cross join range(4) as s (sentence) where text_set.text_set in (2, 3);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 0.5, '{}', 4, 4, 0);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'fr', 1, 5, 'last', '{}'), ('theirs', 'ner', 'enc', 'fr', null, 1, 'imported', '{}'),
('other', 'ner', 'enc', 'br', 5, 1, 'last', '{}'), ('titles', 'title', 'enc', 'br', null, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('r', 2, 8, 0, null), ('r', 3, 8, 0, null), ('theirs', 2, 8, 0, null), ('other', 2, 8, 0, null),
('titles', 4, 8, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
values
('r', 2, 0, 0, 1, 'PER', true, true), ('r', 2, 2, 0, 1, 'PER', true, true), ('r', 2, 3, 1, 2, 'LOC', true, false),
('r', 3, 1, 0, 1, 'PER', true, true);
