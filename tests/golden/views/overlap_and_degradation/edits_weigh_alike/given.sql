-- Three PER and a LOC, all edited, all found before; after, the LOC alone: cost 1 for each PER, 0 for the LOC.
-- Every edit weighs alike: (1 + 1 + 1 + 0) / 4 = 3/4, not the mean of the two types.
-- F1: 1 before; after 1 right of 1 predicted and 4 gold: 2 * 1/4 / (5/4) = 2/5: change -3/5.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 4, 4, 'b'),
(3, 'c', 'ner', 'br', 'test', 'swap', 2, 4, 4, 'c');

create temp table gold as
from (values (0, 'PER'), (1, 'PER'), (2, 'PER'), (3, 'LOC')) as gold (sentence, type);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set.text_set, gold.sentence, 0, 0, 1, gold.type, 'Anna', true from gold, text_set where text_set.text_set > 1;

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values ('m', 1, 2, 'none', 90, 4, 5, 1, 50, 4, 1);

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 1, 2, 3, 7, 1.0, '{}', 4, 4, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
select 'p', 3, gold.sentence, 0, 0, 1, 0, 1, 'Anna', 'Vari', gold.type, true, false, 0, false from gold;

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'br', 1, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) values ('r', 2, 4, 0, null), ('r', 3, 4, 0, null);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select 'r', 2, gold.sentence, 0, 1, gold.type, true, true from gold
union all
select 'r', 3, 3, 0, 1, 'LOC', true, true;
