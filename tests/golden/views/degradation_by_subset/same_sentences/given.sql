-- Four sentences with a mention each; 0 and 1 are nearly in training, 0 and 2 have context. Mentions 0, 1 and 3 were
-- edited. Before, the run finds all four; after, 0, 1 (with an I-) and 2.
--   all: F1 1, then 3 of 3 and 4: 6/7: -1/7, 3 edits. Strict: 2 of 2 and 4: 2/3: -1/3.
--   leak_free (2, 3): 1, then 1 of 1 and 2: 2/3: -1/3, 1 edit. Strict likewise.
--   with_context (0, 2): 1 and 1: 0, 1 edit. leak_free_with_context (2): no edit, no change.
-- 'theirs' has no training set here: the perturbation is not its own. 'none' is perturbed against nothing: its own, but
--   only on the parts that need no training set; its one edit has no context.
-- Another test set (5), on which 'r' finds nothing, is not what was perturbed: nothing is compared with it.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'), (2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 8, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 4, 8, 'c'), (4, 'c', 'ner', 'br', 'test', 'names', 2, 4, 8, 'd'),
(5, 'c', 'ner', 'fr', 'test', 'none', 5, 4, 8, 'e');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of, page)
select text_set.text_set, s.sentence, 2, s.sentence in (0, 2), s.sentence, null
from text_set cross join range(4) as s (sentence) where text_set.text_set > 1;

insert into near_in_training (train_set, test_set, sentences) values (1, 2, [0, 1]);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set.text_set, s.sentence, 0, 0, 1, 'PER', 'Anna', true
from text_set cross join range(4) as s (sentence) where text_set.text_set > 1;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 0.5, '{}', 6, 3, 0), ('q', 'names', null, 2, 4, 8, 1.0, '{}', 1, 1, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
select 'p', 3, s.sentence, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false
from range(4) as s (sentence) where s.sentence <> 2
union all
select 'q', 4, 1, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', null, null, 0, false;

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('r', 'ner', 'enc', 'fr', 1, 5, 'last', '{}'), ('theirs', 'ner', 'enc', 'fr', null, 1, 'imported', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
values
('r', 2, 8, 0, null), ('r', 3, 8, 0, null), ('theirs', 2, 8, 0, null), ('theirs', 3, 8, 0, null),
('theirs', 4, 8, 0, null), ('r', 5, 8, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select 'r', 2, s.sentence, 0, 1, 'PER', true, true from range(4) as s (sentence)
union all
select 'r', 3, s.sentence, 0, 1, 'PER', s.sentence <> 1, true from range(3) as s (sentence)
union all
select 'theirs', 2, 0, 0, 1, 'PER', true, true;
