create table claim (
    claim varchar not null,
    statement varchar not null,
    query varchar not null,
    rule varchar not null,
    primary key (claim)
);

comment on table claim is 'A claim of the paper or of ours, with the query and the rule that decide it.';
comment on column claim.claim is 'Its name';
comment on column claim.statement is 'What it says';
comment on column claim.query is 'The query that bears on it';
comment on column claim.rule is 'When it is supported, contradicted or undecided';
