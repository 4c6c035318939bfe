create table proposal (
    embedding varchar not null,
    text_set integer not null,
    sentence integer not null,
    position integer not null,
    rank integer not null,
    form varchar not null,
    probability float not null
);

comment on table proposal is 'A word that a masked language model proposes in the place of one of a text.';
comment on column proposal.embedding is 'Which encoder proposed it, as in the table embedding';
comment on column proposal.text_set is 'Text set';
comment on column proposal.sentence is 'Sentence or title item, from 0';
comment on column proposal.position is 'Token, or word of the section text, that was masked';
comment on column proposal.rank is 'Place among the proposals, from 1';
comment on column proposal.form is 'The word proposed, as the model writes it';
comment on column proposal.probability is 'Its probability';
