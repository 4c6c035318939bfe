create table embedding (
    embedding varchar not null,
    encoder varchar not null,
    layer integer not null,
    pooling varchar not null,
    casing varchar not null,
    primary key (embedding)
);

comment on table embedding is 'A way to make word vectors.';
comment on column embedding.embedding is 'Its name';
comment on column embedding.encoder is 'Encoder that made the vectors';
comment on column embedding.layer is 'Hidden layer, 0 for the embeddings; the last layer where pooling spans several';
comment on column embedding.pooling is 'How the pieces of a word make one vector';
comment on column embedding.casing is 'kept or lower';
