create table alignment (
    embedding varchar not null,
    source_text_set integer not null,
    test_set integer not null,
    unit varchar not null,
    measure varchar not null,
    lexicon varchar not null,
    spelling varchar not null,
    sample_size integer not null,
    value double not null,
    n_source integer not null,
    n_target integer not null,
    n_pairs integer not null,
    lexicon_sha256 varchar,
    primary key (embedding, source_text_set, test_set, unit, measure, lexicon, spelling, sample_size)
);

comment on table alignment is 'One measure of how alike an encoder represents two languages: the units of two original test sets of one corpus.';
comment on column alignment.embedding is 'Word vectors';
comment on column alignment.source_text_set is 'Original test set in the language that is transferred from: its units are looked up';
comment on column alignment.test_set is 'Original test set in the language tested on: among its units they are looked up';
comment on column alignment.unit is 'word (context words), or entity (whose vector is the mean of those of its words)';
comment on column alignment.measure is 'What is measured';
comment on column alignment.lexicon is 'Which units mean the same: entity (equal in Latin letters), name (and in the gazetteers of both) or given (brought in); none where it has no part';
comment on column alignment.spelling is 'Of a lexicon: identical or different pairs. Else: any unit, or different (those alone that the other test set has not)';
comment on column alignment.sample_size is 'Units drawn from either side at most; 0 where all are looked at';
comment on column alignment.value is 'The value';
comment on column alignment.n_source is 'Units of the source side: looked at, or drawn';
comment on column alignment.n_target is 'Units of the target side: among which is looked, or drawn';
comment on column alignment.n_pairs is 'Pairs of the lexicon; 0 where it has no part';
comment on column alignment.lexicon_sha256 is 'sha256 of the pairs; NULL where a lexicon has no part';
