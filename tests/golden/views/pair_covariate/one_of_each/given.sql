-- One training set of a made-up language (4000 sentences) beside the test set of another; two of its three sentences have
-- a word outside entities. The two write in different scripts, lie 1/4 apart, and are aligned by two encoders in their
-- test sets. The target's own training set has its size and the context: a language has no distance from itself. A title
-- test set has no entities, so no context outside of them, and its languages are not known: no script.
insert into language (language, name, family, genus, script, iso639_3)
values ('xa', 'Xa', 'Lab', 'Lab', 'Latn', 'xaa'), ('xb', 'Xb', 'Lab', 'Lab', 'Cyrl', 'xbb');

insert into language_distance (source, target, kind, distance) values ('xa', 'xb', 'genetic', 0.25), ('xb', 'xa', 'genetic', 0.75);

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'xa', 'train', 'none', 1, 4000, 10, 'a'), (2, 'c', 'ner', 'xa', 'test', 'none', 2, 9, 10, 'b'),
(3, 'c', 'ner', 'xb', 'train', 'none', 3, 50, 10, 'c'), (4, 'c', 'ner', 'xb', 'test', 'none', 4, 3, 10, 'd'),
(5, 'c', 'title', 'xc', 'train', 'none', 5, 60, 10, 'e'), (6, 'c', 'title', 'xd', 'test', 'none', 6, 1, 10, 'f');

insert into sentence (text_set, sentence, n_tokens, has_context, duplicate_of)
values (4, 0, 3, true, 0), (4, 1, 3, false, 1), (4, 2, 4, true, 2), (2, 0, 5, false, 3), (6, 0, 9, true, 4);

insert into overlap (
    measure, train_set, test_set, tokenizer, n_train, n_test, shared_train, shared_test, types_train, types_test,
    shared_types
)
values
('mm', 1, 4, 'none', 9, 5, 9, 1, 9, 10, 1), ('nn', 1, 4, 'none', 9, 5, 9, 1, 9, 10, 1),
('mm', 3, 4, 'none', 9, 5, 9, 1, 9, 10, 1), ('mm', 5, 6, 'none', 9, 5, 9, 1, 9, 10, 1);

insert into embedding (embedding, encoder, layer, pooling, casing)
values ('enc.mean.l1', 'enc', 1, 'mean', 'kept'), ('other.mean.l1', 'other', 1, 'mean', 'kept');

insert into alignment (
    embedding, source_text_set, test_set, unit, measure, lexicon, spelling, sample_size, value, n_source, n_target,
    n_pairs, lexicon_sha256
)
values
('enc.mean.l1', 2, 4, 'word', 'csls_precision_at_1', 'given', 'different', 0, 0.75, 7, 8, 3, 'h'),
('other.mean.l1', 2, 4, 'entity', 'centroid_cosine', 'none', 'any', 500, 0.5, 7, 8, 0, null);
