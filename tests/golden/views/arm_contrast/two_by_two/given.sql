-- Six sentences with a mention each: PER, PER, PER, LOC, PER, PER. Before, the run finds the first four and not the last two.
-- What is edited, and what is lost by it (after, the other edited ones are found):
--   su1 (entity_unshared, seed 1): 0, 1, 3; lost 0 and 3.   su2 (seed 2): 0, 1, 2; lost 0.
--   ss1 (entity_placebo, seed 1): 0, 1, 3; lost 0.          ss2 (seed 2): 0, 1, 2; lost none.
--   Seeds 1 and 2 together, PER: 2 of 5 lost against 1 of 5; LOC: 1 of 1 against 0 of 1; all: 3 of 6 against 1 of 6.
--   ss3 (seed 3) and ss4 (seed 1 at another dose) have no counterpart, and are left out although they lost all.
--   sem (entity_semantic, seed 1): 0, 1, 3; lost none. Against ss1: PER 0 of 2 against 1 of 2, LOC 0 of 1 against 0 of 1.
--   Against su1: PER 0 of 2 against 1 of 2, LOC 0 of 1 against 1 of 1.
--   us (entity_seen, seed 1): 4, 5; 4 is found now: -1 of 2 lost. uu (entity_unseen_placebo): 4, 5; neither is: 0 of 2.
-- Another run was tested on su1 alone: no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'fr', 'train', 'none', 1, 9, 90, 'a'),
(2, 'c', 'ner', 'br', 'test', 'none', 2, 6, 6, 'b');

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('v', 'enc', 1, 'mean', 'kept');

create temp table plan as
from (
    values
    (3, 'su1', 'entity_unshared', 1, 1.0, null, [0, 1, 3], [1]),
    (4, 'su2', 'entity_unshared', 2, 1.0, null, [0, 1, 2], [1, 2]),
    (5, 'ss1', 'entity_placebo', 1, 1.0, null, [0, 1, 3], [1, 3]),
    (6, 'ss2', 'entity_placebo', 2, 1.0, null, [0, 1, 2], [0, 1, 2]),
    (7, 'ss3', 'entity_placebo', 3, 1.0, null, [0, 1], []),
    (8, 'ss4', 'entity_placebo', 1, 0.5, null, [0, 1], []),
    (9, 'sem', 'entity_semantic', 1, 1.0, 'v', [0, 1, 3], [0, 1, 3]),
    (10, 'us', 'entity_seen', 1, 1.0, null, [4, 5], [4]),
    (11, 'uu', 'entity_unseen_placebo', 1, 1.0, null, [4, 5], [])
) as plan (number, id, name, seed, dose, embedding, edited, found);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select number, 'c', 'ner', 'br', 'test', name, 2, 6, 6, id from plan;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, embedding, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
select id, name, 1, 2, number, embedding, seed, dose, '{}', len(edited), len(edited), 0 from plan;

create temp table edited as
select id, number, unnest(edited) as sentence from plan;

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, new_type, was_seen, is_seen, token_change, script_changed
)
select
    id, number, sentence, 0, 0, 1, 0, 1, 'Anna', 'Vari',
    if(sentence = 3, 'LOC', 'PER'), if(sentence = 3, 'LOC', 'PER'), true, false, 0, false
from edited;

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('r', 'ner', 'enc', 'fr', 1, 1, 'last', '{}'), ('other', 'ner', 'enc', 'fr', 1, 2, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select 'r', number, 6, 0, null from plan
union all
from (values ('r', 2, 6, 0, null), ('other', 2, 6, 0, null), ('other', 3, 6, 0, null));

create temp table found as
select number, unnest(found) as sentence from plan
union all
select 2, unnest([0, 1, 2, 3]);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select 'r', number, sentence, 0, 1, if(sentence = 3, 'LOC', 'PER'), true, true from found;
