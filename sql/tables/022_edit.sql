create table edit (
    perturbation_id varchar not null,
    text_set integer not null,
    sentence integer not null,
    mention integer,
    first_token integer not null,
    end_token integer not null,
    original_first_token integer not null,
    original_end_token integer not null,
    original varchar not null,
    replacement varchar not null,
    type varchar,
    new_type varchar,
    similarity float,
    was_seen boolean,
    is_seen boolean,
    token_change integer not null,
    piece_change integer,
    script_changed boolean not null
);

comment on table edit is 'A replacement made, where it was made.';
comment on column edit.perturbation_id is 'Perturbation';
comment on column edit.text_set is 'Perturbed text set';
comment on column edit.sentence is 'Sentence or title item, from 0';
comment on column edit.mention is 'Mention replaced; NULL for context words';
comment on column edit.first_token is 'First token in the perturbed text';
comment on column edit.end_token is 'Position after the last token in the perturbed text';
comment on column edit.original_first_token is 'First token in the original text';
comment on column edit.original_end_token is 'Position after the last token in the original text';
comment on column edit.original is 'Text replaced';
comment on column edit.replacement is 'Text put in its place';
comment on column edit.type is 'Entity type; NULL for context words';
comment on column edit.new_type is 'Entity type in the perturbed text; NULL for context words';
comment on column edit.similarity is 'Cosine of their vectors; NULL where none have a part';
comment on column edit.was_seen is 'Whether the training set has the text replaced; NULL where none has a part';
comment on column edit.is_seen is 'Whether the training set has the text put in; NULL where none has a part';
comment on column edit.token_change is 'Tokens more (or less, below 0)';
comment on column edit.piece_change is 'Word pieces more (or less); NULL where no tokenizer has a part';
comment on column edit.script_changed is 'Whether the letters come from another script than before';
