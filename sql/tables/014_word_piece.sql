create table word_piece (
    tokenizer varchar not null,
    form varchar not null,
    piece_position integer not null,
    piece varchar not null
);

comment on table word_piece is 'A piece of a form; each distinct form is cut once.';
comment on column word_piece.tokenizer is 'Tokenizer';
comment on column word_piece.form is 'The token as written';
comment on column word_piece.piece_position is 'Position of the piece in the form, from 0';
comment on column word_piece.piece is 'The piece';
