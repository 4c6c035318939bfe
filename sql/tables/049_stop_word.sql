create table stop_word (
    stop_list varchar not null,
    language varchar not null,
    word varchar not null,
    primary key (stop_list, language, word)
);

comment on table stop_word is 'A word of a published stop list; the measures and perturbations of the reference use them, ours do not.';
comment on column stop_word.stop_list is 'Name and version of the published list';
comment on column stop_word.language is 'Language';
comment on column stop_word.word is 'The word as published';
