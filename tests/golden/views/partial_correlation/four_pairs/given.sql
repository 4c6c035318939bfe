-- Four languages are trained on and all are tested on Breton (50); their test sets (11, 21, ...) stand for them in the
-- alignment. Runs find k of the 10 gold mentions, the first ones, and predict ten, so F1 is k tenths.
--   language   overlap x   alignment z   found y    from their means (and scaled): x   z   y
--   xa           1/5           3/4          2                                     -3   1  -3
--   xb           2/5           1/4          6                                     -1  -1   1
--   xc           3/5           1/4          2                                      1  -1  -3
--   xd           4/5           3/4         10                                      3   1   5
-- x and z do not correlate (-3 + 1 - 1 + 3 = 0). Sxx 20, Szz 4, Syy 44, Sxy 20, Szy 4: r of x and y is sqrt(20/44), of
-- z and y sqrt(4/44). With nothing shared a partial correlation is r / sqrt(1 - other r^2):
--   sqrt(5/11) / sqrt(10/11) = sqrt(1/2), and sqrt(1/11) / sqrt(6/11) = sqrt(1/6).
-- Ranks from their means: x -3/2 -1/2 1/2 3/2, z 1 -1 -1 1, y (1.5, 3, 1.5, 4) -1 1/2 -1 3/2: Sxx 5, Szz 4, Syy 9/2,
--   Sxy 3, Szy 1: sqrt(2/5) and 1/sqrt(18), partial sqrt(36/85) and sqrt(5/54).
-- With 1 degree of freedom Student's t is Cauchy's: p = 1 - 2/pi * asin(r).
-- The first pair alone was perturbed: one edit, of what the run found before and not after (cost 1; F1 from 2 to 1
-- tenths): one point. A half dose is no point; what the encoder `other` makes of
-- the words has no row. All were trained on ten sentences: holding that constant leaves nothing to tell, and the other
-- three pairs, which were not perturbed, are counted. The native run has no alignment.
-- md5('{}') begins with 99914b93.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select 10 * n + place, 'c', 'ner', language, split, 'none', 10 * n + place, 10, 10, language || split
from (values (1, 'xa'), (2, 'xb'), (3, 'xc'), (4, 'xd'), (5, 'br')) as spoken (n, language)
cross join (values (0, 'test'), (1, 'train')) as part (place, split);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values (60, 'c', 'ner', 'br', 'test', 'swap', 50, 10, 10, 'x');

create temp table point as
from (values (1, 0.75, 2), (2, 0.25, 6), (3, 0.25, 2), (4, 0.75, 10), (5, 1.0, 9)) as point (n, alignment, n_found);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select 'mm', 10 * n + 1, 50, 'none', 9, 5, 9, n, 9, 10, n from point;

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('enc.mean.l1', 'enc', 1, 'mean', 'kept'), ('other.mean.l1', 'other', 1, 'mean', 'kept');

insert into alignment (
    embedding, source_text_set, test_set, unit, measure, lexicon, spelling, sample_size, value, n_source, n_target,
    n_pairs, lexicon_sha256
)
select 'enc.mean.l1', 10 * n, 50, 'word', 'csls_precision_at_1', 'given', 'different', 0, alignment, 7, 8, 3, 'h'
from point where n < 5
union all
select 'other.mean.l1', 10, 50, 'word', 'csls_precision_at_1', 'given', 'different', 0, 0.5, 7, 8, 3, 'h';

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
select 'run' || n, 'ner', 'enc', language, text_set, 1, 'last', '{}'
from point inner join text_set on 10 * point.n + 1 = text_set.text_set;

insert into perturbation (
    perturbation_id, perturbation, train_set, test_set, perturbed_set, seed, dose, parameters,
    n_eligible, n_changed, n_no_candidate
)
values ('p', 'swap', 11, 50, 60, 7, 1.0, '{}', 1, 1, 0), ('h', 'swap', 11, 50, 60, 7, 0.5, '{}', 1, 0, 0);

insert into edit (
    perturbation_id, text_set, sentence, mention, original_first_token, original_end_token, first_token, end_token,
    original, replacement, type, was_seen, is_seen, token_change, script_changed
)
values ('p', 60, 1, 0, 0, 1, 0, 1, 'Anna', 'Vari', 'PER', true, false, 0, false);

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds)
select 'run' || n, 50, 10, 0, null from point
union all
select 'run1', 60, 10, 0, null;

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
select text_set, ten.sentence, 0, 0, 1, 'PER', 'Anna', true
from text_set cross join range(10) as ten (sentence) where text_set in (50, 60);

insert into predicted_mention (run, text_set, sentence, first_token, end_token, type, starts_with_b, is_correct)
select 'run' || n, 50, ten.sentence, 0, 1, 'PER', true, ten.sentence < n_found
from point cross join range(10) as ten (sentence)
union all
select 'run1', 60, ten.sentence, 0, 1, 'PER', true, ten.sentence < 1 from range(10) as ten (sentence);
