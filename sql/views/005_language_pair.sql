create or replace view language_pair as
with distant as (
    select
        source,
        target,
        max(distance) filter (where kind = 'syntactic_knn') as syntactic_knn,
        max(distance) filter (where kind = 'phonological_knn') as phonological_knn,
        max(distance) filter (where kind = 'inventory_knn') as inventory_knn,
        max(distance) filter (where kind = 'syntactic_observed') as syntactic_observed,
        max(distance) filter (where kind = 'phonological_observed') as phonological_observed,
        max(distance) filter (where kind = 'inventory_observed') as inventory_observed,
        max(distance) filter (where kind = 'genetic') as genetic
    from language_distance
    group by source, target
),

compared as (
    select
        source.language as source,
        target.language as target,
        source.family = target.family and source.family not in ('Constructed', 'Lab') as same_family,
        source.genus = target.genus as is_genus_shared,
        source.script = target.script as same_script
    from language as source
    inner join language as target on source.language <> target.language
)

select
    compared.source,
    compared.target,
    compared.same_family,
    compared.same_family and compared.is_genus_shared as same_genus,
    compared.same_script,
    coalesce(pair.relation, reversed.relation, case when compared.same_family then 'genetic' end) as relation,
    pair.source is not null as is_in_paper,
    coalesce(pair.is_control, false) as is_control,
    distant.syntactic_knn,
    distant.phonological_knn,
    distant.inventory_knn,
    distant.syntactic_observed,
    distant.phonological_observed,
    distant.inventory_observed,
    distant.genetic
from compared
left join pair on compared.source = pair.source and compared.target = pair.target
left join pair as reversed on compared.source = reversed.target and compared.target = reversed.source
left join distant on compared.source = distant.source and compared.target = distant.target;

comment on view language_pair is 'How are two languages related? Every ordered pair of two different languages; a distance that cannot be computed is NULL.';
comment on column language_pair.source is 'First language';
comment on column language_pair.target is 'Second language';
comment on column language_pair.same_family is 'Whether they are of one family; planned languages and those of the lab are of none';
comment on column language_pair.same_genus is 'Whether they are of one genus of one family';
comment on column language_pair.same_script is 'Whether they are written in one script';
comment on column language_pair.relation is 'genetic, areal or borrowing as the table pair says of the two in either direction; genetic for others of one family; else NULL (not known, which is not unrelated)';
comment on column language_pair.is_in_paper is 'Whether the paper trains on the first and tests on the second';
comment on column language_pair.is_control is 'Whether this is the control pair of the paper';
comment on column language_pair.syntactic_knn is 'Distance in syntax, every feature, what is not known predicted by URIEL from relatives and neighbours; NULL where there is none';
comment on column language_pair.phonological_knn is 'The same in phonology; NULL where there is none';
comment on column language_pair.inventory_knn is 'The same in the inventory of sounds; NULL where there is none';
comment on column language_pair.syntactic_observed is 'Distance in syntax over the features known of both; NULL where fewer than half are';
comment on column language_pair.phonological_observed is 'The same in phonology; NULL where fewer than half are known of both';
comment on column language_pair.inventory_observed is 'The same in the inventory of sounds; NULL where fewer than half are known of both';
comment on column language_pair.genetic is 'Distance in the nodes of the family tree; NULL where a language has none (isolates, planned languages)';
