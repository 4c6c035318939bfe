create table pair (
    source varchar not null,
    target varchar not null,
    relation varchar not null,
    is_control boolean not null,
    primary key (source, target)
);

comment on table pair is 'A pair of languages of the paper (arXiv 2403.20056): train on the source, test on the target.';
comment on column pair.source is 'High-resource language, trained on (L1)';
comment on column pair.target is 'Low-resource language, tested on (L2)';
comment on column pair.relation is 'genetic, areal or borrowing';
comment on column pair.is_control is 'Whether the pair is the control (scripts differ, nothing is shared)';
