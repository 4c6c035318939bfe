-- A native run reads all ten titles of br rightly; words of them were misspelt in four doses, and of 90 words:
--   1/4   none, though tried: no point
--   1/2   9 edited (1/10), 1 title lost
--   3/4   18 edited (2/10), 1 lost
--   1     18 with seed 7 and 36 with seed 8 (on average 3/10), 3 and 5 lost: on average 4/10
-- Change against dose: (1/2, -1/10), (3/4, -1/10), (1, -4/10). About the means 3/4 and -1/5: xx 1/8, xy -3/40, yy 6/100:
-- slope -6/10, intercept 1/4, r2 (9/1600) / (1/8 * 6/100) = 3/4. Through zero: xy -21/40, xx 29/16, yy 18/100:
-- slope -42/145, r2 (441/1600) / (29/16 * 18/100) = 49/58.
-- Against the share (1/10, 2/10, 3/10): xx 2/100, xy -3/100: slope -3/2, intercept 1/10, r2 (9/10000) / (12/10000) = 3/4;
-- through zero: xy -15/100, xx 14/100: -15/14; r2 (225/10000) / (252/10000) = 25/28.
-- fo: 1/2 edits nothing, 1 edits 9 of 90 words and loses 2 of 10: one point, -2/10 a dose, -2 for all words.
-- A perturbation of one dose has no line.
create temp table dosed as
from
(
    values
    ('br', 'typo', 0.25, 7, 11, 0, 0), ('br', 'typo', 0.5, 7, 12, 9, 1), ('br', 'typo', 0.75, 7, 13, 18, 1),
    ('br', 'typo', 1.0, 7, 14, 18, 3), ('br', 'typo', 1.0, 8, 15, 36, 5), ('br', 'romanise', 1.0, 7, 16, 9, 9),
    ('fo', 'typo', 0.5, 7, 21, 0, 0), ('fo', 'typo', 1.0, 7, 22, 9, 2)
)
as dosed (language, perturbation, dose, seed, perturbed_set, n_edited, n_lost);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 't', 'title', 'br', 'train', 'none', 1, 10, 90, 'a'), (2, 't', 'title', 'fo', 'train', 'none', 2, 10, 90, 'b'),
(10, 't', 'title', 'br', 'test', 'none', 10, 10, 90, 'c'), (20, 't', 'title', 'fo', 'test', 'none', 20, 10, 90, 'd');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select perturbed_set, 't', 'title', language, 'test', perturbation, perturbed_set // 10 * 10, 10, 90, 's' || perturbed_set
from dosed;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
select 'p' || perturbed_set, perturbation, null, perturbed_set // 10 * 10, perturbed_set, seed, dose, '{"rate": 0.1}', 40, n_edited, 0
from dosed;

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
select 'p' || perturbed_set, perturbed_set, 0, null, place.word, place.word + 1, place.word, place.word + 1, 'word', 'wrod', null, null, null, 0, false
from dosed cross join range(40) as place (word)
where place.word < n_edited;

insert into title_item (text_set, item, page, text, correct)
select text_set.text_set, ten.item, 'p', 't', 'A' from text_set cross join range(10) as ten (item) where split = 'test';

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values ('br', 'title', 'enc', 'br', 1, 1, 'last', '{}'), ('fo', 'title', 'enc', 'fo', 2, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select language, text_set, 90, 0, null from text_set where split = 'test';

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select evaluation.run, evaluation.text_set, ten.item, case when ten.item < coalesce(n_lost, 0) then 'B' else 'A' end, 0.9, true
from evaluation
left join dosed on evaluation.text_set = dosed.perturbed_set
cross join range(10) as ten (item);
