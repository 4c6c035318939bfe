-- Four languages are trained on and tested on Breton (50); their test sets (11, 21, ...) stand for them in the alignment.
-- The first is also aligned by another encoder. Training on Breton itself has no alignment, so no row.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
select 10 * n + place, 'c', 'ner', language, split, 'none', 10 * n + place, 10, 10, language || split
from (values (1, 'xa'), (2, 'xb'), (3, 'xc'), (4, 'xd'), (5, 'br')) as spoken (n, language)
cross join (values (0, 'test'), (1, 'train')) as part (place, split);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
select 'mm', 10 * n + 1, 50, 'none', 9, 5, 9, n, 9, 10, n from range(1, 6) as five (n);

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('enc.mean.l1', 'enc', 1, 'mean', 'kept'), ('other.mean.l1', 'other', 1, 'mean', 'kept');

insert into alignment (
    embedding, source_text_set, test_set, unit, measure, lexicon, spelling, sample_size, value, n_source, n_target,
    n_pairs, lexicon_sha256
)
select 'enc.mean.l1', 10 * n, 50, 'word', 'csls_precision_at_1', 'given', 'different', 0, value, 7, 8, 3, 'h'
from (values (1, 0.75), (2, 0.25), (3, 0.25), (4, 0.75)) as point (n, value)
union all
select 'other.mean.l1', 10, 50, 'word', 'csls_precision_at_1', 'given', 'different', 0, 0.5, 7, 8, 3, 'h';
