create table title_option (
    text_set integer not null,
    item integer not null,
    option varchar not null,
    title varchar not null,
    primary key (text_set, item, option)
);

comment on table title_option is 'An option of a title item.';
comment on column title_option.text_set is 'Text set';
comment on column title_option.item is 'Title item, from 0';
comment on column title_option.option is 'A, B, C or D';
comment on column title_option.title is 'The title offered';
