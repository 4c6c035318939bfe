create table title_item (
    text_set integer not null,
    item integer not null,
    page varchar not null,
    text varchar not null,
    correct varchar not null,
    primary key (text_set, item)
);

comment on table title_item is 'A section of a page, with the letter of its title.';
comment on column title_item.text_set is 'Text set';
comment on column title_item.item is 'Number in the text set, from 0';
comment on column title_item.page is 'Page it stands on';
comment on column title_item.text is 'Text of the section';
comment on column title_item.correct is 'Letter of the right option';
