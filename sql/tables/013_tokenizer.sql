create table tokenizer (
    tokenizer varchar not null,
    source varchar not null,
    revision varchar not null,
    n_pieces integer not null,
    primary key (tokenizer)
);

comment on table tokenizer is 'A tokenizer.';
comment on column tokenizer.tokenizer is 'Its name';
comment on column tokenizer.source is 'Folder name or hub name it was read from, or what it was fitted on';
comment on column tokenizer.revision is 'Revision or sha256 of its file';
comment on column tokenizer.n_pieces is 'Size of its vocabulary';
