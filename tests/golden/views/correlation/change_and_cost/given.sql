-- Five languages, a native run each, perturbed at full dose; the last perturbation edited nothing. A half dose of the
-- first is not looked at. Ten gold mentions a test set; a run predicts ten, of which `n_before` and `n_after` are right
-- (the first ones), so F1 is that in tenths. The first `n_edited` mentions were edited, and before all of them were found.
--   language   overlap  before  after  change    edited  of them found after  cost per edit
--   la            1        8      6     -2/10       1            1                  0
--   lb            2        9      6     -3/10       5            5                  0
--   lc            3        8      4     -4/10       8            4                  1/2
--   ld            4        9      4     -5/10       8            4                  1/2
--   le            5        7      7       none      0            -                  -
-- Change against overlap: a falling line: r = rho = -1, p 0.
-- Cost: x - mean: -1.5 -0.5 0.5 1.5, y - mean: -1/4 -1/4 1/4 1/4: r = 1 / sqrt(5 * 1/4) = 2/sqrt(5), n 4, p = 1 - r;
--   the ranks of the cost are 1.5 1.5 3.5 3.5: in the same ratio, so rho is the same.
--   2/sqrt(5) = 0.894427190999915878, p = 0.105572809000084122.
-- Before, all five: x - mean: -2 -1 0 1 2, y: 8 9 8 9 7, from 8.2: -.2 .8 -.2 .8 -1.2: Sxy = .4 - .8 + 0 + .8 - 2.4 = -2,
--   Sxx = 10, Syy = .04 + .64 + .04 + .64 + 1.44 = 2.8: r = -2 / sqrt(28) = -0.377964473009227227.
--   Ranks of y: 2.5 4.5 2.5 4.5 1, from 3: -.5 1.5 -.5 1.5 -2: Sxy = 1 - 1.5 + 0 + 1.5 - 4 = -3, Syy = 9:
--   rho = -3 / sqrt(90) = -0.316227766016837933.
--   With 3 degrees of freedom p = 1 - 2/pi * (asin |r| + |r| sqrt(1 - r^2)): 0.530477770932957 and 0.604181303590592.
-- Roles: the change is arithmetic; the score before and the cost are confirmatory: Holm of 2 p-values.
-- Range of the cost, each point a source of its own: without la (or ld) the points 2 0, 3 1/2, 4 1/2: sqrt(3)/2; without
--   lb (or lc) 1 0, 3 1/2, 4 1/2: x in thirds -5 1 4, y in sixths -2 1 1: 15 / sqrt(42 * 6) = 5 / (2 sqrt(7)).
create temp table point as
from
(
    values
    (1, 'la', 1, 8, 6, 1), (2, 'lb', 2, 9, 6, 5), (3, 'lc', 3, 8, 4, 8), (4, 'ld', 4, 9, 4, 8), (5, 'le', 5, 7, 7, 0)
)
as point (n, language, shared, n_before, n_after, n_edited);

create temp table form as
from (values ('train', 'none', 1, null), ('test', 'none', 2, null), ('test', 'entity_unshared', 3, 1.0), ('test', 'entity_unshared', 4, 0.5))
as form (split, perturbation, place, dose);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select
    10 * n + place, 'c', 'ner', language, split, perturbation, 10 * n + least(place, 2), 10, 10, language || place
from point cross join form;

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select 'entity_chunk', 10 * n + 1, 10 * n + 2, 'none', 90, 10, 5, shared, 50, 9, 5 from point;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
select language || dose, 'entity_unshared', 10 * n + 1, 10 * n + 2, 10 * n + place, 7, dose, '{}', n_edited, n_edited, 0
from point cross join form where dose = 1 or (dose = 0.5 and language = 'la');

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
select language || dose, 10 * n + place, ten.sentence, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false
from point cross join form cross join range(10) as ten (sentence)
where (dose = 1 or (dose = 0.5 and language = 'la')) and ten.sentence < n_edited;

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select language, 'ner', 'enc', language, 10 * n + 1, 1, 'last', '{}' from point;

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select language, 10 * n + place, 10, 0, null from point cross join form where place in (2, 3, 4);

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select 10 * n + place, ten.sentence, 0, 0, 1, 'PER', 'Anna', true
from point cross join form cross join range(10) as ten (sentence) where place in (2, 3, 4);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select
    language, 10 * n + place, ten.sentence, 0, 1, 'PER', true,
    ten.sentence < case when place = 2 then n_before else n_after end
from point cross join form cross join range(10) as ten (sentence) where place in (2, 3, 4);
