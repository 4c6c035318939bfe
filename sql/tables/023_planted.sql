create table planted (
    source varchar not null,
    target varchar not null,
    quantity varchar not null,
    value double not null,
    count bigint not null,
    primary key (source, target, quantity)
);

comment on table planted is 'What the lab planted in a pair of its languages.';
comment on column planted.source is 'Language trained on';
comment on column planted.target is 'Language tested on';
comment on column planted.quantity is 'What was planted';
comment on column planted.value is 'Share planted';
comment on column planted.count is 'Occurrences in the test set of the target that make it up';
