create table sentence_origin (
    text_set integer not null,
    sentence integer not null,
    source_text_set integer not null,
    source_sentence integer not null,
    seed integer not null
);

comment on table sentence_origin is 'Where a sentence of a leak-free split was taken from.';
comment on column sentence_origin.text_set is 'Text set of the leak-free split';
comment on column sentence_origin.sentence is 'Sentence, from 0';
comment on column sentence_origin.source_text_set is 'Original text set it was taken from';
comment on column sentence_origin.source_sentence is 'Sentence there, from 0';
comment on column sentence_origin.seed is 'Seed with which clusters of near duplicates were dealt to the splits';
