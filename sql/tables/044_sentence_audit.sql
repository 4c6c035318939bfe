create table sentence_audit (
    text_set integer not null,
    sentence integer not null,
    near_duplicate_of bigint not null,
    template bigint,
    filling bigint,
    script varchar
);

comment on table sentence_audit is 'What an audit found in a sentence of an original text set (NER).';
comment on column sentence_audit.text_set is 'Text set';
comment on column sentence_audit.sentence is 'Sentence, from 0';
comment on column sentence_audit.near_duplicate_of is 'Cluster of near duplicates within corpus and language: a chain of sentences with the same letters, or at least 4/5 of their distinct words in common';
comment on column sentence_audit.template is 'Equal for sentences that are equal once entities are their types and numbers 0; NULL without entities or without words outside them';
comment on column sentence_audit.filling is 'Equal for sentences with the same entity texts in the same order; NULL where the template is';
comment on column sentence_audit.script is 'Script of most of its letters, ISO 15924; NULL without letters';
