create table word_frequency (
    corpus varchar not null,
    task varchar not null,
    language varchar not null,
    word varchar not null,
    n_occurrences bigint not null,
    n_documents bigint not null,
    entropy double not null,
    rank integer not null,
    is_function boolean not null
);

comment on table word_frequency is 'How often and beside how varied neighbours a word occurs in the text of a language, and whether it counts as a function word.';
comment on column word_frequency.corpus is 'Corpus';
comment on column word_frequency.task is 'ner or title';
comment on column word_frequency.language is 'Language';
comment on column word_frequency.word is 'The word: lower case, NFC';
comment on column word_frequency.n_occurrences is 'Occurrences as context (outside entities; in section texts anywhere)';
comment on column word_frequency.n_documents is 'Sentences or section texts that have it';
comment on column word_frequency.entropy is 'How varied its neighbours are, in bits: geometric mean of the entropy of what stands before it and of what stands after it';
comment on column word_frequency.rank is 'Place by how much it behaves like a function word, from 1: by n_documents times the square of entropy';
comment on column word_frequency.is_function is 'Whether it is one of the first words that together cover the stated share of the running text';
