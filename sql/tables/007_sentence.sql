create table sentence (
    text_set integer not null,
    sentence integer not null,
    n_tokens integer not null,
    has_context boolean not null,
    duplicate_of bigint not null,
    page varchar
);

comment on table sentence is 'A sentence, or a section-title item.';
comment on column sentence.text_set is 'Text set';
comment on column sentence.sentence is 'Number in the text set, from 0';
comment on column sentence.n_tokens is 'Tokens, or words of the title text';
comment on column sentence.has_context is 'Whether any token lies outside the entities (true for titles)';
comment on column sentence.duplicate_of is 'Cluster of exact duplicates: equal for sentences with equal tokens, in the whole corpus and in every warehouse';
comment on column sentence.page is 'Page of a title item; NULL for sentences';
