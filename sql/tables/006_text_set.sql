create table text_set (
    text_set integer not null,
    corpus varchar not null,
    task varchar not null,
    language varchar not null,
    split varchar not null,
    perturbation varchar not null,
    original integer not null,
    n_items integer not null,
    n_tokens bigint not null,
    sha256 varchar not null,
    primary key (text_set),
    unique (corpus, task, language, split, perturbation, sha256)
);

comment on table text_set is 'One split of a corpus in one form: as it came, or perturbed.';
comment on column text_set.text_set is 'Number of the text set in this warehouse';
comment on column text_set.corpus is 'Name of the corpus';
comment on column text_set.task is 'ner or title';
comment on column text_set.language is 'Language of the text';
comment on column text_set.split is 'train, validation, test or a derived split';
comment on column text_set.perturbation is 'Name of the perturbation; none for an original';
comment on column text_set.original is 'Text set it was perturbed from; itself for an original';
comment on column text_set.n_items is 'Sentences, or title items';
comment on column text_set.n_tokens is 'Tokens, or words of the title texts';
comment on column text_set.sha256 is 'sha256 of its content; names the text set outside this warehouse';
