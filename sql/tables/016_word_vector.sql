create table word_vector (
    embedding varchar not null,
    form varchar not null,
    vector float[] not null,
    primary key (embedding, form)
);

comment on table word_vector is 'The vector of a form.';
comment on column word_vector.embedding is 'Embedding';
comment on column word_vector.form is 'The form';
comment on column word_vector.vector is 'Its vector';
